import type { z } from 'zod'
import { m } from '#texts'
import { reachCustomer } from '#customers/reach.ts'
import { detectLanguage } from '#languages/detect.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { lockByName, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import { contentInBoth } from './both-languages.ts'
import { refuseEmpty } from './content.ts'
import type { startConversation as contract } from './contract-writing.ts'
import type { Conversation } from './door.ts'
import { discardSentFirstMail } from './first-mail-draft.ts'
import { reply } from './reply.ts'
import { subjectKey } from './subject-key.ts'

type Wish = z.output<(typeof contract)['body']>

type FirstReply = Omit<Wish, 'to'> & { to: Wish['to'][]; lastSeenEventId: number; isFirst: true }

/**
 * Writes to somebody first. The customer is found by address or made; returns the number of the new conversation. `send` says what becomes
 * of the mail; it is sent unless given.
 */
export async function startConversation(
  tx: Tx,
  caller: Caller,
  wish: Wish,
  send: (conversation: Conversation, mail: FirstReply) => Promise<unknown> = (conversation, mail) =>
    reply(tx, caller, conversation, mail),
): Promise<number> {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  const { text } = contentInBoth(wish)
  refuseEmpty(text, wish.attachmentIds)
  const mailboxId = await mailboxFor(tx, wish)
  const address = wish.to.address.toLowerCase()
  // The same lock as an arriving mail of this sender takes, so that both meet one customer.
  await lockByName(tx, `${wish.brandId}:email:${address}`)
  const customer = await reachCustomer(tx, wish.brandId, {
    kind: 'email',
    value: address,
    shown: wish.to.address,
    name: wish.to.name,
    isVerified: false,
  })
  const conversation = await tx
    .insertInto('conversations')
    .values({
      brand_id: wish.brandId,
      customer_id: customer.id,
      channel: 'email',
      mailbox_id: mailboxId,
      subject: wish.subject,
      subject_key: subjectKey(wish.subject),
      language: detectLanguage(text, customer.language ?? customer.brandLocale).code,
      status: 'open',
      assignee_id: caller.staffId,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const lastSeenEventId = await record(tx, {
    type: 'conversation.started',
    brandId: wish.brandId,
    conversationId: conversation.id,
    customerId: customer.id,
    actor: actorOf(caller),
  })
  await send(conversation, {
    ...wish,
    to: [wish.to],
    isFirst: true,
    lastSeenEventId,
  })
  await discardSentFirstMail(tx, caller.staffId, wish)
  return conversation.id
}

async function mailboxFor(tx: Tx, wish: Wish): Promise<number> {
  const mailbox = await tx
    .selectFrom('mailboxes')
    .select('id')
    .where('brand_id', '=', wish.brandId)
    .where('disabled_at', 'is', null)
    .$if(wish.mailboxId !== undefined, (query) => query.where('id', '=', wish.mailboxId ?? 0))
    .orderBy('id')
    .executeTakeFirst()
  if (mailbox) return mailbox.id
  throw invalid('mailboxId', 'no_mailbox', (locale) => m.conversations_no_mailbox({}, { locale }))
}
