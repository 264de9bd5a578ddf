import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { saysAttached } from './attachment.ts'
import { fold, foldedWord } from './fold.ts'
import { otherLanguage } from './language.ts'
import { addressedIn, mayBe } from './names.ts'
import { orderNumbersIn } from './order-numbers.ts'
import { ownTextOf } from './own-text.ts'
import { unfilledIn } from './unfilled.ts'
import { wordsIn } from './words-in.ts'

const says = (text: string, ...words: string[]) =>
  wordsIn(
    text,
    words.map((word) => ({ folded: foldedWord(word) })),
  ).map(({ found }) => found)

describe('a word of the list', () => {
  test.each([
    ['この商品は必ず治ります。', '必ず治', '必ず治'],
    ['ゼッタイに大丈夫です', 'ぜったい', 'ゼッタイ'],
    ['ｾﾞｯﾀｲに大丈夫です', 'ぜったい', 'ｾﾞｯﾀｲ'],
    ['We ＧＵＡＲＡＮＴＥＥ it.', 'guarantee', 'ＧＵＡＲＡＮＴＥＥ'],
    ['Your money\nback, always', 'money back', 'money\nback'],
    ['バカにするつもりは', 'ばか', 'バカ'],
    ['全額返金いたします', '全額返金', '全額返金'],
    ['It is gua\u200Branteed.', 'guaranteed', 'gua\u200Branteed'],
  ])('is found in “%s”', (text, word, found) => expect(says(text, word)).toEqual([found]))

  test.each([
    ['お届けしたばかりです', 'ばか'],
    ['A secure page', 'cure'],
    ['cured ham', 'cure'],
    ['B2B orders', 'b2'],
    ['いつもありがとうございます', 'もあ'],
  ])('is not found in “%s”', (text, word) => expect(says(text, word)).toEqual([]))

  test('is found whatever the width and the case it is written in, and is shown as it stands', () => {
    const wide = (text: string) =>
      text.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
    const katakana = (text: string) =>
      text.replaceAll(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    const written = fc.constantFrom(
      (text: string) => text,
      wide,
      katakana,
      (text: string) => text.toUpperCase(),
    )
    const word = fc.constantFrom('guarantee', '必ず治る', '返品不可', 'no1', '訴えます')
    const around = fc.constantFrom('', 'それは', 'はい。', '— ')
    fc.assert(
      fc.property(word, written, around, around, (one, write, before, after) => {
        const shown = write(one)
        expect(says(`${before} ${shown} ${after}`, one)).toEqual([shown])
      }),
    )
  })

  test('is compared the same however a text was composed, and folding again changes nothing', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const { text: folded, from, to } = fold(text)
        expect(from).toHaveLength(folded.length)
        expect(to.every((end, at) => end > (from[at] ?? 0) && end <= text.length)).toBe(true)
        expect(from.every((start, at) => at === 0 || start >= (from[at - 1] ?? 0))).toBe(true)
        expect(fold(folded).text).toBe(folded)
      }),
    ))
})

describe('an attachment is spoken of', () => {
  test.each([
    'Please find the label attached.',
    'I have attached the return form.',
    'See attachment for the details.',
    'The invoice is enclosed.',
    'I attach the photo of the box.',
    '返品ラベルを添付いたします。',
    '添付ファイルをご確認ください。',
    '資料を添付しましたので、ご覧ください。',
    'お手続きの書類を同封いたしました。',
    'I attached it to this email.',
  ])('in “%s”', (text) => expect(saysAttached(text)).toBe(text))

  test.each([
    'No attachment is needed.',
    'There is no need for an attachment.',
    'Please attach a photo of the damage.',
    'Could you send us the photo you attached again?',
    'Thank you for your attached photos.',
    'The handle is attached to the lid with two screws.',
    'The manual is enclosed with your order.',
    'I have not attached anything.',
    'The attachment is not required.',
    '添付はありません。',
    '添付は不要です。',
    'お写真を添付していただけますか。',
    '写真を添付のうえ、ご返信ください。',
    'ご添付ありがとうございます。',
    'お送りいただいた添付の写真を拝見しました。',
    '説明書は商品に同封しております。',
    'We are very attached to our customers.',
    'It ships today.',
  ])('not by us in “%s”', (text) => expect(saysAttached(text)).toBeUndefined())

  test('by what is quoted or stands in a signature: not by the writer', () => {
    const text = 'Thank you.\n> I have attached a photo.\n-- \nAna\nSee attached terms.'
    expect(saysAttached(ownTextOf(text))).toBeUndefined()
  })
})

