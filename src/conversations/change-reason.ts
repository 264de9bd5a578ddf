import { sql } from 'kysely'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid } from '#platform/refusal.ts'
import { changePriority } from './change-priority.ts'
import type { Priority } from './contract.ts'
import type { Conversation } from './door.ts'
import { priorityBy } from './reasons/default-priority.ts'

/**
 * Says what it is about. An archived reason is kept where it stands and not given anew. The priority follows what the reasons say of it,
 * unless somebody has set another one.
 */
export async function changeReason(
  tx: Tx,
  conversation: Conversation,
  wish: { reasonId: number | null; actor: Actor },
): Promise<void> {
  if (conversation.reason_id === wish.reasonId) return
  const [before, after] = [conversation.reason_id, wish.reasonId]
  const priorities = await prioritiesOf(tx, conversation.brand_id, before, after)
  await tx
    .updateTable('conversations')
    .set({ reason_id: wish.reasonId })
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .execute()
  await record(tx, {
    type: 'conversation.reason_changed',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor: wish.actor,
    data: { from: conversation.reason_id, to: wish.reasonId },
  })
  if (conversation.priority === priorities.before)
    await changePriority(tx, conversation, { priority: priorities.after, actor: wish.actor })
}

/** What the priority is by the one reason and by the other: their own, or that of the nearest reason above that says one. */
async function prioritiesOf(
  tx: Tx,
  brandId: number,
  before: number | null,
  after: number | null,
): Promise<{ before: Priority; after: Priority }> {
  const { rows } = await sql<{ id: number; isArchived: boolean; priority: Priority | null }>`
    select one.id, one.archived_at is not null as "isArchived",
      ${priorityBy(sql`one.brand_id`, sql`one.id`)} as priority
    from contact_reasons one
    where one.brand_id = ${brandId} and one.id = any (${[before, after].filter((id) => id !== null)}::bigint[])`.execute(
    tx,
  )
  const found = rows.find((row) => row.id === after)
  if (after !== null && (!found || found.isArchived))
    throw invalid('reasonId', 'reason_unknown', (locale) => m.conversations_reason_unknown({}, { locale }))
  const old = rows.find((row) => row.id === before)
  return { before: old?.priority ?? 'normal', after: found?.priority ?? 'normal' }
}
