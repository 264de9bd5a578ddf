import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asked } from './asked.ts'
import { indexOf } from './index-of.ts'
import type { Indexed } from './text-index.ts'
import { partsOf, passageFor } from './passages.ts'
import { rank } from './rank.ts'
import { keysApart } from './vocabulary.ts'

const article = (title: string, text: string, ...keywords: string[]): Indexed => ({ title, text, keywords })
const shelf = [
  article(
    '返品するには',
    '未使用の商品は、到着から30日以内であれば返品いただけます。送料はお客様のご負担です。',
  ),
  article('注文はいつ届きますか', '国内は5日以内にお届けします。海外は2週間ほどかかります。', '配送', '納期'),
  article(
    '鉄フライパンの手入れ',
    '使ったあとはお湯で洗い、火にかけて乾かします。りんごのような酸の強いものは避けてください。',
  ),
  article(
    'How do I return an item?',
    'Unused items can be returned within 30 days.\nYou pay for the return parcel.',
  ),
  article(
    'When will my order arrive?',
    'Orders arrive within five days in Japan. Abroad it takes about two weeks.',
    'delivery',
  ),
  article('Caring for a cast iron pan', 'Wash it with hot water and dry it on the flame.'),
  article('Paying by card', 'We take all major cards. Your card is charged when the parcel leaves.'),
]
const index = indexOf(shelf)
const titles = (question: string, how?: Parameters<typeof asked>[2]) =>
  rank(index, how ? asked(index, question, how) : question, 10).map(({ at }) => shelf[at]?.title)
const titlesFor = (texts: readonly Indexed[], question: string) =>
  rank(indexOf(texts), question, 10).map(({ at, score }) => `${texts[at]?.title} ${score.toFixed(6)}`)

test('a question in the words of a title finds that article first', () => {
  for (const { title } of shelf) expect(titles(title)[0]).toBe(title)
})

test('the order of the articles makes no difference to what is found', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(shelf, { minLength: shelf.length }),
      fc.constantFrom('return a pan', '返品 送料', 'card parcel', 'フライパンの返品'),
      (shuffled, question) => {
        expect(titlesFor(shuffled, question).toSorted()).toEqual(titlesFor(shelf, question).toSorted())
      },
    ),
    { numRuns: 30 },
  )
})

test('width and case make no difference', () => {
  expect(titles('ＲＥＴＵＲＮ　ＩＴＥＭ')).toEqual(titles('return item'))
  expect(titles('ﾌﾗｲﾊﾟﾝ')).toEqual(titles('フライパン'))
  expect(titles('ﾌﾗｲﾊﾟﾝ')).toEqual(['鉄フライパンの手入れ'])
})

test('hiragana and katakana find each other', () => {
  expect(titles('リンゴ')).toEqual(titles('りんご'))
  expect(titles('リンゴ')[0]).toBe('鉄フライパンの手入れ')
})

test('a number before Japanese words hides neither', () => {
  expect(titles('30日以内')[0]).toBe('返品するには')
})

test('other forms of an English word are the same word', () => {
  expect(titles('returning items')[0]).toBe('How do I return an item?')
})

test('keywords find an article as its title does', () => {
  expect(titles('delivery')[0]).toBe('When will my order arrive?')
  expect(titles('納期')[0]).toBe('注文はいつ届きますか')
})

test('an article that has nothing to do with the question is not found, and adding one keeps the order of the others', () => {
  const more = [...shelf, article('水曜日の営業', '水曜日はお休みです。')]
  for (const question of ['返品の送料', 'return parcel', 'フライパン'])
    expect(titlesFor(more, question).map((line) => line.split(' ')[0])).toEqual(
      titlesFor(shelf, question).map((line) => line.split(' ')[0]),
    )
})

test('mistyped words are forgiven, and a word that is known is never taken for another', () => {
  expect(titles('retrun', {})[0]).toBe('How do I return an item?')
  expect(titles('delivrey', {})[0]).toBe('When will my order arrive?')
  expect(titles('フライバン', {})[0]).toBe('鉄フライパンの手入れ')
  expect(titles('card', {})).toEqual(['Paying by card'])
})

