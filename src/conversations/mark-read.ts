import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import type { Conversation } from './door.ts'

type Place = Pick<Conversation, 'brand_id' | 'id'>

/** Notes how far somebody has read: never back, and never beyond what is there. What they were mentioned in there is seen. */
export async function markRead(
  tx: Tx,
  reader: { staffId: number },
  place: Place & Pick<Conversation, 'last_event_id'>,
  upTo: number,
): Promise<void> {
  const eventId = Math.min(upTo, place.last_event_id)
  await tx
    .insertInto('conversation_reads')
    .values({
      brand_id: place.brand_id,
      conversation_id: place.id,
      staff_id: reader.staffId,
      event_id: eventId,
    })
    .onConflict((conflict) =>
      conflict.columns(['brand_id', 'conversation_id', 'staff_id']).doUpdateSet((set) => ({
        event_id: set.fn('greatest', ['conversation_reads.event_id', set.val(eventId)]),
      })),
    )
    .execute()
  await tx
    .updateTable('mentions')
    .set({ seen_at: now() })
    .where('brand_id', '=', place.brand_id)
    .where('staff_id', '=', reader.staffId)
    .where('conversation_id', '=', place.id)
    .where('seen_at', 'is', null)
    .execute()
}

/** Makes it new again for this person. */
export async function markUnread(tx: Tx, reader: { staffId: number }, place: Place): Promise<void> {
  await tx
    .deleteFrom('conversation_reads')
    .where('brand_id', '=', place.brand_id)
    .where('conversation_id', '=', place.id)
    .where('staff_id', '=', reader.staffId)
    .execute()
}
