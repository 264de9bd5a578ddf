import { sql } from 'kysely'
import { now } from '#platform/clock.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import type { Task } from '#platform/jobs.ts'
import { asksSomething } from '../beside/question.ts'
import { learnCurve } from './learn-curve.ts'

type Open = {
  id: number
  outcome: 'helped' | null
  shownArticleId: number | null
  isOver: boolean
  later: { text: string; at: string; isElsewhere: boolean; reasonId: number | null }[]
  reasonId: number | null
}

const batch = 500
// Whoever writes again of the same matter within this time was not helped.
const comesBackWithin = '7 days'
// The bot itself has to have read a message before it can be called a coming back.
const settledAfter = '10 minutes'

/** Judges the bot's answers of every brand by what customers did afterwards, and learns each brand's curve from it. */
export function judgeAnswers({ db }: { db: Database }): Task {
  return async () => {
    const brands = await db.open.selectFrom('brands').select('id').execute()
    for (const { id } of brands) {
      while ((await inBrands(db, [id], (tx) => judgeSome(tx, id))) === batch);
    }
  }
}

/** Judges up to a batch of answers; answers how many got their final outcome. */
async function judgeSome(tx: Tx, brandId: number): Promise<number> {
  const at = now()
  const { numAffectedRows: settled = 0n } = await sql`
    update bot_answers set judged_at = ${at}
    where brand_id = ${brandId} and judged_at is null and outcome in ('handed_over', 'asked_further', 'came_back')`.execute(
    tx,
  )
  const open = await openAnswers(tx, brandId, at)
  const back = open.flatMap((one) => {
    const message = one.later.find((said) => isOfTheSame(one, said))
    return message ? [{ id: one.id, at: message.at }] : []
  })
  const left = new Set(back.map(({ id }) => id))
  const over = open.filter((one) => one.isOver && !left.has(one.id))
  await sql`
    update bot_answers a set outcome = 'came_back', outcome_at = b.at, judged_at = ${at}
    from unnest(${back.map(({ id }) => id)}::bigint[], ${back.map((one) => one.at)}::timestamptz[]) as b (id, at)
    where a.brand_id = ${brandId} and a.id = b.id`.execute(tx)
  await sql`update bot_answers set judged_at = ${at}
    where brand_id = ${brandId} and id = any (${over.map(({ id }) => id)}::bigint[])`.execute(tx)
  await countHelp(tx, brandId, over)
  if (Number(settled) + back.length + over.length > 0) await learnCurve(tx, brandId)
  return back.length + over.length === batch ? batch : 0
}

/** Answers whose customers have either said that it helped or nothing yet, with what they wrote since. */
async function openAnswers(tx: Tx, brandId: number, at: Date): Promise<Open[]> {
  const { rows } = await sql<Open>`
    select a.id, a.outcome, a.shown_article_id as "shownArticleId", a.reason_id as "reasonId",
      a.since < ${at}::timestamptz - ${comesBackWithin}::interval - ${settledAfter}::interval as "isOver",
      coalesce((
        select json_agg(json_build_object('text', left(m.text, 500), 'at', m.created_at, 'reasonId', c.reason_id,
          'isElsewhere', c.id <> a.conversation_id) order by m.created_at, m.id)
        from conversations own
        join conversations c on c.brand_id = own.brand_id and c.customer_id = own.customer_id
        join messages m on m.brand_id = c.brand_id and m.conversation_id = c.id
        where own.brand_id = a.brand_id and own.id = a.conversation_id and m.direction = 'in' and m.kind = 'message'
          and m.pressed is null and m.created_at > a.since and m.created_at <= a.since + ${comesBackWithin}::interval
          and m.created_at < ${at}::timestamptz - ${settledAfter}::interval
      ), '[]') as later
    from (
      select *, coalesce(outcome_at, created_at) as since from bot_answers
      where brand_id = ${brandId} and judged_at is null and (outcome is null or outcome = 'helped')
      order by id limit 5000
    ) a
    order by a.id`.execute(tx)
  return rows.filter((one) => one.isOver || one.later.length > 0).slice(0, batch)
}

/** Thanks are no coming back, and neither is another matter, where both are known to be about different reasons. */
function isOfTheSame(answer: Open, said: Open['later'][number]): boolean {
  if (!asksSomething(said.text)) return false
  if (!said.isElsewhere || answer.reasonId === null || said.reasonId === null) return true
  return answer.reasonId === said.reasonId
}

/** An article has helped when the customer said so and stayed away. */
async function countHelp(tx: Tx, brandId: number, judged: readonly Open[]): Promise<void> {
  const helped = judged.flatMap((one) => (one.outcome === 'helped' ? (one.shownArticleId ?? []) : []))
  if (helped.length === 0) return
  await sql`
    update articles a set helped = a.helped + h.times
    from (select one as id, count(*)::int as times from unnest(${helped}::bigint[]) as one group by one) h
    where a.brand_id = ${brandId} and a.id = h.id`.execute(tx)
}
