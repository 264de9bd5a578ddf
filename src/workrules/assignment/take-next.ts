import { type RawBuilder, sql } from 'kysely'
import { assign } from '#conversations/assign.ts'
import { brandsOf, conditionsOf } from '#conversations/conditions.ts'
import type { ConversationFilter } from '#conversations/contract.ts'
import { conversationFor } from '#conversations/door.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'

/**
 * Gives the caller the unassigned conversation whose customer has waited longest, or failing that the oldest one; null when there is none. What they
 * can answer comes first: in their languages, and not wished for another team or a skill they do not have.
 * Rows that a colleague takes at this moment are passed over, so two people never get the same.
 */
export async function takeNext(tx: Tx, caller: Caller, filter: ConversationFilter): Promise<number | null> {
  const conditions = await conditionsOf(tx, { ...filter, view: 'unassigned' }, caller)
  const waiting = sql`${conditions} and c.waiting_since is not null`
  const take = (wanted: RawBuilder<unknown>, order: RawBuilder<unknown>) =>
    first(tx, caller, brandsOf(tx, filter), wanted, order)
  const [byWaiting, byAge] = [sql`c.waiting_since, c.id`, sql`c.last_message_at, c.id`]
  const next =
    (await take(sql`${waiting} and ${suits}`, byWaiting)) ??
    (await take(sql`${conditions} and ${suits}`, byAge)) ??
    (await take(waiting, byWaiting)) ??
    (await take(conditions, byAge))
  if (next === undefined) return null
  await assign(tx, await conversationFor(tx, next, 'change'), {
    staffId: caller.staffId,
    actor: actorOf(caller),
  })
  return next
}

/** What the caller can answer, by what is set of them in the brand and by how a rule wished it to be given. */
const suits = sql`(c.language is null or me.languages = '{}' or c.language = any (me.languages))
  and not exists (select from assignment_wishes wish where wish.brand_id = c.brand_id and wish.conversation_id = c.id
    and (wish.team_id <> all (me.teams) or wish.skill <> all (me.skills)))`

async function first(
  tx: Tx,
  caller: Caller,
  brands: number[],
  conditions: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select c.id from unnest(${brands}::bigint[]) as brand (id)
    cross join lateral (
      select coalesce(max(languages), '{}') as languages, coalesce(max(skills), '{}') as skills,
        array(select team_id from team_members where staff_id = ${caller.staffId}) as teams
      from brand_staff where brand_id = brand.id and staff_id = ${caller.staffId}
    ) me
    cross join lateral (
      select c.id, c.waiting_since, c.last_message_at from conversations c
      where c.brand_id = brand.id and ${conditions}
      order by ${order} limit 1 for update skip locked
    ) c
    order by ${order} limit 1`.execute(tx)
  return rows[0]?.id
}
