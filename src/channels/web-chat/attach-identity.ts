import { sql } from 'kysely'
import { conversationFor } from '#conversations/door.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { changeVisitor, type Visitor } from './visitor.ts'
import type { Shopper } from './verify-identity.ts'

/** The customer known under the shop's own id, if there is one. */
export async function findShopper(tx: Tx, brandId: number, shopper: Shopper): Promise<number | undefined> {
  return (await identity(tx, brandId, 'shopper', shopper.id))?.customer_id
}

/**
 * The shop vouches for this visitor: they are the shopper wherever they signed in, with the chat they had. A customer known only
 * by the same mail address is the same person when that address was proved too; otherwise joining is an agent's decision.
 */
export async function attachShopper(tx: Tx, visitor: Visitor, shopper: Shopper): Promise<void> {
  const known = await findShopper(tx, visitor.brand_id, shopper)
  const byMail = shopper.email ? await identity(tx, visitor.brand_id, 'email', shopper.email) : undefined
  const customerId =
    known ?? (byMail?.verified_at ? byMail.customer_id : visitor.is_verified ? null : visitor.customer_id)
  const owner = customerId ?? (await makeCustomer(tx, visitor.brand_id, shopper.name ?? ''))
  if (known === undefined)
    await addIdentity(tx, visitor.brand_id, owner, 'shopper', shopper.id, shopper.id, true)
  if (shopper.email)
    await addIdentity(tx, visitor.brand_id, owner, 'email', shopper.email, shopper.email, true)
  if (visitor.conversation_id !== null && visitor.customer_id !== owner) {
    await bringAlong(tx, visitor.brand_id, visitor.conversation_id, owner)
  }
  const conversationId = visitor.conversation_id ?? (await lastChatOf(tx, visitor.brand_id, owner))
  await changeVisitor(tx, visitor, {
    is_verified: true,
    customer_id: owner,
    conversation_id: conversationId,
    ...(shopper.name ? { name: shopper.name } : {}),
    ...(shopper.email ? { email: shopper.email } : {}),
  })
}

/**
 * An address a visitor typed proves nothing. It becomes the customer's own (unverified) if nobody has it; where somebody has, it
 * only joins this conversation, so that the answer by mail is threaded here.
 */
export async function attachAddress(
  tx: Tx,
  at: { brandId: number; customerId: number; conversationId: number },
  address: string,
): Promise<void> {
  await addIdentity(tx, at.brandId, at.customerId, 'email', address, address, false)
  const owner = await identity(tx, at.brandId, 'email', address)
  if (owner?.customer_id === at.customerId) return
  await tx
    .insertInto('participants')
    .values({ brand_id: at.brandId, conversation_id: at.conversationId, address })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What was said before signing in was said by the same browser: the conversation becomes the shopper's. */
async function bringAlong(
  tx: Tx,
  brandId: number,
  conversationId: number,
  customerId: number,
): Promise<void> {
  const { id, customer_id: from } = await conversationFor(tx, conversationId, 'change')
  await sql`
    with owned as (
      update conversations set customer_id = ${customerId} where brand_id = ${brandId} and id = ${id}
    ), said as (
      update messages set customer_id = ${customerId}
      where brand_id = ${brandId} and conversation_id = ${id} and customer_id = ${from}
    )
    update mail_references set customer_id = ${customerId}
    where brand_id = ${brandId} and conversation_id = ${id} and customer_id = ${from}`.execute(tx)
  await record(tx, {
    type: 'conversation.customer_changed',
    brandId,
    conversationId: id,
    customerId,
    actor: { kind: 'customer', id: customerId },
    data: { from, to: customerId, because: 'signed_in' },
  })
}

async function identity(tx: Tx, brandId: number, kind: 'shopper' | 'email', value: string) {
  return tx
    .selectFrom('identities')
    .select(['customer_id', 'verified_at'])
    .where('brand_id', '=', brandId)
    .where('kind', '=', kind)
    .where('value', '=', value)
    .executeTakeFirst()
}

async function addIdentity(
  tx: Tx,
  brandId: number,
  customerId: number,
  kind: 'shopper' | 'email',
  value: string,
  shown: string,
  isVerified: boolean,
): Promise<void> {
  await sql`
    insert into identities (brand_id, customer_id, kind, value, shown, verified_at)
    values (${brandId}, ${customerId}, ${kind}, ${value}, ${shown}, case when ${isVerified} then now() end)
    on conflict (brand_id, kind, value) do update set verified_at = coalesce(identities.verified_at, excluded.verified_at)
    where identities.customer_id = excluded.customer_id`.execute(tx)
}

async function makeCustomer(tx: Tx, brandId: number, name: string): Promise<number> {
  const made = await tx
    .insertInto('customers')
    .values({ brand_id: brandId, name })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

async function lastChatOf(tx: Tx, brandId: number, customerId: number): Promise<number | null> {
  const found = await tx
    .selectFrom('conversations')
    .select('id')
    .where('brand_id', '=', brandId)
    .where('customer_id', '=', customerId)
    .where('channel', '=', 'chat')
    .orderBy('last_message_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return found?.id ?? null
}
