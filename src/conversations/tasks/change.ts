import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { futureTime } from '../leaving.ts'
import { callOff } from './call-off.ts'
import { refuseEnded, type TaskRow } from './door.ts'
import { refuseNobody, refuseNoTeam } from './open-task.ts'
import { takeUpAgain } from './say-in-task.ts'
import { endTaskWatch, reminderFor, setTaskWatch } from './timer.ts'

type Change = {
  title?: string | undefined
  dueAt?: string | null | undefined
  teamId?: number | null | undefined
  ownerId?: number | null | undefined
}

/** Changes the title, the time, or who is asked: what is already so changes nothing and records nothing. */
export async function changeTask(tx: Tx, caller: Caller, task: TaskRow, wish: Change): Promise<void> {
  refuseEnded(task)
  const dueAt = wish.dueAt === undefined ? task.due_at : wish.dueAt === null ? null : new Date(wish.dueAt)
  const isMoved = dueAt?.getTime() !== task.due_at?.getTime()
  const [teamId, ownerId] = [
    wish.teamId === undefined ? task.team_id : wish.teamId,
    wish.ownerId === undefined ? task.owner_id : wish.ownerId,
  ]
  const isGiven = teamId !== task.team_id || ownerId !== task.owner_id
  const title = wish.title ?? task.title
  if (isMoved && dueAt) futureTime(dueAt.toISOString(), 'dueAt')
  if (teamId !== null && teamId !== task.team_id) await refuseNoTeam(tx, teamId)
  if (ownerId !== null && ownerId !== task.owner_id) await refuseNobody(tx, ownerId)
  if (!isMoved && !isGiven && title === task.title) return
  const remindAt = dueAt && reminderFor(dueAt)
  await tx
    .updateTable('tasks')
    .set({
      title,
      team_id: teamId,
      owner_id: ownerId,
      ...(isMoved ? { due_at: dueAt, remind_at: remindAt, reminded_at: null, overdue_at: null } : {}),
    })
    .where('brand_id', '=', task.brand_id)
    .where('id', '=', task.id)
    .execute()
  if (isMoved && remindAt) await setTaskWatch(tx, { brandId: task.brand_id, id: task.id }, remindAt)
  if (isMoved && !remindAt) await endTaskWatch(tx, task.id)
  const told = { brandId: task.brand_id, conversationId: task.conversation_id, actor: actorOf(caller) }
  const data = { taskId: task.id, title }
  if (isGiven) await record(tx, { ...told, type: 'task.given', data: { ...data, teamId, ownerId } })
  if (isMoved)
    await record(tx, { ...told, type: 'task.moved', data: { ...data, to: dueAt?.toISOString() ?? null } })
  if (title !== task.title) await record(tx, { ...told, type: 'task.changed', data })
}

/** Somebody of the team that was asked takes it for themselves. */
export async function takeTask(tx: Tx, caller: Caller, task: TaskRow): Promise<void> {
  refuseEnded(task)
  if (task.owner_id === caller.staffId) return
  await tx
    .updateTable('tasks')
    .set({ owner_id: caller.staffId })
    .where('brand_id', '=', task.brand_id)
    .where('id', '=', task.id)
    .execute()
  await record(tx, {
    type: 'task.taken',
    brandId: task.brand_id,
    conversationId: task.conversation_id,
    actor: actorOf(caller),
    data: { taskId: task.id, title: task.title, from: task.owner_id },
  })
}

/** Ends it: what was asked is known, or need not be known any more; `because` is why, as a code. */
export async function endTask(
  tx: Tx,
  task: TaskRow,
  { state, actor, because }: { state: 'done' | 'cancelled'; actor: Actor; because?: string },
): Promise<void> {
  refuseEnded(task)
  await tx
    .updateTable('tasks')
    .set({
      state,
      ended_at: now(),
      ended_by_id: actor.kind === 'staff' ? actor.id : null,
      because: because ?? null,
    })
    .where('brand_id', '=', task.brand_id)
    .where('id', '=', task.id)
    .execute()
  await endTaskWatch(tx, task.id)
  await record(tx, {
    type: `task.${state}`,
    brandId: task.brand_id,
    conversationId: task.conversation_id,
    actor,
    data: {
      taskId: task.id,
      title: task.title,
      ...(because === undefined ? {} : { because }),
      ...(state === 'cancelled' ? { ownerId: task.owner_id, teamId: task.team_id } : {}),
      ...(state === 'cancelled' && task.expert_address ? { expert: task.expert_address } : {}),
    },
  })
  // Nobody shall work for nothing.
  if (state === 'cancelled' && task.state === 'open') await callOff(tx, task)
  await takeUpAgain(tx, task, actor)
}
