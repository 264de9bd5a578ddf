import type { Selectable } from 'kysely'
import type { ReplyApprovals } from '#database/tables.ts'
import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { type Conversation, conversationFor } from '../door.ts'
import { worksForBrand } from '../assign.ts'
import { draftAgain, takeOver } from './draft-again.ts'

type Row = Selectable<ReplyApprovals>

/** Gives it back to its author with what should be different; where they have left, whoever gives it back goes on with it. */
export async function sendBackReply(tx: Tx, caller: Caller, id: number, comment: string): Promise<void> {
  const { approval } = await waitingFor(tx, id)
  if (approval.author_id === caller.staffId)
    throw new Refusal(403, 'own_approval', (locale) => m.reply_approvals_own({}, { locale }))
  await settle(tx, caller, approval, { state: 'sent_back', comment })
  const isHere = await worksForBrand(tx, approval.brand_id, approval.author_id, 'answers')
  if (isHere) await draftAgain(tx, approval, approval.author_id)
  else await takeOver(tx, approval, caller.staffId)
  await tell(tx, caller, approval, 'sent_back', { comment })
}

/** Takes back one's own before anybody has decided. */
export async function withdrawReply(tx: Tx, caller: Caller, id: number): Promise<void> {
  const { approval } = await waitingFor(tx, id)
  if (approval.author_id !== caller.staffId)
    throw new Refusal(403, 'not_the_author', (locale) => m.reply_approvals_not_author({}, { locale }))
  await settle(tx, caller, approval, { state: 'withdrawn' })
  await draftAgain(tx, approval, approval.author_id)
  await tell(tx, caller, approval, 'withdrawn', {})
}

/** The door to what waits: its conversation is locked first, so of two who decide at once the second finds it decided. */
export async function waitingFor(tx: Tx, id: number): Promise<{ conversation: Conversation; approval: Row }> {
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

/** What was said about it, by whom and when. */
export async function settle(
  tx: Tx,
  caller: Caller,
  approval: Row,
  outcome: {
    state: Row['state']
    comment?: string
    message_id?: number
    sent_text?: string | null
    wish?: string
  },
): Promise<void> {
  await tx
    .updateTable('reply_approvals')
    .set({ ...outcome, decided_by_id: caller.staffId, decided_at: now() })
    .where('brand_id', '=', approval.brand_id)
    .where('id', '=', approval.id)
    .execute()
}

/** The event of a decision. */
export function tell(
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
