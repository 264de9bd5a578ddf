import encodingJapanese from 'encoding-japanese'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decodeText } from './charsets.ts'
import { decodeWords } from '../mime/header-words.ts'
import { readParameters } from '../mime/parameters.ts'

const sentence = '商品の返品を希望します。どうすればよいでしょうか。'
const jis = (text: string): Buffer =>
  Buffer.from(encodingJapanese.convert(encodingJapanese.stringToCode(text), { to: 'JIS', from: 'UNICODE' }))
const bytes = (latin1: string): Buffer => Buffer.from(latin1, 'latin1')

test.each([
  ['ISO-2022-JP', 'ISO-2022-JP', jis(sentence)],
  ['ISO-2022-JP without a label', null, jis(sentence)],
  ['ISO-2022-JP labelled us-ascii', 'us-ascii', jis(sentence)],
  ['ISO-2022-JP labelled UTF-8', 'utf-8', jis(sentence)],
  ['Shift_JIS', 'Shift_JIS', iconv.encode(sentence, 'cp932')],
  ['CP932 by a private name', 'x-sjis', iconv.encode(sentence, 'cp932')],
  ['EUC-JP', 'EUC-JP', iconv.encode(sentence, 'euc-jp')],
  ['UTF-8 labelled as JIS', 'ISO-2022-JP', Buffer.from(sentence)],
  ['EUC-JP labelled as JIS', 'ISO-2022-JP', iconv.encode(sentence, 'euc-jp')],
  ['Shift_JIS labelled as JIS', 'ISO-2022-JP', iconv.encode(sentence, 'cp932')],
  ['UTF-8 labelled as Shift_JIS', 'Shift_JIS', Buffer.from(sentence)],
  ['UTF-8 labelled as EUC-JP', 'EUC-JP', Buffer.from(sentence)],
  ['EUC-JP labelled as Shift_JIS', 'Shift_JIS', iconv.encode(sentence, 'euc-jp')],
  ['Shift_JIS labelled as EUC-JP', 'EUC-JP', iconv.encode(sentence, 'cp932')],
  ['Shift_JIS labelled as UTF-8', 'UTF-8', iconv.encode(sentence, 'cp932')],
  ['EUC-JP labelled as UTF-8', 'UTF-8', iconv.encode(sentence, 'euc-jp')],
  ['Shift_JIS labelled as Latin 1', 'iso-8859-1', iconv.encode(sentence, 'cp932')],
  ['EUC-JP labelled as Windows', 'windows-1252', iconv.encode(sentence, 'euc-jp')],
  ['Shift_JIS without a label', null, iconv.encode(sentence, 'cp932')],
  ['EUC-JP without a label', null, iconv.encode(sentence, 'euc-jp')],
  ['UTF-8 with an unknown label', 'x-nonsense', Buffer.from(sentence)],
  ['UTF-16 with its mark', 'utf-16', Buffer.concat([bytes('\xff\xfe'), Buffer.from(sentence, 'utf16le')])],
  [
    'JIS whose escape bytes were lost',
    'ISO-2022-JP',
    bytes(jis(sentence).toString('latin1').replaceAll('\x1b', '')),
  ],
])('Japanese in %s is read', (_how, label, encoded) => {
  expect(decodeText(encoded, label).text).toBe(sentence)
})

test.each([
  ['GB18030', 'gb2312', '我想退货，请问怎么办理？', 'gb18030'],
  ['Big5', 'big5', '我想退貨，請問怎麼辦理？', 'big5'],
  ['EUC-KR', 'ks_c_5601-1987', '반품하고 싶습니다. 어떻게 하나요?', 'cp949'],
  ['KOI8-R', 'koi8-r', 'Здравствуйте, где мой заказ?', 'koi8-r'],
  ['Windows-1251', 'windows-1251', 'Здравствуйте, где мой заказ?', 'win1251'],
  ['Windows-1252', 'windows-1252', 'Où est ma commande ? “Merci” – 10 €', 'win1252'],
  ['Windows-1252 called Latin 1', 'iso-8859-1', 'Où est ma commande ? “Merci” – 10 €', 'win1252'],
  ['Windows-1250', 'windows-1250', 'Gdzie jest moje zamówienie? Dziękuję', 'win1250'],
  ['Latin 2', 'iso-8859-2', 'Příliš žluťoučký kůň', 'iso-8859-2'],
  ['UTF-7', 'utf-7', '返品 & 交換 é', 'utf-7'],
  ['CP850', 'cp850', 'Où est ma commande', 'cp850'],
])('%s is read as declared', (_name, label, text, encoding) => {
  expect(decodeText(iconv.encode(text, encoding), label).text).toBe(text)
})

