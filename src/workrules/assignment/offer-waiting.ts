import { sql } from 'kysely'
import { conversationFor } from '#conversations/door.ts'
import { attempt } from '#platform/attempt.ts'
import { now } from '#platform/clock.ts'
import { type Database, inAllBrands, inBrands, type Tx } from '#platform/database.ts'
import type { Actor } from '#platform/events.ts'
import type { Task } from '#platform/jobs.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { assignBy } from './assign-by.ts'
import { candidatesOf, isOfTeam } from './candidates.ts'
import { isFree, mayTake, type Way } from './choose.ts'
import { offerAgain } from './offer-again.ts'
import { offerLater, putOff } from './put-off.ts'

// So many in one job; what is left is the next one's.
const mostAtOnce = 100

// After these somebody may have less to do than before, or something waits that did not.
const heard = new Set([
  'conversation.assigned',
  'conversation.status_changed',
  'conversation.language_changed',
  'conversation.snoozed',
  'conversation.woken',
  'conversation.merged_away',
  'message.replied',
  'message.received',
])

type Waiting = { id: number; way: Way; teamId: number | null; skill: string | null; actor: Actor }

/** One job for each brand in which something waits for somebody; none where nothing does. */
export async function offerJobs(
  tx: Tx,
  events: readonly RecordedEvent[],
): Promise<{ task: string; payload: unknown }[]> {
  const brandIds = events.filter((event) => heard.has(event.type)).map((event) => event.brandId)
  if (brandIds.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    select brand.id from unnest(${[...new Set(brandIds)]}::bigint[]) as brand (id)
    where exists (select from assignment_wishes where brand_id = brand.id and is_waiting)`.execute(tx)
  return rows.map(({ id: brandId }) => ({ task: 'offer-waiting', payload: { brandId } }))
}

/**
 * Gives what waits in a brand, or in every one, to those who are free by now, who has waited longest first, each in a transaction of its own: whoever locks a
 * conversation does so before the brand's assignment.
 */
export function offerWaiting(desk: { db: Database }): Task {
  return async (payload) => {
    const { brandId } = payload as { brandId?: number }
    const brandIds =
      brandId === undefined ? await inAllBrands(desk.db, async (tx) => [...tx.inBrands]) : [brandId]
    for (const one of brandIds) await offerWithin(desk.db, one)
  }
}

async function offerWithin(db: Database, brandId: number): Promise<void> {
  for (let offered = 0; offered < mostAtOnce; offered++)
    if (!(await inBrands(db, [brandId], (tx) => offerNext(tx, brandId))))
      return inBrands(db, [brandId], (tx) => offerLater(tx, brandId))
  await inBrands(db, [brandId], (tx) => offerAgain(tx, [brandId]))
}

/** Whether there was anything to offer. What cannot be given is put off, and whatever is behind it is next. */
async function offerNext(tx: Tx, brandId: number): Promise<boolean> {
  const waiting = await longestWaiting(tx, brandId)
  if (!waiting) return false
  const { id, way, teamId, skill, actor } = waiting
  const tried = await attempt(tx, async () => {
    const conversation = await conversationFor(tx, id, 'change')
    await assignBy(tx, conversation, { way, teamId, skill, actor })
  })
  if ('refused' in tried) await putOff(tx, brandId, { conversationId: id, actor, refusal: tried.refused })
  return true
}

/**
 * What somebody who is free can take and has waited longest. What waits is sorted by what it asks of people, and of each sort only the first is
 * read: a thousand that nobody can take cost no more than one.
 */
async function longestWaiting(tx: Tx, brandId: number): Promise<Waiting | undefined> {
  const free = (await candidatesOf(tx, brandId)).filter(isFree)
  if (free.length === 0) return undefined
  const { rows } = await sql<Waiting & { language: string | null }>`
    with recursive sort as (
      (select suits from assignment_wishes where brand_id = ${brandId} and is_waiting order by suits limit 1)
      union all
      select next.suits from sort cross join lateral (
        select suits from assignment_wishes where brand_id = ${brandId} and is_waiting and suits > sort.suits
        order by suits limit 1
      ) next
    )
    select first.id, first.way, first.team_id as "teamId", first.skill, first.language, first.actor from sort cross join lateral (
      select conversation_id as id, way, team_id, skill, language, actor, wished_at from assignment_wishes
      where brand_id = ${brandId} and is_waiting and suits = sort.suits and offer_at <= ${now()}
      order by offer_at, conversation_id limit 1
    ) first
    order by first.wished_at, first.id`.execute(tx)
  return rows.find((one) => free.filter(isOfTeam(one.teamId)).some((person) => mayTake(person, one)))
}
