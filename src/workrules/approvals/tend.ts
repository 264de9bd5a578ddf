import type { Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import { type Database, inAllBrands, inBrands, type Tx } from '#platform/database.ts'
import { standing, workplaceOf } from './approvers.ts'
import { conclude, type Decided } from './decide.ts'
import { passOn, setWatch } from './pass-on.ts'
import { lockedApproval } from './stored.ts'
import { tellOf } from './tell.ts'

type Job = { brandId: number; id: number }

/** Does what was waiting for a decision, in its transaction. */
export type Settle = (tx: Tx, caller: Caller, decided: Decided) => Promise<void>

const system = { kind: 'system' as const }

/**
 * The timer's job, also run after somebody has left or gone away: what its level can no longer decide goes on to the next, what all who are still there have said
 * yes to is decided, what nobody above can decide is said to be late. It may run again at any point.
 */
export async function tendApproval(db: Database, job: Job, settle: Settle): Promise<void> {
  await inBrands(db, [job.brandId], (tx) => tend(tx, job.id, settle))
}

async function tend(tx: Tx, id: number, settle: Settle): Promise<void> {
  const approval = await lockedApproval(tx, id)
  if (approval.state !== 'waiting') return
  const workplace = await workplaceOf(tx, approval.brand_id)
  const here = standing(workplace, approval.levels, approval.level, approval.asked_by_id)
  if (here.level > approval.level) return passOn(tx, approval, here.level, 'absence')
  const said = await conclude(tx, workplace, approval, here.asked)
  if (said) return said.decided && settle(tx, said.caller, said.decided)
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

/** Looks after everything that waits: somebody who was asked may not be there any more. */
export async function tendApprovals(db: Database, settle: Settle): Promise<void> {
  const waiting = await inAllBrands(db, (tx) =>
    tx
      .selectFrom('approvals')
      .select(['brand_id as brandId', 'id'])
      .where('brand_id', 'in', [...tx.inBrands, 0])
      .where('state', '=', 'waiting')
      .orderBy('id')
      .execute(),
  )
  for (const job of waiting) await tendApproval(db, job, settle)
}
