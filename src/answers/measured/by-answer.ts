import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import type { Figures } from './contract.ts'
import type { Period } from './period.ts'
import { share } from './talks.ts'

type Counted = {
  shown: number
  helped: number
  silent: number
  cameBack: number
  askedFurther: number
  handedOver: number
  pending: number
}

// What is final counts; what customers may yet come back of is pending, also when they have said that it helped.
const counted = sql`
  count(*)::int as shown,
  count(*) filter (where judged_at is not null and outcome = 'helped')::int as helped,
  count(*) filter (where judged_at is not null and outcome is null)::int as silent,
  count(*) filter (where outcome = 'came_back')::int as "cameBack",
  count(*) filter (where outcome = 'asked_further')::int as "askedFurther",
  count(*) filter (where outcome = 'handed_over')::int as "handedOver",
  count(*) filter (where judged_at is null and (outcome is null or outcome = 'helped'))::int as pending`

const withShare = <Row extends Counted>(row: Row) => ({
  ...row,
  selfResolved: share(row.helped + row.silent, row.shown - row.pending),
})

const mostArticles = 500

/** What became of each article that was shown, opened, put into answers or voted on. */
export async function figuresByArticle(tx: Tx, period: Period, reader: Locale): Promise<Figures['articles']> {
  const { brandId, begins, ends, locale } = period
  const { rows } = await sql<
    Counted & {
      articleId: number
      title: string
      opened: number
      inserted: number
      helpful: number
      unhelpful: number
    }
  >`
    with answers as (
      select shown_article_id as article, ${counted} from bot_answers
      where brand_id = ${brandId} and shown_article_id is not null and created_at >= ${begins} and created_at < ${ends}
        and (${locale}::text is null or locale = ${locale}::text)
      group by 1
    ), opened as (
      select opened_article_id as article, count(*)::int as opened from help_searches
      where brand_id = ${brandId} and opened_article_id is not null and created_at >= ${begins} and created_at < ${ends}
        and (${locale}::text is null or locale = ${locale}::text)
      group by 1
    ), inserted as (
      select article_id as article, count(*)::int as inserted from article_uses
      where brand_id = ${brandId} and kind <> 'helped' and at >= ${begins} and at < ${ends}
        and (${locale}::text is null or locale = ${locale}::text)
      group by 1
    ), voted as (
      select v.article_id as article, count(*) filter (where v.is_helpful)::int as helpful,
        count(*) filter (where not v.is_helpful)::int as unhelpful
      from article_votes v join article_versions version on version.brand_id = v.brand_id and version.id = v.version_id
      where v.brand_id = ${brandId} and v.created_at >= ${begins} and v.created_at < ${ends}
        and (${locale}::text is null or version.locale = ${locale}::text)
      group by 1
    )
    select a.id as "articleId",
      coalesce((select t.title from article_texts t where t.brand_id = a.brand_id and t.article_id = a.id and t.title <> ''
        order by t.locale <> ${locale ?? reader} limit 1), '') as title,
      coalesce(shown, 0) as shown, coalesce(answers.helped, 0) as helped, coalesce(silent, 0) as silent,
      coalesce("cameBack", 0) as "cameBack", coalesce("askedFurther", 0) as "askedFurther",
      coalesce("handedOver", 0) as "handedOver", coalesce(pending, 0) as pending, coalesce(opened, 0) as opened,
      coalesce(inserted, 0) as inserted, coalesce(helpful, 0) as helpful, coalesce(unhelpful, 0) as unhelpful
    from answers full join opened using (article) full join inserted using (article) full join voted using (article)
    join articles a on a.brand_id = ${brandId} and a.id = article
    order by coalesce(shown, 0) desc, coalesce(opened, 0) desc, a.id limit ${mostArticles}`.execute(tx)
  return rows.map(({ helpful, unhelpful, ...row }) => ({ ...withShare(row), votes: { helpful, unhelpful } }))
}

/** What became of questions by what they were about, those that no article was shown for included. */
export async function figuresByReason(tx: Tx, period: Period, reader: Locale): Promise<Figures['reasons']> {
  const { brandId, begins, ends, locale } = period
  const { rows } = await sql<
    Counted & { reasonId: number | null; nameJa: string | null; nameEn: string | null }
  >`
    select a.reason_id as "reasonId", r.name_ja as "nameJa", r.name_en as "nameEn", ${counted}
    from bot_answers a left join contact_reasons r on r.brand_id = a.brand_id and r.id = a.reason_id
    where a.brand_id = ${brandId} and a.created_at >= ${begins} and a.created_at < ${ends}
      and (${locale}::text is null or a.locale = ${locale}::text)
    group by 1, 2, 3 order by count(*) desc, a.reason_id`.execute(tx)
  return rows.map(({ nameJa, nameEn, ...row }) => ({
    ...withShare(row),
    name: (reader === 'ja' ? nameJa : nameEn) ?? m.answers_no_reason({}, { locale: reader }),
  }))
}
