/**
 * What customers of online shops call the same thing, in both languages. Parts of Japanese words stand as they are written in a sentence,
 * since what is searched is compared as it was typed. Words that mean one thing in one shop and another elsewhere are left to the brand.
 */
export const commonSynonyms: readonly (readonly string[])[] = [
  ['postage', 'shipping cost', 'shipping fee', 'delivery charge', '送料', '配送料', 'そうりょう'],
  ['send back', 'return', '返品', '返送', '送り返す', '送り返し', 'へんぴん'],
  ['refund', 'money back', '返金', '払い戻し', 'へんきん'],
  ['exchange', 'swap', '交換', '取り替え'],
  ['cancel', 'call off', 'キャンセル', '取り消し', 'やめたい'],
  ['broken', 'damaged', 'cracked', 'crack', '壊れ', '割れ', '破損'],
  ['faulty', 'defective', 'not working', '不良品', '故障', '動かない'],
  ['customs', 'duty', 'import tax', '関税', '輸入税'],
  ['gift', 'present', 'ギフト', 'プレゼント', '贈り物'],
  ['wrapping', 'wrap', '包装', 'ラッピング', '包んで'],
  ['coupon', 'promo code', 'discount code', 'voucher', 'クーポン', '割引コード'],
  ['receipt', 'invoice', '領収書', '領収証'],
  ['amex', 'american express', 'アメックス', 'アメリカン・エキスプレス'],
  ['out of stock', 'sold out', '在庫切れ', '品切れ', '売り切れ'],
  ['restock', 'back in stock', '再入荷', '入荷予定'],
]