describe('a language other than the customer’s', () => {
  const english = 'Thank you for your patience. The new lid left our workshop this morning.'
  const japanese = 'お待たせしております。新しい蓋は今朝、工房を出発いたしました。'
  test.each([
    [english, 'ja', 'en'],
    [japanese, 'en', 'ja'],
    [japanese, 'fr', 'ja'],
    [english, 'fr', undefined],
    [english, 'en', undefined],
    [japanese, 'ja', undefined],
    [`${japanese}\n\n${english}`, 'en', undefined],
    [`${english}\n\n${japanese}`, 'ja', undefined],
    ['OK, thanks!', 'ja', undefined],
    ['承知しました。', 'en', undefined],
    ['ヒノキまな板（Hinoki Cutting Board, Large, HK-CB-300）をお送りいたします。', 'ja', undefined],
    [english, null, undefined],
  ])('“%s” to a customer of %s is %s', (text, customers, found) =>
    expect(otherLanguage(text, customers)).toBe(found),
  )
})

describe('whom a letter greets', () => {
  test.each([
    ['Dear Emily,\nThank you', ['Emily']],
    ['Hi Mr. Carter\n', ['Carter']],
    ['Dear Customer,', []],
    ['Hello there,', []],
    ['Dear Sir or Madam,', []],
    ['Hello and thank you for writing', []],
    ['佐藤様\nお世話になっております。', ['佐藤']],
    ['山田　花子 様', ['山田 花子']],
    ['お客様\nお世話になっております。', []],
    ['ご担当者様', []],
    ['いつもお世話になっております。仕様のご案内です。', []],
    ['Emily様、こんにちは', ['Emily']],
    ['> Dear Tom,\nThank you', []],
    ['〇〇様\nお世話になっております。', []],
    ['株式会社〇〇 〇〇 〇〇様', []],
  ])('in “%s”', (text, names) => expect(addressedIn(text).map(({ name }) => name)).toEqual(names))

  test.each([
    ['Emily', ['Emily Carter'], true],
    ['Carter', ['Emily Carter'], true],
    ['Alex', ['Alexander Young'], true],
    ['José', ['Jose Alvarez'], true],
    ['Tom', ['Emily Carter'], false],
    ['佐藤', ['佐藤 美咲'], true],
    ['高橋', ['髙橋一郎'], true],
    ['鈴木', ['佐藤 美咲'], false],
    ['Sato', ['佐藤 美咲'], true],
    ['佐藤', ['Misaki Sato'], true],
    ['Tom', [], true],
  ])('%s may be one of %j: %s', (name, known, may) => expect(mayBe(name, known)).toBe(may))
})

test('numbers of orders are known by the brand’s examples, and without one by their usual looks', () => {
  expect(orderNumbersIn('Order HK-100231 and hk-100999 of 2026-11-22', 'HK-100001')).toEqual([
    'HK-100231',
    'hk-100999',
  ])
  expect(orderNumbersIn('ご注文ＨＫ－１００２３１の件', 'HK-100001')).toEqual(['HK-100231'])
  expect(orderNumbersIn('XHK-100231 HK-1002312', 'HK-100001')).toEqual([])
  expect(orderNumbersIn('#1042 or 250-1234567-1234567, at 10:00 for 99 yen', '')).toEqual([
    '#1042',
    '250-1234567-1234567',
  ])
  expect(orderNumbersIn('A.*1 (.*1)', '.*1')).toEqual(['.*1'])
})

test('what is left to be filled in is seen however it was written, and marks of other use are not', () => {
  expect(unfilledIn('Dear {{customer.name}}, [ORDER NUMBER] {{ x }} {{customer.name}}')).toEqual([
    '{{customer.name}}',
    '{{ x }}',
    '[ORDER NUMBER]',
  ])
  expect(unfilledIn('〇〇様\n●●円です。【お名前】')).toEqual(['〇〇', '●●', '【お名前】'])
  expect(unfilledIn('●●重要●● 【重要】 ○をつけて [1] [sic] {once}')).toEqual([])
})
