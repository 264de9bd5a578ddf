type SampleReason = {
  slug: string
  en: string
  ja: string
  /** The slug of the reason it belongs to, which stands before it. */
  under?: string
  priority?: 'high' | 'urgent'
  /** For staff and rules alone. */
  isInternal?: true
  /** Keys of the fields it asks for; those ending in ! must be filled in. */
  form?: string[]
}

/** What the sample brand is asked, in two levels. */
export const contactReasons: SampleReason[] = [
  { slug: 'delivery', en: 'Delivery', ja: '配送', form: ['outcome'] },
  { slug: 'shipping-status', en: 'Where is my order', ja: '配送状況', under: 'delivery' },
  {
    slug: 'not-received',
    en: 'Delivered but not received',
    ja: '配達済み・未着',
    under: 'delivery',
    priority: 'high',
    form: ['outcome!'],
  },
  { slug: 'shipping-abroad', en: 'Shipping abroad', ja: '海外発送', under: 'delivery' },
  { slug: 'products', en: 'Products', ja: '商品', form: ['product'] },
  { slug: 'product-use', en: 'Product and its use', ja: '商品・使い方', under: 'products' },
  {
    slug: 'damaged',
    en: 'Damaged item',
    ja: '破損',
    under: 'products',
    form: ['damage', 'photo_received', 'purchase_date', 'serial_number', 'outcome!'],
  },
  { slug: 'gift', en: 'Gift wrapping', ja: 'ギフト・のし', under: 'products' },
  { slug: 'orders', en: 'Orders and payment', ja: 'ご注文・お支払い' },
  {
    slug: 'return',
    en: 'Return or exchange',
    ja: '返品・交換',
    under: 'orders',
    form: ['product', 'purchase_date', 'outcome!'],
  },
  { slug: 'coupon', en: 'Coupon', ja: 'クーポン', under: 'orders' },
  { slug: 'receipt', en: 'Receipt or invoice', ja: '領収書・請求書', under: 'orders' },
  { slug: 'bulk-order', en: 'Bulk order', ja: '大口のお見積もり', under: 'orders' },
  { slug: 'complaint', en: 'Complaint', ja: '苦情' },
  { slug: 'manager', en: 'Asks for a manager', ja: '責任者との対応を希望', isInternal: true },
  { slug: 'praise', en: 'Praise', ja: 'お礼・お褒め' },
]