test.each([
  ['KOI8-R', 'Здравствуйте, где мой заказ номер десять?', 'koi8-r'],
  ['Windows-1251', 'Здравствуйте, где мой заказ номер десять?', 'win1251'],
  ['Windows-1252', 'Où est passée ma commande, s’il vous plaît ?', 'win1252'],
  ['GB18030', '您好，我想退货，请问怎么办理退款手续？谢谢您的帮助。', 'gb18030'],
  ['EUC-KR', '안녕하세요. 주문한 상품이 아직 도착하지 않았습니다.', 'cp949'],
])('%s without a label is recognised', (_name, text, encoding) => {
  expect(decodeText(iconv.encode(text, encoding), null).text).toBe(text)
})

test('NEC and IBM characters in JIS are read, by either set of rows', () => {
  // ① ㈱ Ⅲ in NEC row 13; 髙 﨑 in the NEC selection of IBM's characters.
  expect(decodeText(bytes('\x1b$B-!-j-7|byu\x1b(B'), 'iso-2022-jp').text).toBe('①㈱Ⅲ髙﨑')
  expect(decodeText(bytes('\x87\x40\x87\x8a\xfb\xfc\xed\x95'), 'shift_jis').text).toBe('①㈱髙﨑')
  expect(decodeText(bytes('\xad\xa1\xad\xea\xfc\xe2'), 'euc-jp').text).toBe('①㈱髙')
  expect(decodeText(bytes('\x8f\xf4\xab\x8f\xf4\xac \xc6\xfc\xcb\xdc'), 'eucJP-ms').text).toBe('㈱№ 日本')
})

test('half-width kana in JIS are read: by escape, by shift and as 8-bit bytes', () => {
  expect(decodeText(bytes('\x1b(I6^1\x1b(B ok'), 'iso-2022-jp').text).toBe('ｶﾞｱ ok')
  expect(decodeText(bytes('\x0e6^1\x0f ok'), 'iso-2022-jp').text).toBe('ｶﾞｱ ok')
  expect(decodeText(bytes('\x1b$B@=IJ\x1b(B \xb6\xde\xb1 ok'), 'iso-2022-jp').text).toBe('製品 ｶﾞｱ ok')
})

test('JIS with JIS X 0212, an old escape and a line that does not return to ASCII is read', () => {
  expect(decodeText(bytes('\x1b$(D0!\x1b(B'), 'iso-2022-jp').text).toBe('丂')
  expect(decodeText(bytes('\x1b$@F|K\\\x1b(J abc'), 'iso-2022-jp').text).toBe('日本 abc')
  expect(decodeText(bytes('\x1b$BF|K\\\nabc'), 'iso-2022-jp').text).toBe('日本\nabc')
})

test('a footer in another encoding does not spoil the text above it', () => {
  const mixed = Buffer.concat([jis(`${sentence}\n`), Buffer.from('配信停止はこちら')])
  expect(decodeText(mixed, 'iso-2022-jp').text).toBe(`${sentence}\n配信停止はこちら`)
  const utf8First = Buffer.concat([
    Buffer.from(`${sentence}\n${sentence}\n`),
    iconv.encode('配信停止はこちらからお願いします', 'cp932'),
  ])
  expect(decodeText(utf8First, 'utf-8').text).toBe(
    `${sentence}\n${sentence}\n配信停止はこちらからお願いします`,
  )
})

test('text cut within its last character shows no hole', () => {
  const cut = Buffer.from(sentence).subarray(0, -1)
  expect(decodeText(cut, 'utf-8').text).toBe(sentence.slice(0, -1))
})

test('a text is what it was for every charset that can write it and says so', () => {
  const letters = fc.array(fc.constantFrom(...'あかさたな返品交換配送注文、。「」ーアイウabc 12\n'), {
    minLength: 1,
    maxLength: 60,
  })
  expect(() =>
    fc.assert(
      fc.property(letters, fc.constantFrom('cp932', 'euc-jp', 'utf-8'), (list, encoding) => {
        const text = list.join('')
        const label = encoding === 'cp932' ? 'shift_jis' : encoding
        return (
          decodeText(iconv.encode(text, encoding), label).text === text &&
          decodeText(jis(text), 'iso-2022-jp').text === text
        )
      }),
    ),
  ).not.toThrow()
})

