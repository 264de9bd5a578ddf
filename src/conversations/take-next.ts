import { type RawBuilder, sql } from 'kysely'
import { actorOf, type Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { assign } from './assign.ts'
import { brandsOf, conditionsOf } from './conditions.ts'
import type { ConversationFilter } from './contract.ts'
import { conversationFor } from './door.ts'

/**
 * Gives the caller the unassigned conversation whose customer has waited longest, or failing that the oldest one; null when there is none.
 * Rows that a colleague takes at this moment are passed over, so two people never get the same.
 */
export async function takeNext(tx: Tx, caller: Caller, filter: ConversationFilter): Promise<number | null> {
  const conditions = await conditionsOf(tx, { ...filter, view: 'unassigned' }, caller)
  const brands = brandsOf(tx, filter)
  const waiting = sql`c.waiting_since is not null`
  const next =
    (await first(tx, brands, sql`${conditions} and ${waiting}`, sql`c.waiting_since, c.id`)) ??
    (await first(tx, brands, conditions, sql`c.last_message_at, c.id`))
  if (next === undefined) return null
  await assign(tx, await conversationFor(tx, next, 'change'), {
    staffId: caller.staffId,
    actor: actorOf(caller),
  })
  return next
}

async function first(
  tx: Tx,
  brands: number[],
  conditions: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select c.id from unnest(${brands}::bigint[]) as brand (id)
    cross join lateral (
      select c.id, c.waiting_since, c.last_message_at from conversations c
      where c.brand_id = brand.id and ${conditions}
      order by ${order} limit 1 for update skip locked
    ) c
    order by ${order} limit 1`.execute(tx)
  return rows[0]?.id
}
