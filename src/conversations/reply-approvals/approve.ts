import { m } from '#texts'
import type { Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { Refusal } from '#platform/refusal.ts'
import type { ChecksOfReply } from '../checks/contract.ts'
import { refuseFindings } from '../checks/refuse.ts'
import { contentInBoth } from '../both-languages.ts'
import type { Conversation } from '../door.ts'
import { forward } from '../forward.ts'
import { reply } from '../reply.ts'
import { authorOf } from './author.ts'
import { settle, tell, waitingFor } from './decide.ts'
import { asLookedAt, type KeptWish, keptWish } from './kept-wish.ts'
import { promisedNow } from './promised-now.ts'

type Approving = {
  lastSeenEventId: number
  text?: string | undefined
  html?: string | undefined
  checks?: ChecksOfReply | undefined
  dueAts?: readonly string[] | undefined
}

/** What leaves: looked through and approved. */
export type Sending = Omit<KeptWish, 'checks'> & {
  checks: 'done'
  approvedBy: { id: number; name: string }
  lastSeenEventId: number
}
/** How what another feature asked for is sent, by its kind; each answers the message it became. */
export type Senders = {
  restatement: (tx: Tx, author: Caller, conversation: Conversation, sending: Sending) => Promise<number>
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
  senders: Senders,
): Promise<void> {
  const { conversation, approval } = await waitingFor(tx, id)
  if (approval.author_id === caller.staffId)
    throw new Refusal(403, 'own_approval', (language) => m.reply_approvals_own({}, { locale: language }))
  const author = await authorOf(tx, approval.author_id)
  const asked = keptWish.parse(approval.wish)
  const promises =
    asked.promises &&
    (await promisedNow(tx, caller, conversation, author.staffId, asked.promises, said.dueAts))
  const wish = { ...asChanged(asked, said), promises }
  const { text } = contentInBoth(wish)
  const { kind } = approval
  const sentWith = await lookThrough(tx, caller, conversation, kind, wish, said.checks)
  // Its time may have passed while it waited: then it leaves at once.
  const sendAt = wish.sendAt !== undefined && new Date(wish.sendAt) > now() ? wish.sendAt : undefined
  const sending: Sending = {
    ...wish,
    sendAt,
    checks: 'done',
    approvedBy: { id: caller.staffId, name: caller.name },
    lastSeenEventId: said.lastSeenEventId,
  }
  const unlocked =
    conversation.locked_by_id === caller.staffId ? { ...conversation, locked_by_id: null } : conversation
  const messageId =
    kind === 'forward'
      ? await forward(tx, author, locale, unlocked, { ...sending, to: wish.to ?? [] })
      : kind === 'restatement'
        ? await senders.restatement(tx, author, unlocked, sending)
        : await reply(tx, author, unlocked, { ...sending, isFirst: kind === 'first' })
  const isEdited = text.trim() !== approval.text.trim()
  await settle(tx, caller, approval, {
    state: 'approved',
    message_id: messageId,
    sent_text: isEdited ? text : null,
    // The times it was sent with are what was promised.
    ...(promises ? { wish: JSON.stringify({ ...asked, promises }) } : {}),
  })
  await tell(tx, caller, approval, 'approved', { isEdited, ...sentWith }, messageId)
}

/** A text in both languages is changed as the one it has become. */
function asChanged(kept: KeptWish, { text, html }: Approving): KeptWish {
  if (text === undefined && html === undefined) return kept
  return { ...kept, text, html, both: undefined }
}

function lookThrough(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  kind: string,
  wish: KeptWish,
  checks: ChecksOfReply | undefined,
) {
  const leaving = { ...wish, ...asLookedAt(kind, wish), isPromising: wish.promises !== undefined }
  return refuseFindings(tx, caller, conversation, leaving, checks)
}
