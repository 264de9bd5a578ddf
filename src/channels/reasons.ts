import type { Tx } from '#platform/database.ts'
import { listReasons } from '#conversations/reasons/reasons.ts'

/** A reason as customers choose it; each stands after the one it belongs to, if it belongs to any that is offered. */
export type Reason = { id: number; slug: string; name_en: string; name_ja: string; parent_id: number | null }

type Name = readonly [slug: string, en: string, ja: string]
type Group = { name: Name; reasons: readonly Name[] }

/** What shops are asked, the most usual of each kind first; a brand changes them as it likes. */
const usual: readonly Group[] = [
  {
    name: ['delivery', 'Delivery', '配送・お届け'],
    reasons: [
      ['shipping-status', 'Where is my order', '配送状況について'],
      ['not-received', 'Marked delivered but not received', '配達済みなのに届いていない'],
      ['address-change', 'Change of address', 'お届け先の変更'],
      ['shipping-abroad', 'Shipping abroad', '海外への配送について'],
    ],
  },
  {
    name: ['returns', 'Returns and refunds', '返品・交換・返金'],
    reasons: [
      ['return', 'Return an item', '返品について'],
      ['exchange', 'Exchange an item', '交換について'],
      ['refund', 'Refund', '返金について'],
      ['damaged', 'Damaged or faulty item', '破損・不良'],
      ['missing-or-wrong-item', 'Missing or wrong item', '商品の不足・間違い'],
    ],
  },
  {
    name: ['orders', 'Orders and payment', 'ご注文・お支払い'],
    reasons: [
      ['cancel-or-change-order', 'Change or cancel an order', 'ご注文の変更・キャンセル'],
      ['payment', 'Payment and receipts', 'お支払い・領収書について'],
      ['coupon', 'Coupons and points', 'クーポン・ポイントについて'],
      ['gift', 'Gifts and wrapping', 'ギフト・のしについて'],
      ['bulk-order', 'Bulk and company orders', '大口・法人のご注文'],
    ],
  },
  {
    name: ['products', 'Products', '商品'],
    reasons: [
      ['product-use', 'About a product and its use', '商品・使い方について'],
      ['stock', 'Stock and restocking', '在庫・再入荷について'],
      ['where-to-buy', 'Where to buy', '取扱店・購入方法について'],
    ],
  },
  {
    name: ['voices', 'Comments and other matters', 'ご意見・その他'],
    reasons: [
      ['complaint', 'Complaint', 'ご不満・ご意見'],
      ['manager', 'Speak to somebody in charge', '責任者との対応を希望'],
      ['praise', 'Praise and thanks', 'お礼・お褒めの言葉'],
      ['press', 'Press and media', '取材・メディアの方'],
      ['other', 'Something else', 'その他'],
    ],
  },
]

/** The reasons a customer of this brand may choose from; a brand that never had any begins with the usual ones. */
export async function reasonsOf(tx: Tx, brandId: number): Promise<Reason[]> {
  const all = await listReasons(tx, { brandId })
  if (all.length === 0) return seedReasons(tx, brandId)
  const open = all.filter((one) => !one.isArchived && one.isOffered)
  const isOffered = (id: number | null) => open.some((one) => one.id === id)
  return open.map(({ id, slug, nameEn, nameJa, parentId }) => ({
    id,
    slug,
    name_en: nameEn,
    name_ja: nameJa,
    parent_id: isOffered(parentId) ? parentId : null,
  }))
}

/** What a few buttons offer: of each kind the most usual. */
export function mostUsual(reasons: readonly Reason[], most: number): Reason[] {
  const first = (reason: Reason): Reason => {
    const below = reasons.find((one) => one.parent_id === reason.id)
    return below ? first(below) : reason
  }
  return reasons
    .filter((one) => one.parent_id === null)
    .slice(0, most)
    .map(first)
}

/** Gives a brand the usual reasons, once. */
export async function seedReasons(tx: Tx, brandId: number): Promise<Reason[]> {
  await insert(
    tx,
    usual.map(({ name }, position) => ({ brandId, name, position, parentId: null })),
  )
  const groups = await tx
    .selectFrom('contact_reasons')
    .select(['id', 'slug'])
    .where('brand_id', '=', brandId)
    .execute()
  await insert(
    tx,
    usual.flatMap((group) => {
      const parentId = groups.find(({ slug }) => slug === group.name[0])?.id ?? null
      return group.reasons.map((name, position) => ({ brandId, name, position, parentId }))
    }),
  )
  return reasonsOf(tx, brandId)
}

// Chosen from a list it would be the shortest way past everybody: it is for those who say so.
const unasked = new Set(['manager'])

type Row = { brandId: number; name: Name; position: number; parentId: number | null }

async function insert(tx: Tx, rows: readonly Row[]): Promise<void> {
  const values = rows.map(({ brandId, name: [slug, name_en, name_ja], position, parentId }) => ({
    brand_id: brandId,
    slug,
    name_en,
    name_ja,
    position,
    parent_id: parentId,
    is_offered: !unasked.has(slug),
  }))
  await tx
    .insertInto('contact_reasons')
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
