import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Outcomes } from './contract.ts'
import type { Period } from './period.ts'

type Row = Omit<Outcomes, 'selfResolved'>

/** What became of the conversations that the bot took part in, each counted once. */
export async function outcomesOf(tx: Tx, { brandId, begins, ends, locale }: Period): Promise<Outcomes> {
  const { rows } = await sql<Row>`
    with ended as (
      select case
          when t.state = 'handed_over' or answers."isHandedOver" then 'handedOver'
          when answers."cameBack" then 'cameBack'
          when answers.asked = 0 then 'nothingAsked'
          when newest.judged_at is null then 'pending'
          when newest.outcome = 'helped' then 'helped'
          when newest.outcome is null and newest.shown_article_id is not null then 'silent'
          else 'unhelped' end as as_what
      from bot_talks t
      cross join lateral (
        select count(*) as asked, coalesce(bool_or(outcome = 'handed_over'), false) as "isHandedOver",
          coalesce(bool_or(outcome = 'came_back'), false) as "cameBack"
        from bot_answers where brand_id = t.brand_id and conversation_id = t.conversation_id
      ) answers
      left join lateral (
        select outcome, judged_at, shown_article_id from bot_answers
        where brand_id = t.brand_id and conversation_id = t.conversation_id order by id desc limit 1
      ) newest on true
      where t.brand_id = ${brandId} and t.state <> 'acknowledged' and t.started_at >= ${begins} and t.started_at < ${ends}
        and (${locale}::text is null or t.locale = ${locale}::text)
    )
    select count(*)::int as talks,
      ${countOf('helped')}, ${countOf('silent')}, ${countOf('cameBack')}, ${countOf('handedOver')}, ${countOf('unhelped')},
      ${countOf('pending')}, ${countOf('nothingAsked')}
    from ended`.execute(tx)
  const row = rows[0] ?? none
  return { ...row, selfResolved: share(row.helped + row.silent, row.talks - row.pending - row.nothingAsked) }
}

const countOf = (name: keyof Row) => sql`count(*) filter (where as_what = ${name})::int as ${sql.id(name)}`

const none: Row = {
  ...{ talks: 0, helped: 0, silent: 0, cameBack: 0 },
  ...{ handedOver: 0, unhelped: 0, pending: 0, nothingAsked: 0 },
}

/** A share of none is no share. */
export const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null)
