import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { conversationFor } from '#conversations/door.ts'
import { attachAddress } from './attach-identity.ts'
import { changeVisitor, conversationIdOf, lockVisitor, type Visitor } from './visitor.ts'

/**
 * The visitor says who they are and where an answer reaches them. The address of a signed-in shopper stays as the shop gave it.
 */
export async function giveContact(
  tx: Tx,
  who: Visitor,
  contact: { name: string; email: string | null },
): Promise<void> {
  const visitor = await lockVisitor(tx, who)
  const email = visitor.is_verified && visitor.email !== null ? visitor.email : contact.email
  const name = contact.name || visitor.name
  if (email === visitor.email && name === visitor.name) return
  await changeVisitor(tx, visitor, { name, email })
  const conversationId = await conversationIdOf(tx, visitor)
  if (conversationId === null || visitor.customer_id === null) return
  const conversation = await conversationFor(tx, conversationId, 'change')
  await tx
    .updateTable('customers')
    .set({ name })
    .where('brand_id', '=', visitor.brand_id)
    .where('id', '=', visitor.customer_id)
    .where('name', '=', '')
    .execute()
  if (email !== null) {
    const at = { brandId: visitor.brand_id, customerId: visitor.customer_id, conversationId: conversation.id }
    await attachAddress(tx, at, email)
  }
  await record(tx, {
    type: 'customer.contact_given',
    brandId: visitor.brand_id,
    conversationId: conversation.id,
    customerId: visitor.customer_id,
    actor: { kind: 'customer', id: visitor.customer_id },
    data: { hasName: name !== '', hasAddress: email !== null },
  })
}
