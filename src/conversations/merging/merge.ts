import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid, Refusal } from '#platform/refusal.ts'
import { ended } from '../change-status.ts'
import { type Conversation, conversationFor } from '../door.ts'
import { type Moved, moveAll } from './moved.ts'
import { recount } from './recount.ts'

const todo = ['new', 'open']

/**
 * Puts the messages of other conversations into this one. They are no longer listed and lead here; their mail threads do so too. A
 * kept conversation that was done is open again when one that was not, or of which something is promised, is put into it. Exactly undone by unmerge.ts.
 */
export async function mergeInto(tx: Tx, caller: Caller, keptId: number, mergedIds: readonly number[]) {
  const ids = [...new Set(mergedIds)]
  if (ids.includes(keptId)) {
    throw invalid('conversationIds', 'merge_with_itself', (locale) =>
      m.conversations_merge_with_itself({}, { locale }),
    )
  }
  // Locked in one order everywhere, so that two merges of the same conversations wait for each other and do not deadlock.
  const locked = new Map<number, Conversation>()
  for (const id of [keptId, ...ids].toSorted((one, other) => one - other))
    locked.set(id, await conversationFor(tx, id, 'change'))
  for (const id of ids) await mergeLocked(tx, actorOf(caller), the(locked, keptId), the(locked, id))
}

function the(all: Map<number, Conversation>, id: number): Conversation {
  const one = all.get(id)
  if (!one) throw new Error(`Conversation ${id} was not locked`)
  return one
}

/** The same for two conversations that the caller has locked; `by` says what did it when nobody did. */
export async function mergeLocked(
  tx: Tx,
  actor: Actor,
  kept: Conversation,
  merged: Conversation,
  by: { by?: string } = {},
): Promise<void> {
  if (kept.brand_id !== merged.brand_id) {
    throw new Refusal(422, 'merge_other_brand', (locale) => m.conversations_merge_other_brand({}, { locale }))
  }
  const before = await standing(tx, kept)
  const what = await moveAll(tx, { brandId: kept.brand_id, from: merged.id, to: kept.id })
  await tx
    .updateTable('conversations')
    .set({ merged_into_id: kept.id, locked_by_id: null, locked_until: null })
    .where('brand_id', '=', merged.brand_id)
    .where('id', '=', merged.id)
    .execute()
  // What is still promised to the customer, or handed to somebody higher up, is to be done as much as what nobody has answered.
  const isOwed = (merged.open_promises > 0 || merged.escalation !== null) && ended.includes(kept.status)
  if ((todo.includes(merged.status) || isOwed) && !todo.includes(kept.status)) {
    await tx
      .updateTable('conversations')
      .set({
        status: actor.kind === 'system' && !isOwed ? merged.status : 'open',
        resolved_at: null,
        snoozed_until: null,
      })
      .where('brand_id', '=', kept.brand_id)
      .where('id', '=', kept.id)
      .execute()
  }
  await recount(tx, kept)
  const moved: Moved = { ...what, before, after: await standing(tx, kept) }
  await tx
    .insertInto('conversation_merges')
    .values({
      brand_id: kept.brand_id,
      kept_id: kept.id,
      merged_id: merged.id,
      moved: JSON.stringify(moved),
      actor_id: actor.kind === 'staff' ? actor.id : null,
    })
    .execute()
  await recordBoth(tx, actor, kept, merged, { ...by, messageCount: what.messages.length })
}

/** The columns a merge may change, as text: PostgreSQL's own, so that nothing is lost on the way and back. */
export async function standing(
  tx: Tx,
  conversation: { brand_id: number; id: number },
): Promise<Record<string, unknown>> {
  const columns = await tx
    .selectFrom('conversations')
    .select((select) => [
      'status',
      'preview',
      'message_count',
      select.cast<string | null>('last_message_at', 'text').as('last_message_at'),
      select.cast<string | null>('last_from_customer_at', 'text').as('last_from_customer_at'),
      select.cast<string | null>('last_from_staff_at', 'text').as('last_from_staff_at'),
      select.cast<string | null>('waiting_since', 'text').as('waiting_since'),
      select.cast<string | null>('first_replied_at', 'text').as('first_replied_at'),
      select.cast<string | null>('resolved_at', 'text').as('resolved_at'),
      select.cast<string | null>('snoozed_until', 'text').as('snoozed_until'),
    ])
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .executeTakeFirstOrThrow()
  return columns
}

async function recordBoth(
  tx: Tx,
  actor: Actor,
  kept: Conversation,
  merged: Conversation,
  { messageCount, ...by }: { messageCount: number; by?: string },
): Promise<void> {
  const common = { brandId: kept.brand_id, actor }
  await record(tx, {
    ...common,
    type: 'conversation.merged_away',
    conversationId: merged.id,
    data: { into: kept.id, ...by },
  })
  await record(tx, {
    ...common,
    type: 'conversation.merged',
    conversationId: kept.id,
    data: { from: merged.id, messageCount, ...by },
  })
}
