import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'

/** What is due by a time: its people are reminded of it once, and told once that the time has passed. */
type Deadline = { due_at: Date; remind_at: Date; reminded_at: Date | null; overdue_at: Date | null }

/** What is to be said of a deadline at a moment, if anything, and when it is to be looked at next. */
export function lookAt(deadline: Deadline, at: Date): { says?: 'reminded' | 'overdue'; next?: Date } {
  const { due_at: dueAt, remind_at: remindAt, reminded_at: remindedAt, overdue_at: overdueAt } = deadline
  if (dueAt <= at && overdueAt === null) return { says: 'overdue' }
  if (remindAt <= at && remindedAt === null) return { says: 'reminded', next: dueAt }
  // Looked at too early, as after a change of the clock, or asked on after it was reminded.
  const next = remindedAt === null ? remindAt : dueAt
  return next > at ? { next } : {}
}

/** So long before it is due, in milliseconds, or when half of a shorter time is over. */
export function reminderBefore(dueAt: Date, longest: number): Date {
  const left = dueAt.getTime() - now().getTime()
  return new Date(dueAt.getTime() - Math.min(longest, left / 2))
}

/** Locks the conversation something hangs on: everybody does so before that thing itself. */
export async function lockConversation(tx: Tx, brandId: number, id: number): Promise<void> {
  await tx
    .selectFrom('conversations')
    .select('id')
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
}
