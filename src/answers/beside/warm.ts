import { sql } from 'kysely'
import { indexOf } from '#knowledge/index-of-library.ts'
import type { Library } from '#knowledge/library.ts'
import { type Database, inBrands } from '#platform/database.ts'
import { localeFor } from './question.ts'

type Found = { brandId: number; language: string }

/**
 * Brings into memory what a request about a conversation will look into. Done ahead of its transaction: who holds a connection must not
 * wait for another one, and least of all for an index that is being made.
 */
export async function warm(
  db: Database,
  means: { library: Library; reasons?: { suggest(brandId: number, text: string): Promise<unknown> } },
  brands: readonly number[],
  conversationId: number,
): Promise<void> {
  const { rows } = await inBrands(
    db,
    brands,
    (tx) =>
      sql<Found>`/* kept */
      select c.brand_id as "brandId", coalesce(c.language, customer.language, brand.locale) as language
      from conversations c
      join customers customer on (customer.brand_id, customer.id) = (c.brand_id, c.customer_id)
      join brands brand on brand.id = c.brand_id
      where c.id = ${conversationId}`.execute(tx),
    { isReading: true },
  )
  const [found] = rows
  if (!found) return
  await means.reasons?.suggest(found.brandId, '')
  await indexOf(await means.library.of(found.brandId), localeFor(found.language))
}
