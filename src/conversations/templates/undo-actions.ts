import { sql } from 'kysely'
import { fieldWish } from '#customers/fields/contract.ts'
import { type Caller, actorOf } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { Refusal } from '#platform/refusal.ts'
import { assign } from '../assign.ts'
import { changeFields } from '../change-fields.ts'
import { changePriority } from '../change-priority.ts'
import { changeReason } from '../change-reason.ts'
import { changeTags } from '../change-tags.ts'
import { changeTeam } from '../change-team.ts'
import { priority } from '../contract.ts'
import { type Conversation, conversationFor } from '../door.ts'
import { type Done, standingOf } from './do-actions.ts'

type Undo = (tx: Tx, conversation: Conversation) => Promise<void>

/**
 * Takes back what a macro did with a reply that is taken back, in the transaction that takes it back. What somebody has changed since is theirs and
 * stays; what cannot be as it was (a colleague has left, a reason is archived) stays as the macro made it, and the rest goes back.
 */
export async function undoActions(tx: Tx, caller: Caller, known: Conversation, done: Done): Promise<void> {
  for (const undo of await undosOf(tx, caller, known, done)) {
    try {
      await undo(tx, await conversationFor(tx, known.id, 'change'))
    } catch (error) {
      // Actions refuse before they write, so one that is refused leaves nothing.
      if (!(error instanceof Refusal)) throw error
    }
  }
  if (done.noteIds.length === 0) return
  await sql`
    update messages set details = details || '{"takenBack": true}'
    where brand_id = ${known.brand_id} and conversation_id = ${known.id} and direction = 'note'
      and id = any (${done.noteIds}::bigint[])`.execute(tx)
}

async function undosOf(
  tx: Tx,
  caller: Caller,
  known: Conversation,
  { before, after }: Done,
): Promise<Undo[]> {
  const now = await standingOf(tx, known)
  const actor = actorOf(caller)
  const isOurs = (key: 'assigneeId' | 'teamId' | 'priority' | 'reasonId') =>
    before[key] !== after[key] && now[key] === after[key]
  const all: [boolean, Undo][] = [
    [isOurs('assigneeId'), (at, c) => assign(at, c, { staffId: before.assigneeId, actor })],
    [isOurs('teamId'), (at, c) => changeTeam(at, c, { teamId: before.teamId, actor })],
    [isOurs('reasonId'), (at, c) => changeReason(at, c, { reasonId: before.reasonId, actor })],
    [
      isOurs('priority'),
      (at, c) => changePriority(at, c, { priority: priority.parse(before.priority), actor }),
    ],
    [true, (at, c) => changeFields(at, c, { fields: fieldsBack(before, after, now.fields), actor })],
    [true, (at, c) => changeTags(at, c, { ...tagsBack(before.tags, after.tags), actor })],
  ]
  return all.filter(([isWanted]) => isWanted).map(([, undo]) => undo)
}

function fieldsBack(
  { fields: before }: Done['before'],
  { fields: after }: Done['after'],
  now: Record<string, unknown>,
) {
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  const keys = Object.keys({ ...before, ...after }).filter(
    (key) => !same(before[key], after[key]) && same(now[key], after[key]),
  )
  return fieldWish.parse(Object.fromEntries(keys.map((key) => [key, before[key] ?? null])))
}

/** Tags put on come off, tags taken off come back; those that came since stay. */
function tagsBack(before: string[], after: string[]): { add: string[]; remove: string[] } {
  return {
    add: before.filter((tag) => !after.includes(tag)),
    remove: after.filter((tag) => !before.includes(tag)),
  }
}
