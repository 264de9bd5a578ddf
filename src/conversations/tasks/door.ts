import { type Selectable, sql } from 'kysely'
import type { Tasks } from '#database/tables.ts'
import { m } from '#texts'
import { type Caller, hasRole } from '#platform/caller.ts'
import { alsoInBrands, type Tx } from '#platform/database.ts'
import { forbidden, notFound, Refusal } from '#platform/refusal.ts'
import { conversationFor } from '../door.ts'

export type TaskRow = Selectable<Tasks>

/** `answer`: for those who were asked. `manage`: for those who work for the brand. */
export type TaskIntent = 'read' | 'answer' | 'manage'

/**
 * The way to one task. Who works for its brand may all their role allows; who was asked from outside the brand sees the task, what was passed on with it, and
 * may answer. For anybody else it is not there. To change it, its conversation is locked first, as everything about one is.
 */
export async function taskFor(tx: Tx, caller: Caller, id: number, intent: TaskIntent): Promise<TaskRow> {
  await standBeside(tx, caller.staffId)
  const select = tx
    .selectFrom('tasks')
    .selectAll()
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('id', '=', id)
  const known = await select.executeTakeFirst()
  if (!known) throw notFound('task')
  const isInside = caller.brands.includes(known.brand_id)
  if (!isInside && !(await wasAsked(tx, caller.staffId, known))) throw notFound('task')
  if (intent === 'manage' && !isInside) throw forbidden()
  if (intent === 'read') return known
  if (!hasRole(caller, 'agent')) throw forbidden()
  await conversationFor(tx, known.conversation_id, 'change')
  return select.forUpdate().executeTakeFirstOrThrow()
}

/** Refuses what has ended. */
export function refuseEnded({ state }: Pick<TaskRow, 'state'>): void {
  if (state === 'done' || state === 'cancelled')
    throw new Refusal(409, 'task_ended', (locale) => m.tasks_ended({}, { locale }))
}

/** Whether somebody was asked: by name, or as one of the team. */
export async function wasAsked(
  tx: Tx,
  staffId: number,
  task: Pick<TaskRow, 'owner_id' | 'team_id'>,
): Promise<boolean> {
  if (task.owner_id === staffId) return true
  const member = await tx
    .selectFrom('team_members')
    .select('staff_id')
    .where('team_id', '=', task.team_id ?? 0)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return member !== undefined
}

/** Lets somebody who was asked reach the brands of those tasks; what they may see there, each question about tasks decides itself. */
export async function standBeside(tx: Tx, staffId: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select distinct brand_id as id from task_doors
    where owner_id = ${staffId} or team_id in (select team_id from team_members where staff_id = ${staffId})`.execute(
    tx,
  )
  await alsoInBrands(
    tx,
    rows.map((row) => row.id),
  )
}
