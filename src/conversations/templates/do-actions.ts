import { type Caller, actorOf } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { applyChange } from '../bulk/apply-change.ts'
import { changeFields } from '../change-fields.ts'
import { fieldValues } from '#customers/fields/contract.ts'
import type { Status } from '../contract.ts'
import { type Conversation, conversationFor } from '../door.ts'
import { tagsOf } from '../change-tags.ts'
import { writeNote } from '../write-note.ts'
import type { MacroAction } from './contract.ts'

/** How the conversation stood before a macro and after it, and which notes it wrote: enough to take all of it back. */
export type Done = { before: Standing; after: Standing; noteIds: number[] }
type Standing = {
  assigneeId: number | null
  teamId: number | null
  priority: string
  reasonId: number | null
  fields: Record<string, unknown>
  tags: string[]
}

/** The state a macro leaves the conversation in, if it says one: the last word counts. */
export function statusIn(actions: readonly MacroAction[]): Status | undefined {
  return actions.findLast((one) => one.kind === 'status')?.status
}

/**
 * Does what a macro says besides its text, in the transaction of the reply: a refusal takes the reply with it, and nothing has happened. In this
 * order: the reply is stored, then these in the order they stand, then the state (which may ask for fields that were just filled in), then notes.
 */
export async function doActions(
  tx: Tx,
  caller: Caller,
  known: Conversation,
  actions: readonly MacroAction[],
): Promise<Done> {
  let conversation = await conversationFor(tx, known.id, 'change')
  const before = await standingOf(tx, conversation)
  for (const action of actions) {
    await doAction(tx, caller, conversation, action)
    // Each sees what the one before it did.
    conversation = await conversationFor(tx, known.id, 'change')
  }
  return { before, after: await standingOf(tx, conversation), noteIds: [] }
}

async function doAction(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  action: MacroAction,
): Promise<void> {
  switch (action.kind) {
    case 'status':
    case 'note':
      return
    case 'take':
      return applyChange(tx, conversation, { kind: 'assign', staffId: caller.staffId }, caller.staffId)
    case 'fields':
      return changeFields(tx, conversation, { fields: action.fields, actor: actorOf(caller) })
    default:
      return applyChange(tx, conversation, action, caller.staffId)
  }
}

/** Writes the notes of a macro; they come last, so that they stand below the reply. */
export async function writeNotes(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  actions: readonly MacroAction[],
): Promise<number[]> {
  const ids: number[] = []
  for (const action of actions)
    if (action.kind === 'note')
      ids.push(
        await writeNote(tx, caller, conversation, {
          text: action.text,
          attachmentIds: [],
          mentions: [],
          keepsDraft: true,
        }),
      )
  return ids
}

export async function standingOf(tx: Tx, conversation: Conversation): Promise<Standing> {
  return {
    assigneeId: conversation.assignee_id,
    teamId: conversation.team_id,
    priority: conversation.priority,
    reasonId: conversation.reason_id,
    fields: fieldValues.parse(conversation.fields),
    tags: await tagsOf(tx, conversation),
  }
}
