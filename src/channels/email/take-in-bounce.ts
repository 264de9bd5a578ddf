import { sql } from 'kysely'
import { conversationFor } from '#conversations/door.ts'
import { storeMessage } from '#conversations/store-message.ts'
import type { Vault } from '#platform/crypto.ts'
import { type Database, inBrands, lockByName, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Incoming } from '../incoming.ts'
import type { TakenIn } from '../take-in.ts'
import { reasonText } from './delivery-reasons.ts'
import type { KeptMail } from './keep-source.ts'
import type { Bounce } from './reading/read-mail.ts'
import { pointedByAddress } from './thread-token.ts'

type Returned = { id: number; conversationId: number }

/**
 * A report that a mail of ours came back: kept in the conversation of that mail, which is marked as failed with the reason; an address
 * that does not exist is marked as undeliverable. Undefined when no mail of ours can be found; then it is taken in like any other.
 */
export async function takeInBounce(
  db: Database,
  vault: Vault,
  mail: KeptMail & { bounce: Bounce },
  incoming: Incoming,
  recipients: readonly string[],
): Promise<TakenIn | undefined> {
  return inBrands(db, [incoming.brandId], async (tx) => {
    await lockByName(tx, `bounce:${incoming.externalId}`)
    const known = await alreadyHere(tx, incoming)
    if (known) return known
    const returned = await findReturned(tx, vault, mail, incoming.brandId, recipients)
    if (!returned) return undefined
    const conversation = await conversationFor(tx, returned.conversationId, 'change')
    const messageId = await storeMessage(tx, conversation, {
      direction: 'in',
      kind: 'bounce',
      channel: 'email',
      author_name: incoming.from.name || incoming.from.shown,
      from_address: incoming.from.shown,
      to_addresses: JSON.stringify(incoming.mail?.to ?? []),
      subject: incoming.subject,
      text: incoming.text,
      folded: JSON.stringify(incoming.folded),
      html: incoming.html,
      raw_file: incoming.mail?.rawFile ?? null,
      external_id: incoming.externalId,
      mail_id: mail.messageId,
      details: JSON.stringify({ bounce: mail.bounce, bouncedMessageId: returned.id }),
    })
    await record(tx, {
      type: 'message.received',
      brandId: incoming.brandId,
      conversationId: conversation.id,
      messageId,
      actor: { kind: 'system' },
      data: { channel: 'email', kind: 'bounce', isFirst: false },
    })
    await markReturned(tx, incoming.brandId, returned, mail.bounce)
    return { conversationId: conversation.id, messageId, isDuplicate: false }
  })
}

async function alreadyHere(tx: Tx, incoming: Incoming): Promise<TakenIn | undefined> {
  const known = await tx
    .selectFrom('messages')
    .select(['id', 'conversation_id'])
    .where('brand_id', '=', incoming.brandId)
    .where('external_id', '=', incoming.externalId)
    .executeTakeFirst()
  return known && { conversationId: known.conversation_id, messageId: known.id, isDuplicate: true }
}

/** By the address the report came to, then by the id it quotes, then the newest mail to the address it complains of. */
async function findReturned(
  tx: Tx,
  vault: Vault,
  mail: KeptMail & { bounce: Bounce },
  brandId: number,
  recipients: readonly string[],
): Promise<Returned | undefined> {
  const addresses = [...recipients, ...mail.deliveredTo, ...mail.to.map((one) => one.address)]
  const pointed = addresses.map((one) => pointedByAddress(vault, one, brandId)?.messageId).find(Boolean)
  const ids = [mail.bounce.originalMessageId, ...mail.inReplyTo, ...mail.references].filter(
    (one) => one !== null,
  )
  const quoted = ids.map((one) => pointedByAddress(vault, one, brandId)?.messageId).find(Boolean)
  const { rows } = await sql<Returned>`
    select id, conversation_id as "conversationId" from messages
    where brand_id = ${brandId} and direction = 'out'
      and (id = ${pointed ?? quoted ?? 0} or mail_id = any (${ids}::text[]))
    limit 1`.execute(tx)
  return rows[0] ?? (mail.bounce.address ? newestTo(tx, brandId, mail.bounce.address) : undefined)
}

async function newestTo(tx: Tx, brandId: number, address: string): Promise<Returned | undefined> {
  const { rows } = await sql<Returned>`
    select m.id, m.conversation_id as "conversationId"
    from identities i
    join conversations c on c.brand_id = i.brand_id and c.customer_id = i.customer_id
    join messages m on m.brand_id = c.brand_id and m.conversation_id = c.id
    where i.brand_id = ${brandId} and i.kind = 'email' and i.value = ${address}
      and c.last_message_at > now() - interval '14 days' and m.direction = 'out'
      and m.delivery_state in ('sent', 'sending', 'unknown')
      and m.to_addresses || m.cc_addresses || m.bcc_addresses @> jsonb_build_array(jsonb_build_object('address', ${address}::text))
    order by m.id desc limit 1`.execute(tx)
  return rows[0]
}

/** A warning that a mail is late changes nothing but what is shown; it may still arrive. */
async function markReturned(tx: Tx, brandId: number, returned: Returned, bounce: Bounce): Promise<void> {
  const reason = reasonText(bounce.code, bounce.reason)
  if (bounce.code === 'delayed') {
    await tx
      .updateTable('messages')
      .set({ delivery_reason: reason })
      .where('brand_id', '=', brandId)
      .where('id', '=', returned.id)
      .where('delivery_state', '=', 'sent')
      .execute()
    return
  }
  // Several answers of a chat may have gone in one mail, which the newest of them carries.
  await sql`
    update messages set delivery_state = 'failed', delivery_reason = ${reason}
    where brand_id = ${brandId} and (id = ${returned.id} or id in (
      select jsonb_array_elements_text(details->'mail'->'messageIds')::bigint from messages
      where brand_id = ${brandId} and id = ${returned.id}))`.execute(tx)
  if (
    bounce.permanent &&
    bounce.address &&
    ['mailbox_unknown', 'mailbox_disabled', 'host_unknown'].includes(bounce.code)
  ) {
    await tx
      .updateTable('identities')
      .set((set) => ({
        undeliverable_since: set.fn.coalesce('undeliverable_since', set.fn<Date>('now')),
        undeliverable_reason: reason,
      }))
      .where('brand_id', '=', brandId)
      .where('kind', '=', 'email')
      .where('value', '=', bounce.address.toLowerCase())
      .execute()
  }
  await record(tx, {
    type: 'message.failed',
    brandId,
    conversationId: returned.conversationId,
    messageId: returned.id,
    actor: { kind: 'system' },
    data: { reason, address: bounce.address },
  })
}
