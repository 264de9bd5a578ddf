import { expect, test } from 'vitest'
import { cleanFileName, typeOfContent } from './file-kind.ts'

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ana\\請求書.pdf', '請求書.pdf'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['  ..hidden ', 'hidden'],
  ['a\r\nb: c.txt', 'ab_ c.txt'],
  ['...', 'file'],
])('the file name %j is kept as %j', (name, clean) => {
  expect(cleanFileName(name)).toBe(clean)
})

test('a long name keeps its extension', () => {
  const clean = cleanFileName(`${'長'.repeat(500)}.xlsx`)
  expect(clean).toHaveLength(200)
  expect(clean).toMatch(/\.xlsx$/)
})

test.each([
  ['a.csv', Buffer.from('番号,名前\r\n1,山田'), 'text/csv'],
  ['a.txt', Buffer.from([0x83, 0x65, 0x83, 0x58, 0x83, 0x67]), 'text/plain'],
  ['a.xml', Buffer.from('<?xml version="1.0"?><svg xmlns="x"/>'), 'image/svg+xml'],
  ['a.xml', Buffer.from('<?xml version="1.0"?><order/>'), 'application/xml'],
  ['a.bin', Buffer.from([0, 1, 2, 3, 0, 0]), 'application/octet-stream'],
  ['empty.txt', Buffer.alloc(0), 'application/octet-stream'],
])('%s is known by what it holds', async (name, content, type) => {
  expect(await typeOfContent(content, name)).toBe(type)
})