const word = (charset: string, encoded: Buffer): string => `=?${charset}?B?${encoded.toString('base64')}?=`

test('an encoded word split within a character or an escape is read whole', () => {
  const utf8 = Buffer.from('ご注文の件')
  expect(decodeWords(`${word('UTF-8', utf8.subarray(0, 4))} ${word('UTF-8', utf8.subarray(4))}`)).toBe(
    'ご注文の件',
  )
  const escaped = jis('ご注文の件')
  expect(
    decodeWords(`${word('ISO-2022-JP', escaped.subarray(0, 7))} ${word('ISO-2022-JP', escaped.subarray(7))}`),
  ).toBe('ご注文の件')
  expect(
    decodeWords(
      `${word('ISO-2022-JP', escaped.subarray(0, 8))}\t ${word('iso-2022-jp', escaped.subarray(8))}`,
    ),
  ).toBe('ご注文の件')
})

test.each([
  ['Re: =?UTF-8?B?44GU5rOo5paH?= #12', 'Re: ご注文 #12'],
  ['=?utf-8?Q?=E3=81=94=E6=B3=A8=E6=96=87?=', 'ご注文'],
  ['=?utf-8?q?a_b?= =?utf-8?q?c?=', 'a bc'],
  ['=?utf-8*ja?Q?=E3=81=94?=', 'ご'],
  ['=?UTF-8?B?44GU?==?UTF-8?B?5rOo?=', 'ご注'],
  ['"=?UTF-8?B?44GU5rOo5paH?="', '"ご注文"'],
  ['=?UTF-8?Q?a b?=', 'a b'],
  ['=?UTF-8?B?44GU5rOo5pa', 'ご注'],
  ['=?ISO-2022-JP?B?44GU5rOo5paH?=', 'ご注文'],
  ['no words = at all?', 'no words = at all?'],
  ['=?x?', '=?x?'],
])('the header %s reads %s', (raw, shown) => {
  expect(decodeWords(raw)).toBe(shown)
})

test('raw 8-bit and raw JIS headers are read', () => {
  for (const encoded of [
    Buffer.from(sentence),
    iconv.encode(sentence, 'cp932'),
    iconv.encode(sentence, 'euc-jp'),
    jis(sentence),
  ]) {
    expect(decodeWords(encoded.toString('latin1'))).toBe(sentence)
  }
})

test.each([
  ["attachment; filename*=UTF-8''%E8%AB%8B%E6%B1%82%E6%9B%B8.pdf", '請求書.pdf'],
  ["attachment; filename*0*=UTF-8''%E8%AB%8B; filename*1*=%E6%B1%82%E6%9B%B8; filename*2=.pdf", '請求書.pdf'],
  ["attachment; filename*0*=UTF-8''%E8%AB; filename*1*=%8B%E6%B1%82%E6%9B%B8.pdf", '請求書.pdf'],
  ["attachment; filename*=iso-2022-jp''%1B%24B%40A5a%3Dq%1B%28B.pdf", '請求書.pdf'],
  ["attachment; filename=x.pdf; filename*=Shift_JIS''%90%BF%8B%81%8F%91.pdf", '請求書.pdf'],
  ['attachment; filename="=?UTF-8?B?6KuL5rGC5pu4LnBkZg==?="', '請求書.pdf'],
  ['attachment; filename="=?ISO-2022-JP?B?GyRCQEE1YT1xGyhCLnBkZg==?="', '請求書.pdf'],
  [`attachment; filename="${jis('請求書').toString('latin1')}.pdf"; size=1`, '請求書.pdf'],
  [`attachment; filename="${iconv.encode('請求書', 'cp932').toString('latin1')}.pdf"`, '請求書.pdf'],
  ['attachment; filename="a \\"b\\"; c.pdf"; size=3', 'a "b"; c.pdf'],
  ['attachment; filename=Invoice(1).pdf', 'Invoice(1).pdf'],
])('the file name in %s is read', (raw, name) => {
  expect(readParameters(raw).parameters.get('filename')).toBe(name)
})
