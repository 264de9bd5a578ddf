import { authorOf } from '#conversations/reply-approvals/author.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import type { Role } from '#platform/endpoint.ts'
import type { Actor } from '#platform/events.ts'
import { removeJob } from '#platform/jobs.ts'
import { invalid, Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import { type Asked, standing, workplaceOf, type Workplace } from './approvers.ts'
import { type ApprovalRow, lockedApproval, refuseDecided } from './stored.ts'
import { tellOf } from './tell.ts'
import { passOn } from './pass-on.ts'

type Decision = { decision: 'approve' | 'refuse'; comment: string }
export type Decided = {
  for: { kind: string; id: number }
  state: 'approved' | 'refused'
  byId: number
  comment: string
}

/**
 * Says yes or no for all on whose behalf somebody was asked. A no ends it. A yes ends it when everybody needed has said so and it is
 * enough; else the next level is asked. Answers what was decided, if anything was.
 */
export async function decide(
  tx: Tx,
  caller: Caller,
  id: number,
  { decision, comment }: Decision,
): Promise<Decided | undefined> {
  const stored = await lockedApproval(tx, id)
  refuseDecided(stored)
  const workplace = await workplaceOf(tx, stored.brand_id)
  const { level, asked } = standing(workplace, stored.levels, stored.level, stored.asked_by_id)
  const approval = { ...stored, level }
  const said = new Set((await votesOn(tx, approval)).map((one) => one.askedId))
  const mine = votesFor(caller, approval, asked, said)
  if (decision === 'refuse' && comment === '')
    throw invalid('comment', 'reason_missing', (locale) => m.authority_reason_missing({}, { locale }))
  await tx
    .insertInto('approval_votes')
    .values(
      mine.map(({ askedId }) => ({
        brand_id: approval.brand_id,
        approval_id: id,
        level,
        staff_id: askedId,
        said_by_id: caller.staffId,
        is_yes: decision === 'approve',
        comment,
        at: now(),
      })),
    )
    .execute()
  if (decision === 'refuse') return finish(tx, approval, { caller, state: 'refused', comment })
  const isOverride = !asked.some((one) => one.staffId === caller.staffId)
  const yes = new Set([...said, ...mine.map((one) => one.askedId)])
  const next = isMissing(approval, asked, yes) ? undefined : nextLevel(workplace, approval)
  if (
    isOverride ||
    (!isMissing(approval, asked, yes) && (next === undefined || isEnough(approval, asked, yes)))
  )
    return finish(tx, approval, { caller, state: 'approved', comment })
  await tellOf(tx, approval, actorOf(caller), 'approval.voted', { comment })
  if (next !== undefined) await passOn(tx, approval, next, 'yes')
  return undefined
}

/**
 * What follows when whoever was missing on a level has left or gone away, and all who are still there have said yes: the last of them has decided it. Nothing when
 * somebody is still waited for.
 */
export async function conclude(
  tx: Tx,
  workplace: Workplace,
  approval: ApprovalRow,
  asked: Asked[],
): Promise<{ caller: Caller; decided: Decided | undefined } | undefined> {
  const votes = await votesOn(tx, approval)
  const yes = new Set(votes.map((one) => one.askedId))
  const last = votes.at(-1)
  if (!last || isMissing(approval, asked, yes)) return undefined
  const caller = await authorOf(tx, last.saidById)
  const next = nextLevel(workplace, approval)
  if (next === undefined || isEnough(approval, asked, yes))
    return {
      caller,
      decided: await finish(tx, approval, { caller, state: 'approved', comment: last.comment }),
    }
  await passOn(tx, approval, next, 'absence')
  return { caller, decided: undefined }
}

/** Takes back what was asked for, before it is decided; `because` is why, as a code. */
export async function withdrawApproval(tx: Tx, id: number, actor: Actor, because?: string): Promise<void> {
  const approval = await lockedApproval(tx, id)
  refuseDecided(approval)
  const byId = actor.kind === 'staff' ? actor.id : null
  await end(tx, approval, { state: 'withdrawn', byId, comment: '', because })
  await tellOf(tx, approval, actor, 'approval.withdrawn', because === undefined ? {} : { because })
}

/** Whose votes the caller has; an admin may always decide, so that nothing is stuck, but never what they asked for themselves. */
function votesFor(caller: Caller, approval: ApprovalRow, asked: Asked[], said: Set<number>): Asked[] {
  const mine = asked.filter((one) => one.staffId === caller.staffId)
  const open = mine.filter((one) => !said.has(one.askedId))
  if (open.length > 0) return open
  if (mine.length > 0)
    throw new Refusal(409, 'already_said', (locale) => m.authority_already_said({}, { locale }))
  if (caller.role === 'admin' && approval.asked_by_id !== caller.staffId)
    return [{ staffId: caller.staffId, askedId: caller.staffId, role: 'admin' }]
  throw new Refusal(403, 'not_asked', (locale) => m.authority_not_asked({}, { locale }))
}

const isMissing = ({ levels, level }: ApprovalRow, asked: Asked[], yes: Set<number>) =>
  levels[level]?.needs === 'all' && asked.some((one) => !yes.has(one.askedId))

const isEnough = ({ enough_roles }: ApprovalRow, asked: Asked[], yes: Set<number>) =>
  enough_roles === null || asked.some((one) => yes.has(one.askedId) && isAmong(enough_roles, one.role))

const isAmong = (roles: readonly string[], role: Role) => roles.includes(role)

function nextLevel(workplace: Workplace, { levels, level, asked_by_id }: ApprovalRow): number | undefined {
  if (level + 1 >= levels.length) return undefined
  const next = standing(workplace, levels, level + 1, asked_by_id)
  return next.asked.length > 0 ? next.level : undefined
}

/** What was said on the level, the oldest first; a no would have ended it. */
async function votesOn(tx: Tx, { brand_id, id, level }: ApprovalRow) {
  return tx
    .selectFrom('approval_votes')
    .select(['staff_id as askedId', 'said_by_id as saidById', 'comment'])
    .where('brand_id', '=', brand_id)
    .where('approval_id', '=', id)
    .where('level', '=', level)
    .orderBy('at')
    .execute()
}

async function finish(
  tx: Tx,
  approval: ApprovalRow,
  { caller, state, comment }: { caller: Caller; state: 'approved' | 'refused'; comment: string },
): Promise<Decided> {
  await end(tx, approval, { state, byId: caller.staffId, comment })
  await tellOf(tx, approval, actorOf(caller), 'approval.decided', { state, comment })
  return { for: { kind: approval.for_kind, id: approval.for_id }, state, byId: caller.staffId, comment }
}

async function end(
  tx: Tx,
  { brand_id, id, level }: ApprovalRow,
  {
    state,
    byId,
    comment,
    because,
  }: { state: string; byId: number | null; comment: string; because?: string | undefined },
): Promise<void> {
  await tx
    .updateTable('approvals')
    .set({
      state,
      level,
      due_at: null,
      decided_at: now(),
      decided_by_id: byId,
      comment,
      because: because ?? null,
    })
    .where('brand_id', '=', brand_id)
    .where('id', '=', id)
    .execute()
  await removeJob(tx, `approval:${id}`)
}
