import { sql } from 'kysely'
import { changeFields } from '#conversations/change-fields.ts'
import type { Conversation } from '#conversations/door.ts'
import { changeCustomerFields } from '#customers/fields/change-customer-fields.ts'
import type { FieldWish } from '#customers/fields/contract.ts'
import { customerFor } from '#customers/door.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import type { Dice } from './dice.ts'

const day = 86_400_000

/** What an agent has filled in of the form by then: the facts early, how it was settled at the end. */
export async function fillInForm(
  tx: Tx,
  conversation: Conversation,
  wish: { reason: string; product: string; beganAt: Date; isOver: boolean; agent: Caller },
  dice: Dice,
): Promise<void> {
  const { reason, product, beganAt, isOver, agent } = wish
  const bought = new Date(beganAt.getTime() - (3 + dice.below(20)) * day).toISOString().slice(0, 10)
  const facts: Record<string, FieldWish> = {
    damaged: {
      product,
      damage: dice.pick([['broken'], ['chipped'], ['chipped', 'box']]),
      photo_received: dice.chance(0.7),
      purchase_date: bought,
      ...(dice.chance(0.4) ? { serial_number: `HK-${2_400 + dice.below(300)}-${10 + dice.below(90)}` } : {}),
    },
    return: { product, purchase_date: bought },
    'product-use': { product },
    gift: { product },
  }
  const outcomes: Record<string, string[]> = {
    damaged: ['replacement', 'replacement', 'refund'],
    return: ['refund', 'replacement'],
    'not-received': ['redelivery', 'replacement', 'guidance'],
    'shipping-status': ['guidance'],
  }
  const outcome = isOver ? dice.pick(outcomes[reason] ?? ['']) : ''
  const fields = { ...facts[reason], ...(outcome ? { outcome } : {}) }
  await changeFields(tx, conversation, { fields, actor: actorOf(agent) })
}

/** The rank of those who have bought, and whether they want the catalogue. */
export async function rankCustomers(tx: Tx, brandId: number, dice: Dice): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select id from customers where brand_id = ${brandId} and name <> '' order by id`.execute(tx)
  for (const { id } of rows) {
    const rank = dice.pick(['regular', 'regular', 'regular', 'silver', 'silver', 'gold'])
    const fields: FieldWish = { member_rank: rank, ...(rank === 'gold' ? { catalogue: true } : {}) }
    await changeCustomerFields(tx, await customerFor(tx, id, 'change'), { fields, actor: { kind: 'system' } })
  }
}
