import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeText } from './charsets.ts'
import { encodeIso2022Jp, encodeIso2022JpHeader } from './encode-iso-2022-jp.ts'
import { decodeWords } from '../mime/header-words.ts'

const read = (bytes: Uint8Array): string => decodeText(bytes, 'iso-2022-jp').text

test('a Japanese mail comes back as it was written, line by line in ASCII', () => {
  const text = 'お世話になっております。\r\nご注文 #123 の件、「发」ではなく発送です。'
  const { bytes, unmapped } = encodeIso2022Jp(text.replace('发', '発'))
  expect(read(bytes)).toBe(text.replace('发', '発'))
  expect(unmapped).toEqual([])
  expect(bytes.toString('latin1')).toMatch(/^[\x00-\x7f]*$/)
  for (const line of bytes.toString('latin1').split('\r\n'))
    expect(line.lastIndexOf('\x1b(B')).toBeGreaterThan(line.lastIndexOf('\x1b$B'))
})

test.each([
  ['ｶﾞｷﾞﾊﾟｱｲｳ｡', 'ガギパアイウ。'],
  ['①と⑳', '(1)と(20)'],
  ['㈱サンプル', '(株)サンプル'],
  ['10〜20～30', '10～20～30'],
  ['−5', '－5'],
  ['¥1,000', '￥1,000'],
  ['No.Ⅲ ㎏', 'No.III kg'],
])('%s is written as %s', (written, arrives) => {
  const { bytes, unmapped } = encodeIso2022Jp(written)
  expect(read(bytes)).toBe(arrives)
  expect(unmapped).toEqual([])
})

test('a character JIS does not have is reported, so that the mail can go out in UTF-8', () => {
  expect(encodeIso2022Jp('髙橋様、山﨑様 😀').unmapped).toEqual(['髙', '﨑', '😀'])
  expect(encodeIso2022JpHeader('髙橋様').unmapped).toEqual(['髙'])
})

test('a long subject is folded into words that each stand alone', () => {
  const subject = 'ご注文の商品につきまして、発送が遅れておりますことをお詫び申し上げます（注文番号 #10234）'
  const { value } = encodeIso2022JpHeader(subject)
  for (const line of value.split('\r\n')) expect(line.trim().length).toBeLessThanOrEqual(75)
  expect(decodeWords(value.replace(/\r\n/g, ''))).toBe(subject)
  for (const word of value.split('\r\n ')) expect(decodeWords(word)).not.toContain('〓')
})

test('whatever the set can say comes back unchanged', () => {
  const kana = fc.constantFrom(...'あいうえおアイウ日本語返品希望、。ー（）abc 123\n')
  expect(() =>
    fc.assert(
      fc.property(
        fc.array(kana, { maxLength: 80 }),
        (letters) => read(encodeIso2022Jp(letters.join('')).bytes) === letters.join(''),
      ),
    ),
  ).not.toThrow()
})
