import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'

export type Reason = { id: number; slug: string; name_en: string; name_ja: string }

/** What shops are asked, the most usual first; a brand changes them as it likes. The first four are offered in the chat as well. */
const usual = [
  ['shipping-status', 'Where is my order', '配送状況について'],
  ['return', 'Return an item', '返品について'],
  ['cancel-or-change-order', 'Change or cancel an order', 'ご注文の変更・キャンセル'],
  ['product-use', 'About a product and its use', '商品・使い方について'],
  ['not-received', 'Marked delivered but not received', '配達済みなのに届いていない'],
  ['damaged', 'Damaged or faulty item', '破損・不良'],
  ['missing-or-wrong-item', 'Missing or wrong item', '商品の不足・間違い'],
  ['exchange', 'Exchange an item', '交換について'],
  ['refund', 'Refund', '返金について'],
  ['address-change', 'Change of address', 'お届け先の変更'],
  ['coupon', 'Coupons and points', 'クーポン・ポイントについて'],
  ['payment', 'Payment and receipts', 'お支払い・領収書について'],
  ['stock', 'Stock and restocking', '在庫・再入荷について'],
  ['where-to-buy', 'Where to buy', '取扱店・購入方法について'],
  ['shipping-abroad', 'Shipping abroad', '海外への配送について'],
  ['gift', 'Gifts and wrapping', 'ギフト・のしについて'],
  ['bulk-order', 'Bulk and company orders', '大口・法人のご注文'],
  ['complaint', 'Complaint', 'ご不満・ご意見'],
  ['praise', 'Praise and thanks', 'お礼・お褒めの言葉'],
  ['press', 'Press and media', '取材・メディアの方'],
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

/** Gives a brand the usual reasons, once. */
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