test('while one types, the last word may go on', () => {
  expect(titles('retu', { isTyping: true })[0]).toBe('How do I return an item?')
  expect(titles('returni', { isTyping: true })[0]).toBe('How do I return an item?')
  expect(titles('cast ir', { isTyping: true })[0]).toBe('Caring for a cast iron pan')
  expect(titles('返', { isTyping: true })[0]).toBe('返品するには')
  expect(titles('フライ', { isTyping: true })[0]).toBe('鉄フライパンの手入れ')
})

test("a brand's synonyms find what is said in other words", () => {
  const synonyms = [
    ['送料', '配送料', 'shipping fee'],
    ['skillet', 'pan'],
  ]
  expect(titles('配送料', { synonyms })[0]).toBe('返品するには')
  expect(titles('skillet', { synonyms })[0]).toBe('Caring for a cast iron pan')
  expect(titles('skillet', {})).toEqual([])
})

test('what means nothing finds nothing', () => {
  for (const question of ['', ' ', '🎉', '?!…', '<script>', '\u0000', 'の', 'をください'])
    expect(titles(question, { isTyping: true })).toEqual([])
})

test('any text whatever is looked for without harm, and what is quoted stands there word for word', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 400 })
  fc.assert(
    fc.property(text, text, (question, body) => {
      const texts = [article('x', body), ...shelf]
      const one = indexOf(texts)
      const wanted = asked(one, question, { isTyping: true, synonyms: [['return', question]] })
      for (const { at, score } of rank(one, wanted, 10)) {
        expect(score).toBeGreaterThan(0)
        expect(at).toBeLessThan(texts.length)
      }
      const passage = passageFor(one, body, wanted, 60)
      expect(body.slice(passage.start, passage.end)).toBe(passage.text)
      expect(passage.text.length).toBeLessThanOrEqual(60)
      expect(
        partsOf(passage)
          .map((part) => part.text)
          .join(''),
      ).toBe(passage.text)
    }),
    { numRuns: 200 },
  )
})

test('the sentence that answers is quoted, with the words of the question marked', () => {
  const quoted = (at: number, question: string) =>
    partsOf(passageFor(index, shelf[at]?.text ?? '', question))
      .map((part) => (part.isHit ? `[${part.text}]` : part.text))
      .join('')
  expect(quoted(0, '返品の送料は？')).toContain('[送料]はお客様のご負担です。')
  expect(quoted(4, 'how long does it take abroad')).toMatch(/^\[Abroad\].+ about two weeks\.$/)
  expect(quoted(3, 'ＰＡＲＣＥＬ')).toBe('You pay for the return [parcel].')
})

test('half-width and joined characters are marked where they stand', () => {
  const body = 'ﾌﾗｲﾊﾟﾝと㈱縁側。'
  const passage = passageFor(indexOf([article('x', body)]), body, 'フライパン')
  expect(passage.hits.map(({ start, end }) => body.slice(start, end))).toEqual(['ﾌﾗｲﾊﾟﾝ'])
})

test('a text in which nothing was asked for is quoted from its beginning', () => {
  expect(passageFor(index, 'One. Two. Three.', 'zebra').text).toBe('One.')
  expect(passageFor(index, '', 'zebra')).toEqual({ text: '', start: 0, end: 0, hits: [] })
})

test('the distance between words counts keys', () => {
  expect(keysApart('return', 'retrun', 2)).toBe(1)
  expect(keysApart('return', 'retur', 2)).toBe(1)
  expect(keysApart('return', 'zebra', 2)).toBeGreaterThan(2)
  fc.assert(
    fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (one, other) => {
      expect(keysApart(one, other, 99)).toBe(keysApart(other, one, 99))
      expect(keysApart(one, other, 99) === 0).toBe(one === other)
    }),
  )
})

test('a quote does not end with the heading of what is not quoted', () => {
  const body =
    'Unused items can be returned for any reason.\nHow returns work\nPack the item. Bring it to any post office.\nWhat cannot be returned\nKnives that were sharpened.'
  const one = indexOf([article('Returning an item', body), ...shelf])
  expect(passageFor(one, body, 'How do returns work', 80).text).not.toMatch(/work$/)
  expect(passageFor(one, body, 'can unused items be returned', 80).text).toBe(
    'Unused items can be returned for any reason.',
  )
})
