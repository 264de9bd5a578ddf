import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'

export type Reason = { id: number; slug: string; name_en: string; name_ja: string }

/** What shops are asked most; a brand changes them as it likes. */
const usual = [
  ['delivery', 'Delivery and tracking', '配送について'],
  ['returns', 'Returns and exchanges', '返品・交換について'],
  ['payment', 'Payment and coupons', 'お支払い・クーポンについて'],
  ['product', 'About a product', '商品について'],
  ['account', 'Account and address', '会員情報・住所について'],
  ['other', 'Something else', 'その他'],
] as const

/** The reasons a customer of this brand may choose from; a brand that never had any begins with the usual ones. */
export async function reasonsOf(tx: Tx, brandId: number): Promise<Reason[]> {
  const { rows } = await sql<Reason & { archived_at: Date | null }>`
    select id, slug, name_en, name_ja, archived_at from contact_reasons
    where brand_id = ${brandId} order by position, id`.execute(tx)
  if (rows.length === 0) return seedReasons(tx, brandId)
  return rows.filter((row) => row.archived_at === null)
}

/** Gives a brand the usual six reasons, once. */
export async function seedReasons(tx: Tx, brandId: number): Promise<Reason[]> {
  const rows = usual.map(([slug, name_en, name_ja], position) => ({
    brand_id: brandId,
    slug,
    name_en,
    name_ja,
    position,
  }))
  await tx
    .insertInto('contact_reasons')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return tx
    .selectFrom('contact_reasons')
    .select(['id', 'slug', 'name_en', 'name_ja'])
    .where('brand_id', '=', brandId)
    .where('archived_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
}
