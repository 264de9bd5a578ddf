import { calendarOf } from '#people/calendars/calendar-of.ts'
import { dueAfter } from '#platform/calendar/due.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { addJob } from '#platform/jobs.ts'
import type { Level } from './contract.ts'
import type { ApprovalRow } from './stored.ts'
import { tellOf } from './tell.ts'

/** When a level's time is over, by the hours of the brand; a brand that is never open counts by the clock on the wall. */
export async function dueAt(tx: Tx, brandId: number, level: Level | undefined): Promise<Date | null> {
  if (!level || level.minutes === null) return null
  const from = now().getTime()
  const due = dueAfter(await calendarOf(tx, { brandId }), from, level.minutes)
  return new Date(due ?? from + level.minutes * 60_000)
}

/** The timer of an approval: set again it moves. */
export async function setWatch(tx: Tx, approval: { brandId: number; id: number }, at: Date): Promise<void> {
  await addJob(tx, 'tend-approval', approval, { runAt: at, key: `approval:${approval.id}` })
}

/** Moves an approval to another level, which has its own time. */
export async function passOn(
  tx: Tx,
  approval: ApprovalRow,
  level: number,
  by: 'time' | 'absence' | 'yes',
): Promise<void> {
  const due = await dueAt(tx, approval.brand_id, approval.levels[level])
  await tx
    .updateTable('approvals')
    .set({ level, level_since: now(), due_at: due, ...(by === 'time' ? { overdue_at: now() } : {}) })
    .where('brand_id', '=', approval.brand_id)
    .where('id', '=', approval.id)
    .execute()
  if (due) await setWatch(tx, { brandId: approval.brand_id, id: approval.id }, due)
  const data = { by, level: approval.levels[level]?.name ?? '' }
  await tellOf(tx, approval, { kind: 'system' }, 'approval.passed_on', data)
}
