import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textAsHtml } from '../ui/composer/signature.ts'
import { fill, type Filling, placeholders, placeholdersIn, type Value } from './placeholder-contract.ts'
import { staleAfter } from './stale-after.ts'

const text = (both: string): Value => ({ kind: 'text', en: both, ja: both })
const known: Filling = {
  timeZone: 'America/Los_Angeles',
  values: {
    'customer.name': text('森 花子'),
    'order.total': { kind: 'money', minor: 12_800, currency: 'JPY' },
    'order.placed': { kind: 'day', at: '2026-11-20T23:30:00Z' },
    'promise.by': {
      kind: 'time',
      at: '2026-11-24T01:00:00Z',
      zone: { en: 'your time', ja: 'お客様の現地時間' },
    },
  },
}

test('what is known is filled in, what is not is said by the words after the bar or stays to be seen', () => {
  const filled = fill(
    '{{customer.name}} 様 {{ tracking }} {{order.number|ご注文}} {{time}} {customer}',
    known,
    'ja',
  )
  expect(filled).toBe('森 花子 様 {{ tracking }} ご注文 {{time}} {customer}')
  expect(placeholdersIn(filled)).toEqual(['{{ tracking }}', '{{time}}'])
  expect(fill('Bye{{tracking|}}.', known, 'en')).toBe('Bye.')
})

test('a moment stands on the customer’s clock, an amount in its currency, each as its language writes it', () => {
  expect(fill('{{promise.by}}', known, 'en')).toBe('Monday, November 23 at 5:00 PM (your time)')
  expect(fill('{{promise.by}}', known, 'ja')).toBe('11月23日(月) 17:00（お客様の現地時間）')
  expect(fill('{{order.total}} {{order.placed}}', known, 'en')).toBe('¥12,800 November 20, 2026')
  expect(fill('{{order.total}} {{order.placed}}', known, 'ja')).toBe('￥12,800 2026年11月20日')
  const dollars: Filling = { timeZone: 'UTC', values: { x: { kind: 'money', minor: 4980, currency: 'USD' } } }
  expect(fill('{{x}}', dollars, 'en')).toBe('$49.80')
})

const names = fc.constantFrom(...Object.keys(placeholders), 'field.size', 'nobody')
const filling = fc
  .dictionary(names, fc.string({ unit: 'grapheme' }).map(text))
  .map((values) => ({ timeZone: 'Asia/Tokyo', values }))
const asked = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      names.map((name) => `{{${name}}}`),
    ),
  )
  .map((parts) => parts.join(''))

test('filling changes nothing where nothing is asked for, and whatever it fills in asks for nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), filling, (said, values) => {
      fc.pre(placeholdersIn(said).length === 0)
      expect(fill(said, values, 'ja')).toBe(said)
    }),
  )
  fc.assert(
    fc.property(asked, filling, (said, values) => {
      const once = fill(said, values, 'en')
      expect(fill(once, values, 'en')).toBe(once)
    }),
  )
})

test('no name, order or wish becomes markup', () => {
  const tags = fc.constantFrom(
    '<b>',
    '<script>alert(1)</script>',
    '<img src=x onerror=y>',
    '&lt;',
    '"',
    '</p>',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(tags, fc.string())), (parts) => {
      const values = { timeZone: 'UTC', values: { 'customer.name': text(parts.join('')) } }
      const html = textAsHtml(fill('Dear {{customer.name}}', values, 'en'))
      expect(html.replaceAll(/<\/?p>|<br>/g, '')).not.toMatch(/[<>]/)
    }),
  )
})

describe('the twin that is left behind', () => {
  const twins = (textEn: string, textJa: string, staleTwin: 'en' | 'ja' | null = null) => ({
    ...{ textEn, textJa, staleTwin },
  })
  test.each([
    ['the other one is, when one changes', twins('a', 'あ'), twins('b', 'あ'), 'ja'],
    ['none is, when both change', twins('a', 'あ'), twins('b', 'い'), null],
    ['it is so no longer once it is changed', twins('b', 'あ', 'ja'), twins('b', 'い'), null],
    ['it stays so while the other changes again', twins('b', 'あ', 'ja'), twins('c', 'あ'), 'ja'],
    ['it stays so while only the name changes', twins('b', 'あ', 'ja'), twins('b', 'あ'), 'ja'],
    ['none is, when a language comes for the first time', twins('a', ''), twins('a', 'あ'), null],
    ['none is, when a language is taken away', twins('a', 'あ', 'ja'), twins('a', ''), null],
  ])('%s', (_, before, after, stale) => expect(staleAfter(before, after)).toBe(stale))
})
