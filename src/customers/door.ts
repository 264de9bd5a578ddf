import type { Selectable } from 'kysely'
import type { Customers } from '#database/tables.ts'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'

export type Customer = Selectable<Customers>

/**
 * The only way to one customer for somebody: whoever stands outside the caller's brands is not there. `'change'` locks the row.
 */
export async function customerFor(tx: Tx, id: number, intent: 'read' | 'change'): Promise<Customer> {
  const query = tx
    .selectFrom('customers')
    .selectAll()
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('id', '=', id)
  const found = await (intent === 'change' ? query.forUpdate() : query).executeTakeFirst()
  if (!found) throw notFound('customer')
  return found
}
