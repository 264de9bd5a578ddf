import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Labelled, learnReasons, outOfScope } from './learn.ts'
import { suggestReason } from './suggest.ts'

const examples: Labelled[] = [
  [
    'shipping',
    [
      'Where is my parcel',
      'When will my order arrive',
      'The tracking has not moved for days',
      '荷物はいつ届きますか',
      '配送状況を教えてください',
      '追跡番号が更新されません',
    ],
  ],
  [
    'return',
    [
      'I want to return this pan',
      'How do I send it back',
      'Can I return an opened box',
      '返品したいです',
      '返品の送料はどちらの負担ですか',
      '未使用なら返品できますか',
    ],
  ],
  [
    'payment',
    [
      'My card was declined',
      'Can I pay by bank transfer',
      'You charged me twice',
      '支払い方法を変えたい',
      'カードが使えません',
      '二重に請求されています',
    ],
  ],
].flatMap(([label, texts]) => [...(texts ?? [])].map((text) => ({ text, label: String(label) })))

test('the reason of a new text is known by others like it, in Japanese and in English', () => {
  const model = learnReasons(examples)
  expect(suggestReason(model, 'where is the parcel i ordered').likeliest[0]?.label).toBe('shipping')
  expect(suggestReason(model, 'この鍋を返品できますか').likeliest[0]?.label).toBe('return')
  expect(suggestReason(model, 'カードで支払いができません').likeliest[0]?.label).toBe('payment')
})

test('width, case and a typing mistake make no difference to the reason', () => {
  const model = learnReasons(examples)
  expect(suggestReason(model, 'ＷＨＥＲＥ ＩＳ ＭＹ ＰＡＲＣＥＬ')).toEqual(
    suggestReason(model, 'where is my parcel'),
  )
  expect(suggestReason(model, 'wher is my parcell').likeliest[0]?.label).toBe('shipping')
})

test('the same texts give the same model', () => {
  const [one, other] = [learnReasons(examples), learnReasons(examples)]
  expect(other.regression.weights).toEqual(one.regression.weights)
  expect(other.threshold).toBe(one.threshold)
})

test('what says nothing known is about something else', () => {
  const model = learnReasons(examples)
  for (const text of ['', '🎉', '   ', '<<<>>>', 'жжж'])
    expect(suggestReason(model, text)).toMatchObject({ label: outOfScope, probability: 1 })
})

test('nothing can be learnt from nothing, and nothing is suggested', () => {
  expect(suggestReason(learnReasons([]), 'Where is my parcel').label).toBe(outOfScope)
})

test('texts labelled as about something else make the model less sure of their like', () => {
  const others = ['What is the weather in Kyoto', 'Tell me a joke', 'Who won the match'].map((text) => ({
    text,
    label: outOfScope,
  }))
  const sureness = (from: Labelled[]) =>
    suggestReason(learnReasons(from), 'what is the weather like').likeliest[0]?.probability ?? 0
  expect(sureness([...examples, ...others, ...others])).toBeLessThan(sureness(examples))
  expect(learnReasons([...examples, ...others]).labels).toEqual(['payment', 'return', 'shipping'])
})

test('probabilities stay between 0 and 1 and the likeliest comes first, whatever is written', () => {
  const model = learnReasons(examples)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const { probability, likeliest } = suggestReason(model, text)
      expect(probability >= 0 && probability <= 1).toBe(true)
      for (const [at, one] of likeliest.entries())
        expect(one.probability).toBeLessThanOrEqual(likeliest[at - 1]?.probability ?? 1)
    }),
    { numRuns: 100 },
  )
})
