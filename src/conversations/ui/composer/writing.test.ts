import { expect, test } from 'vitest'
import { linkOf } from './link-of.ts'
import { parseAddress, parseAddresses } from './parse-address.ts'
import { textAsHtml, withoutSignature, withSignature } from './signature.ts'

test.each([
  ['shop.example.jp/pan', 'https://shop.example.jp/pan'],
  ['http://shop.example/a?b=c', 'http://shop.example/a?b=c'],
  ['ｈｔｔｐｓ：//shop.example', 'https://shop.example'],
  ['help@shop.example', 'mailto:help@shop.example'],
  ['tel:+81312345678', 'tel:+81312345678'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['ftp://shop.example', undefined],
  ['two words', undefined],
  ['', undefined],
])('a link to %s leads to %s', (typed, href) => {
  expect(linkOf(typed)).toBe(href)
})

test('addresses are taken as people type and paste them, with names or without', () => {
  expect(parseAddress('森 花子 <hanako@example.com>')).toEqual({
    name: '森 花子',
    address: 'hanako@example.com',
  })
  expect(parseAddress('ｈａｎａｋｏ＠example.com')).toEqual({ name: '', address: 'hanako@example.com' })
  for (const wrong of ['hanako', 'hanako@example', 'a@b.c, d@e.f', '<>', ''])
    expect(parseAddress(wrong)).toBeUndefined()
  expect(parseAddresses('"Lee" <lee@example.com>; kim@example.com、a@b.example d@e.example')).toEqual([
    { name: 'Lee', address: 'lee@example.com' },
    { name: '', address: 'kim@example.com' },
    { name: '', address: 'a@b.example' },
    { name: '', address: 'd@e.example' },
  ])
})

test('a message that was taken back does not get its signature twice', () => {
  const signature = 'Hinoki Kitchen\nAnna'
  const sent = withSignature('<p>Hello</p>', signature).replaceAll('<br>', '<br />')
  expect(withoutSignature(sent, signature)).toBe('<p>Hello</p>')
  expect(withoutSignature('<p>Hello</p>', signature)).toBe('<p>Hello</p>')
  expect(withoutSignature(textAsHtml('Hello'), undefined)).toBe('<p>Hello</p>')
})
