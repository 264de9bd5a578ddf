import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { invalid } from '#platform/refusal.ts'
import type { Address } from './contract.ts'
import type { Conversation } from './door.ts'

/** Whom an answer goes to and from which address: the customer's own address unless the writer names others. */
export async function recipientsOf(
  tx: Tx,
  conversation: Conversation,
  wish: { to?: Address[] | undefined },
): Promise<{ from: string | null; to: Address[] }> {
  const mailbox =
    conversation.mailbox_id === null
      ? undefined
      : await tx
          .selectFrom('mailboxes')
          .select('address')
          .where('brand_id', '=', conversation.brand_id)
          .where('id', '=', conversation.mailbox_id)
          .executeTakeFirst()
  const from = mailbox?.address ?? null
  if (wish.to && wish.to.length > 0) return { from, to: wish.to }
  const customer = await tx
    .selectFrom('customers')
    .leftJoin('identities', (join) =>
      join
        .onRef('identities.brand_id', '=', 'customers.brand_id')
        .onRef('identities.customer_id', '=', 'customers.id')
        .on('identities.kind', '=', 'email'),
    )
    .select(['customers.name', 'identities.shown'])
    .where('customers.brand_id', '=', conversation.brand_id)
    .where('customers.id', '=', conversation.customer_id)
    .orderBy('identities.undeliverable_since', (order) => order.desc().nullsFirst())
    .orderBy('identities.id')
    .executeTakeFirst()
  if (customer?.shown) return { from, to: [{ name: customer.name, address: customer.shown }] }
  // A chat or API conversation is answered where it is held; only mail needs an address.
  if (conversation.channel === 'chat' || conversation.channel === 'api') return { from, to: [] }
  throw invalid('to', 'nobody_to_answer', (locale) => m.conversations_nobody_to_answer({}, { locale }))
}
