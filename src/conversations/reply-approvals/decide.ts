import type { Selectable } from 'kysely'
import type { ReplyApprovals } from '#database/tables.ts'
import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { ChecksOfReply } from '../checks/contract.ts'
import { refuseFindings } from '../checks/refuse.ts'
import { contentInBoth } from '../both-languages.ts'
import { type Conversation, conversationFor } from '../door.ts'
import { forward } from '../forward.ts'
import { reply } from '../reply.ts'
import { authorOf } from './author.ts'
import { draftAgain } from './draft-again.ts'
import { type KeptWish, keptWish } from './kept-wish.ts'

type Row = Selectable<ReplyApprovals>
type Approving = {
  lastSeenEventId: number
  text?: string | undefined
  html?: string | undefined
  checks?: ChecksOfReply | undefined
}

/**
 * Sends what waited, as it was written or as it was changed now, in its author's name; from here on it is a reply like any other, which
 * can be taken back while it has not left. Whoever approves it is asked about what is found in it as if they had written it.
 */
export async function approveReply(
  tx: Tx,
  caller: Caller,
  locale: Locale,
  id: number,
  said: Approving,
): Promise<void> {
  const { conversation, approval } = await waitingFor(tx, id)
  if (approval.author_id === caller.staffId)
    throw new Refusal(403, 'own_approval', (language) => m.reply_approvals_own({}, { locale: language }))
  const author = await authorOf(tx, approval.author_id)
  const kept = keptWish.parse(approval.wish)
  const isChanged = said.text !== undefined || said.html !== undefined
  // A text in both languages is changed as the one it has become.
  const wish: KeptWish = {
    ...kept,
    ...(isChanged ? { text: said.text, html: said.html, both: undefined } : {}),
  }
  const { text } = contentInBoth(wish)
  const kind = approval.kind === 'forward' ? 'forward' : approval.kind === 'first' ? 'first' : 'reply'
  const leaving = {
    ...wish,
    kind,
    text,
    attachments: wish.attachmentIds.length,
    isInBoth: wish.both !== undefined,
  } as const
  const sentWith = await refuseFindings(
    tx,
    caller,
    conversation,
    { ...leaving, isPromising: wish.promises !== undefined },
    said.checks,
  )
  const approvedBy = { id: caller.staffId, name: caller.name }
  // Its time may have passed while it waited: then it leaves at once.
  const sendAt = wish.sendAt !== undefined && new Date(wish.sendAt) > now() ? wish.sendAt : undefined
  const sending = {
    ...wish,
    sendAt,
    checks: 'done',
    approvedBy,
    lastSeenEventId: said.lastSeenEventId,
  } as const
  const unlocked =
    conversation.locked_by_id === caller.staffId ? { ...conversation, locked_by_id: null } : conversation
  const messageId =
    kind === 'forward'
      ? await forward(tx, author, locale, unlocked, { ...sending, to: wish.to ?? [] })
      : await reply(tx, author, unlocked, { ...sending, isFirst: kind === 'first' })
  const isEdited = text.trim() !== approval.text.trim()
  await settle(tx, caller, approval, {
    state: 'approved',
    message_id: messageId,
    sent_text: isEdited ? text : null,
  })
  await tell(tx, caller, approval, 'approved', { isEdited, ...sentWith }, messageId)
}

/** Gives it back to its author with what should be different. */
export async function sendBackReply(tx: Tx, caller: Caller, id: number, comment: string): Promise<void> {
  const { approval } = await waitingFor(tx, id)
  if (approval.author_id === caller.staffId)
    throw new Refusal(403, 'own_approval', (locale) => m.reply_approvals_own({}, { locale }))
  await settle(tx, caller, approval, { state: 'sent_back', comment })
  await draftAgain(tx, approval)
  await tell(tx, caller, approval, 'sent_back', { comment })
}

/** Takes back one's own before anybody has decided. */
export async function withdrawReply(tx: Tx, caller: Caller, id: number): Promise<void> {
  const { approval } = await waitingFor(tx, id)
  if (approval.author_id !== caller.staffId)
    throw new Refusal(403, 'not_the_author', (locale) => m.reply_approvals_not_author({}, { locale }))
  await settle(tx, caller, approval, { state: 'withdrawn' })
  await draftAgain(tx, approval)
  await tell(tx, caller, approval, 'withdrawn', {})
}

/** The door to what waits: its conversation is locked first, so of two who decide at once the second finds it decided. */
async function waitingFor(tx: Tx, id: number): Promise<{ conversation: Conversation; approval: Row }> {
  const known = await tx
    .selectFrom('reply_approvals')
    .select(['brand_id', 'conversation_id'])
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!known) throw notFound('approval')
  const conversation = await conversationFor(tx, known.conversation_id, 'change')
  const approval = await tx
    .selectFrom('reply_approvals')
    .selectAll()
    .where('brand_id', '=', known.brand_id)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (approval.state !== 'waiting')
    throw new Refusal(409, 'approval_decided', (locale) => m.reply_approvals_decided({}, { locale }))
  return { conversation, approval }
}

async function settle(
  tx: Tx,
  caller: Caller,
  approval: Row,
  outcome: { state: Row['state']; comment?: string; message_id?: number; sent_text?: string | null },
): Promise<void> {
  await tx
    .updateTable('reply_approvals')
    .set({ ...outcome, decided_by_id: caller.staffId, decided_at: now() })
    .where('brand_id', '=', approval.brand_id)
    .where('id', '=', approval.id)
    .execute()
}

function tell(
  tx: Tx,
  caller: Caller,
  approval: Row,
  what: 'approved' | 'sent_back' | 'withdrawn',
  data: Record<string, unknown>,
  messageId?: number,
): Promise<number> {
  return record(tx, {
    type: `reply_approval.${what}`,
    brandId: approval.brand_id,
    conversationId: approval.conversation_id,
    ...(messageId === undefined ? {} : { messageId }),
    actor: actorOf(caller),
    data: { approvalId: approval.id, authorId: approval.author_id, ...data },
  })
}
