import { sql } from 'kysely'
import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { Refusal } from '#platform/refusal.ts'
import { type Conversation, conversationFor } from '../door.ts'
import { addWaking } from '../snooze.ts'
import { standing } from './merge.ts'
import { type Moved, moveBack, moved } from './moved.ts'
import { recount } from './recount.ts'

/**
 * Takes a conversation out again, as it was: nothing of it was changed while it was merged away. The kept one stands as before the merge
 * where nothing has happened since; otherwise it keeps what is new and is counted afresh.
 */
export async function unmerge(tx: Tx, caller: Caller, mergedId: number): Promise<void> {
  const { kept, merged } = await lockBoth(tx, mergedId)
  if (kept.merged_into_id !== null) throw mergedFurther(kept.merged_into_id)
  const merge = await tx
    .selectFrom('conversation_merges')
    .select(['id', 'moved'])
    .where('brand_id', '=', merged.brand_id)
    .where('merged_id', '=', merged.id)
    .where('undone_at', 'is', null)
    .executeTakeFirstOrThrow()
  const what = moved.parse(merge.moved)
  const now = await standing(tx, kept)
  await moveBack(tx, { brandId: kept.brand_id, from: kept.id, to: merged.id }, what)
  await tx
    .updateTable('conversations')
    .set({ merged_into_id: null })
    .where('brand_id', '=', merged.brand_id)
    .where('id', '=', merged.id)
    .execute()
  await restore(tx, kept, what, now)
  await sql`update conversation_merges set undone_at = now()
    where brand_id = ${merged.brand_id} and id = ${merge.id}`.execute(tx)
  if (merged.snoozed_until instanceof Date) await addWaking(tx, merged, merged.snoozed_until)
  await recordBoth(tx, caller, kept, merged)
}

async function lockBoth(tx: Tx, mergedId: number): Promise<{ kept: Conversation; merged: Conversation }> {
  const keptId = (await conversationFor(tx, mergedId, 'read')).merged_into_id
  if (keptId === null) throw notMerged()
  const locked = new Map<number, Conversation>()
  for (const id of [keptId, mergedId].toSorted((one, other) => one - other))
    locked.set(id, await conversationFor(tx, id, 'unmerge'))
  const [kept, merged] = [locked.get(keptId), locked.get(mergedId)]
  // A colleague was quicker.
  if (!kept || !merged || merged.merged_into_id !== keptId) throw notMerged()
  return { kept, merged }
}

async function restore(tx: Tx, kept: Conversation, what: Moved, now: Record<string, unknown>): Promise<void> {
  const untouched = Object.entries(what.after).every(([column, value]) => now[column] === value)
  if (!untouched) return recount(tx, kept)
  const before = JSON.stringify(what.before)
  const { rows } = await sql<{ snoozed_until: Date | number | null }>`
    update conversations set (status, preview, message_count, last_message_at, last_from_customer_at, last_from_staff_at,
        waiting_since, first_replied_at, resolved_at, snoozed_until)
      = (select status, preview, message_count, last_message_at, last_from_customer_at, last_from_staff_at,
        waiting_since, first_replied_at, resolved_at, snoozed_until
        from jsonb_populate_record(null::conversations, ${before}::jsonb))
    where brand_id = ${kept.brand_id} and id = ${kept.id} returning snoozed_until`.execute(tx)
  const until = rows[0]?.snoozed_until
  if (until instanceof Date) await addWaking(tx, kept, until)
}

function notMerged(): Refusal {
  return new Refusal(409, 'not_merged', (locale) => m.conversations_not_merged({}, { locale }))
}

function mergedFurther(number: number): Refusal {
  return new Refusal(
    409,
    'merged_further',
    (locale) => m.conversations_merged_further({ number }, { locale }),
    {
      more: { mergedIntoId: number },
    },
  )
}

async function recordBoth(tx: Tx, caller: Caller, kept: Conversation, merged: Conversation): Promise<void> {
  const common = { brandId: kept.brand_id, actor: actorOf(caller) }
  await record(tx, {
    ...common,
    type: 'conversation.taken_out',
    conversationId: kept.id,
    data: { number: merged.id },
  })
  await record(tx, {
    ...common,
    type: 'conversation.unmerged',
    conversationId: merged.id,
    data: { from: kept.id },
  })
}
