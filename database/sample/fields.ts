import type { CustomField } from '#customers/fields/contract.ts'
import { products } from './people.ts'

type SampleField = Pick<CustomField, 'about' | 'key' | 'nameEn' | 'nameJa' | 'kind' | 'choices'>

const field = (
  about: CustomField['about'],
  kind: CustomField['kind'],
  key: string,
  nameEn: string,
  nameJa: string,
  ...choices: [key: string, en: string, ja: string][]
): SampleField => ({
  about,
  kind,
  key,
  nameEn,
  nameJa,
  choices: choices.map(([choice, en, ja]) => ({ key: choice, en, ja })),
})

const goods = products.map(({ key, en, ja }): [string, string, string] => [key, en, ja])

/** What the sample brand wants to know beyond what every desk knows. */
export const fields: SampleField[] = [
  field('conversation', 'choice', 'product', 'Product', '対象の商品', ...goods),
  field('conversation', 'date', 'purchase_date', 'Date of purchase', '購入日'),
  field('conversation', 'text', 'serial_number', 'Serial number', '製造番号'),
  field('conversation', 'yes_no', 'photo_received', 'Photo received', '写真の受領'),
  field(
    'conversation',
    'choice',
    'outcome',
    'How it was settled',
    '対応内容',
    ['guidance', 'Explained', 'ご案内のみ'],
    ['redelivery', 'Delivered again', '再配達の手配'],
    ['replacement', 'Replacement sent', '代替品の発送'],
    ['refund', 'Refunded', '返金'],
    ['repair', 'Repaired', '修理'],
  ),
  field(
    'conversation',
    'choices',
    'damage',
    'Kind of damage',
    '破損の状態',
    ['broken', 'Broken', '割れ'],
    ['chipped', 'Chipped or scratched', '欠け・傷'],
    ['box', 'Box crushed', '外箱のつぶれ'],
    ['faulty', 'Does not work', '使用できない'],
  ),
  field(
    'customer',
    'choice',
    'member_rank',
    'Member rank',
    '会員ランク',
    ['regular', 'Regular', 'レギュラー'],
    ['silver', 'Silver', 'シルバー'],
    ['gold', 'Gold', 'ゴールド'],
  ),
  field('customer', 'yes_no', 'catalogue', 'Catalogue by post', 'カタログの郵送'),
]
