import type { Conversation } from '#conversations/door.ts'
import { refuseNobody } from '#conversations/refuse-machine.ts'
import { replyAutomatically } from '#conversations/reply-automatically.ts'
import type { Tx } from '#platform/database.ts'
import type { Both, StepOf } from '../graph.ts'
import { momentIf } from '../moment.ts'
import { letterOf } from '../../rules/letter.ts'
import type { Scene } from '../run.ts'
import type { Enter } from './step.ts'

const ours = ['new', 'open', 'on_hold', 'pending_client']

/** Writes to the customer in their language, with what may be pressed, and waits for the answer. */
export const enterAsk: Enter<'ask'> = async (tx, scene, step) => {
  const { conversation } = scene
  const remindAt = await momentIf(tx, conversation, step.remind)
  const dueAt = await momentIf(tx, conversation, step.giveUp)
  const messageId = await write(tx, scene, step, step.text)
  const waiting = {
    waitsFor: 'answer' as const,
    types: ['message.received'],
    knows: { messageId },
    remindAt,
    dueAt,
  }
  return { detail: { messageId }, waiting }
}

/** Says once more that an answer is waited for. */
export async function remind(tx: Tx, scene: Scene, step: StepOf<'ask'>): Promise<number | undefined> {
  if (!step.remind) return undefined
  const { text } = step.remind
  const isOwn = text.en.trim() !== '' || text.ja.trim() !== ''
  return write(tx, scene, step, isOwn ? text : step.text)
}

async function write(tx: Tx, { conversation, actor }: Scene, step: StepOf<'ask'>, text: Both) {
  await refuseNobody(tx, conversation)
  const hasButtons = conversation.channel === 'chat'
  const offered = hasButtons ? [] : step.choices.map(({ label }) => label)
  const letter = await letterOf(tx, conversation, text, offered)
  return replyAutomatically(tx, conversation, {
    ...letter,
    saysChoices: !hasButtons,
    quickReplies: step.choices.map(({ key, label }) => ({ key, label: label[letter.locale] || label.en })),
    actor,
    ...theirTurn(conversation),
  })
}

/** While a customer is asked it is their turn, unless the conversation was ended before. */
const theirTurn = ({ status }: Conversation) =>
  ours.includes(status) ? { thenStatus: 'pending_customer' as const } : {}
