import { expect, test } from 'vitest'
import { learnReasons } from './learn.ts'
import { seedExamples, seedReasons } from './seed.ts'
import { suggestReason } from './suggest.ts'

const written: [string, string][] = [
  ['shipping-status', 'Hello, could you tell me where my order is and when it will arrive?'],
  ['shipping-status', '先週注文しましたが、いつ届くか教えてください'],
  ['not-received', 'The tracking says delivered yesterday but nothing has been received'],
  ['not-received', '配達完了とありますが荷物が届いていません'],
  ['missing-or-wrong-item', 'I ordered two cups, but one is missing'],
  ['missing-or-wrong-item', '頼んだものと違う商品が入っていました'],
  ['damaged', 'My bowl arrived cracked'],
  ['damaged', '箱を開けたらお皿が割れていました'],
  ['return', 'What do I have to do to return the knife?'],
  ['return', '未使用の鍋を返品したいのですが'],
  ['exchange', 'サイズが合わないので交換していただけますか'],
  ['refund', 'It has been two weeks and I still have no refund'],
  ['cancel-or-change-order', '昨日の注文をキャンセルしてください'],
  ['address-change', 'I gave the wrong delivery address, can you change it?'],
  ['coupon', 'The discount code is not accepted'],
  ['payment', 'カードで支払いができません'],
  ['stock', 'この急須の再入荷はいつですか'],
  ['shipping-abroad', 'Do you ship to Germany?'],
  ['gift', 'ギフト包装をお願いできますか'],
  ['product-use', 'Can I put the board in the dishwasher?'],
]

test('a new brand knows most of what customers write before anybody has labelled anything', () => {
  const model = learnReasons(seedExamples())
  const right = written.filter(([slug, text]) => suggestReason(model, text).likeliest[0]?.label === slug)
  expect(right.length).toBeGreaterThanOrEqual(17)
})

test('every seed reason has a name and texts in both languages, and no text is in two', () => {
  const texts = seedReasons.flatMap((one) => one.texts)
  expect(new Set(texts).size).toBe(texts.length)
  expect(new Set(seedReasons.map((one) => one.slug)).size).toBe(21)
  for (const one of seedReasons) {
    expect(one.nameEn && one.nameJa).toBeTruthy()
    expect(one.texts.some((text) => /^[\x20-\x7e]+$/.test(text))).toBe(true)
    expect(one.texts.some((text) => /[ぁ-んァ-ヶ]/.test(text))).toBe(true)
  }
})
