import { calendarOf } from '#people/calendars/calendar-of.ts'
import { dueAfter } from '#platform/calendar/due.ts'
import { now } from '#platform/clock.ts'
import { type Database, inAllBrands, inBrands, type Tx } from '#platform/database.ts'
import { addJob } from '#platform/jobs.ts'
import { standing, workplaceOf } from './approvers.ts'
import type { Level } from './contract.ts'
import { type ApprovalRow, lockedApproval } from './stored.ts'
import { tellOf } from './tell.ts'

type Job = { brandId: number; id: number }

const system = { kind: 'system' as const }

/** When a level's time is over, by the hours of the brand; a brand that is never open counts by the clock on the wall. */
export async function dueAt(tx: Tx, brandId: number, level: Level | undefined): Promise<Date | null> {
  if (!level || level.minutes === null) return null
  const from = now().getTime()
  const due = dueAfter(await calendarOf(tx, { brandId }), from, level.minutes)
  return new Date(due ?? from + level.minutes * 60_000)
}

/** The timer of an approval: set again it moves. */
export async function setWatch(tx: Tx, approval: Job, at: Date): Promise<void> {
  await addJob(tx, 'tend-approval', approval, { runAt: at, key: `approval:${approval.id}` })
}

/**
 * The timer's job, also run after somebody has left or gone away: what its level can no longer decide goes on to the next, what nobody
 * above can decide is said to be late. It may run again at any point.
 */
export async function tendApproval(db: Database, job: Job): Promise<void> {
  await inBrands(db, [job.brandId], (tx) => tend(tx, job.id))
}

async function tend(tx: Tx, id: number): Promise<void> {
  const approval = await lockedApproval(tx, id)
  if (approval.state !== 'waiting') return
  const workplace = await workplaceOf(tx, approval.brand_id)
  const here = standing(workplace, approval.levels, approval.level, approval.asked_by_id)
  if (here.level > approval.level) return passOn(tx, approval, here.level, 'absence')
  if (approval.due_at === null) return
  // The timer came too early, as after a change of the clock; or it was somebody's leaving that led here.
  if (approval.due_at > now())
    return setWatch(tx, { brandId: approval.brand_id, id: approval.id }, approval.due_at)
  const next = standing(workplace, approval.levels, approval.level + 1, approval.asked_by_id)
  if (next.level > approval.level) return passOn(tx, approval, next.level, 'time')
  await tx
    .updateTable('approvals')
    .set({ due_at: null, overdue_at: now() })
    .where('brand_id', '=', approval.brand_id)
    .where('id', '=', id)
    .execute()
  await tellOf(tx, approval, system, 'approval.overdue')
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
  await tellOf(tx, approval, system, 'approval.passed_on', { by, level: approval.levels[level]?.name ?? '' })
}

/** Looks after everything that waits: somebody who was asked may not be there any more. */
export async function tendApprovals(db: Database): Promise<void> {
  const waiting = await inAllBrands(db, (tx) =>
    tx
      .selectFrom('approvals')
      .select(['brand_id as brandId', 'id'])
      .where('brand_id', 'in', [...tx.inBrands, 0])
      .where('state', '=', 'waiting')
      .orderBy('id')
      .execute(),
  )
  for (const job of waiting) await tendApproval(db, job)
}
