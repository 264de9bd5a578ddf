import fc from 'fast-check'
import { expect, test } from 'vitest'
import { processorTime } from '#test/processor-time.ts'
import { personalParts } from './personal.ts'

const known = { names: ['Grace Liu', '田中 美咲', '森'], orders: ['HK-2041', '10511'] }
const left = (text: string) =>
  personalParts(text, known)
    .map((part) => (part.removed ? `[${part.removed}]` : part.text))
    .join('')

test('names, addresses and numbers are taken out of Japanese', () => {
  expect(left('田中様\nお世話になっております。')).toBe('[name]\nお世話になっております。')
  expect(left('佐藤 健と申します。')).toBe('[name]と申します。')
  expect(left('森様のご注文番号は HK-2041 です。')).toBe('[name]のご注文番号は [order] です。')
  expect(left('注文番号：１０５１２の件です')).toBe('注文番号：[order]の件です')
  expect(left('電話は090-1234-5678、自宅は０３－１２３４－５６７８です。')).toBe(
    '電話は[phone]、自宅は[phone]です。',
  )
  expect(left('〒150-0001 東京都渋谷区神宮前1-2-3 ハイツ101\nへ送ってください')).toBe(
    '[address]\nへ送ってください',
  )
  expect(left('大阪府大阪市北区梅田3丁目1番地に変更をお願いします。')).not.toContain('梅田')
  expect(left('連絡先はmisaki.tanaka@example.co.jpです')).toBe('連絡先は[email]です')
  expect(left('鈴木一郎様、いつもありがとうございます')).toBe('[name]様、いつもありがとうございます')
})

test('names, addresses and numbers are taken out of English', () => {
  expect(left('Dear Grace,\nyour order #10511 is on its way.')).toBe(
    'Dear [name],\nyour order [order] is on its way.',
  )
  expect(left('Hello Mr. Baker, my name is Anna Lindqvist.')).not.toMatch(/Baker|Anna|Lindqvist/)
  expect(left('Call me at +1 (415) 555-0142 or 415-555-0143.')).toBe('Call me at [phone] or [phone].')
  expect(left('Ship it to 221 Baker Street, Apt 4, Springfield, IL 62704 please.')).toBe(
    'Ship it to [address] please.',
  )
  expect(left('My card 4111 1111 1111 1111 was declined.')).toBe('My card [card] was declined.')
  expect(left('Tracking number 1Z999AA10123456784 says delivered')).toBe(
    'Tracking number [order] says delivered',
  )
  expect(left('Best regards,\nJohn Smith')).toBe('Best regards,\n[name]')
  expect(left('See https://track.example/a?b=1 for it')).toBe('See [link] for it')
})

test('what says nothing of anybody stays as it is', () => {
  for (const text of [
    'お客様のご都合の良い日時をお知らせください。',
    '砥石は1000番、角度は15度、10分ほど水に浸します。',
    '30日以内であれば返品いただけます。送料は¥1,200です。',
    '営業時間は10:00〜18:00です。2026年4月1日から変わります。',
    'Dear customer, the pan is 24 cm wide and weighs 1,250 g.',
    'Hi there, we reply within 24 hours. It costs $176.00.',
    'Soak it for 10 minutes at 60 °C; use grit 1000.',
  ])
    expect(left(text)).toBe(text)
})

test('what was taken out wrongly can be kept', () => {
  const parts = personalParts('Model AB-12345 fits.', known, new Set(['AB-12345']))
  expect(parts).toEqual([{ text: 'Model AB-12345 fits.', removed: null }])
})

test('the parts together are the text, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.emailAddress(),
      fc.string({ unit: 'grapheme' }),
      (before, email, after) => {
        const text = `${before} ${email} ${after}`
        const parts = personalParts(text, known)
        expect(parts.map((part) => part.text).join('')).toBe(text)
      },
    ),
    { numRuns: 200 },
  )
})

test('20,000 signs are read quickly', () => {
  const texts = [
    '1'.repeat(20_000),
    '東京都'.repeat(7_000),
    'Dear A '.repeat(3_000),
    '1 A '.repeat(5_000),
    'a.'.repeat(10_000),
  ]
  const spent = processorTime(() => {
    for (const text of texts) personalParts(text, known)
  })
  expect(spent).toBeLessThan(5_000)
})
