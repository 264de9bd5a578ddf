import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeMail } from './describe-mail.ts'
import { readMail, readMailStream, UnreadableMail } from './read-mail.ts'

const crlf = (text: string): Buffer => Buffer.from(text.replace(/\n/g, '\r\n'))

const order = crlf(`Return-Path: <taro@example.jp>
Delivered-To: support@brand.example
X-Original-To: order@brand.example
Message-ID: <m2@example.jp>
In-Reply-To: <m1@brand.example>
References: <m0@brand.example>
 <m1@brand.example>
Date: Sat, 1 Jan 2022 09:00:00 +0900 (JST)
From: =?UTF-8?B?5bGx55Sw5aSq6YOO?= <taro@example.jp>
Reply-To: "Yamada, Taro" <taro@home.example>
To: Support <support@brand.example>, order@brand.example
Cc: =?ISO-2022-JP?B?GyRCTmtMWhsoQg==?= <suzuki@example.jp>
Subject: =?UTF-8?B?UmU6IOOBlOazqA==?=
 =?UTF-8?B?5paH?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="outer"

preamble
--outer
Content-Type: multipart/related; boundary=inner

--inner
Content-Type: multipart/alternative; boundary="alt"

--alt
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: base64

6L+U5ZOB44GX44Gf44GE44Gn44GZ44CC
--alt
Content-Type: text/html; charset=UTF-8
Content-Transfer-Encoding: quoted-printable

<p>=E8=BF=94=E5=93=81=E3=81=97=E3=81=9F=E3=81=84=
=E3=81=A7=E3=81=99=E3=80=82</p><img src=3D"cid:p1">
--alt--
--inner
Content-Type: image/png; name="photo.png"
Content-ID: <p1>
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--inner--
--outer
Content-Type: application/pdf
Content-Disposition: attachment;
 filename*0*=UTF-8''%E8%AB%8B%E6%B1%82;
 filename*1*=%E6%9B%B8.pdf
Content-Transfer-Encoding: base64

JVBERi0xLjQ=
--outer--
epilogue
`)

test('a mail is read: people, words, files and threads', async () => {
  const mail = await readMail(order)
  expect(mail).toMatchObject({
    messageId: '<m2@example.jp>',
    inReplyTo: ['<m1@brand.example>'],
    references: ['<m0@brand.example>', '<m1@brand.example>'],
    date: new Date('2022-01-01T00:00:00Z'),
    subject: 'Re: ご注文',
    from: { name: '山田太郎', address: 'taro@example.jp' },
    replyTo: [{ name: 'Yamada, Taro', address: 'taro@home.example' }],
    to: [
      { name: 'Support', address: 'support@brand.example' },
      { name: '', address: 'order@brand.example' },
    ],
    cc: [{ name: '鈴木', address: 'suzuki@example.jp' }],
    deliveredTo: ['support@brand.example', 'order@brand.example'],
    text: '返品したいです。',
    visibleText: '返品したいです。',
    kind: 'message',
    exceeded: [],
  })
  expect(mail.html).toContain('<p>返品したいです。</p>')
  expect(
    mail.attachments.map(({ content, ...facts }) => ({
      ...facts,
      begins: Buffer.from(content).toString('latin1', 0, 4),
    })),
  ).toEqual([
    { name: 'photo.png', type: 'image/png', size: 8, contentId: 'p1', isInline: true, begins: '\x89PNG' },
    {
      name: '請求書.pdf',
      type: 'application/pdf',
      size: 8,
      contentId: null,
      isInline: false,
      begins: '%PDF',
    },
  ])
})

test('a mail is read alike in whatever pieces it arrives', async () => {
  const whole = describeMail(await readMail(order))
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async (size) => {
      async function* pieces() {
        for (let at = 0; at < order.length; at += size) yield order.subarray(at, at + size)
      }
      const mail = await readMailStream(pieces(), () => ({ write: () => {}, end: () => 'kept' }))
      expect(describeMail(mail)).toEqual(whole)
    }),
    { numRuns: 40 },
  )
})

test('a 50 MB attachment goes through in pieces and is never held whole', async () => {
  const line = `${Buffer.alloc(57, 7).toString('base64')}\r\n`
  const block = Buffer.from(line.repeat(1000))
  async function* source() {
    yield crlf(
      'From: a@example.jp\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nhi\n--b\nContent-Type: video/mp4; name=a.mp4\nContent-Transfer-Encoding: base64\n\n',
    )
    for (let sent = 0; sent < 50_000_000; sent += block.length) yield block
    yield crlf('--b--\n')
  }
  const hash = createHash('sha256')
  let largest = 0
  const mail = await readMailStream(source(), () => ({
    write: (piece) => {
      largest = Math.max(largest, piece.length)
      hash.update(piece)
    },
    end: () => hash.digest('hex'),
  }))
  const [file] = mail.attachments
  expect(file?.size).toBe(Math.ceil(50_000_000 / block.length) * 57_000)
  expect(file?.kept).toMatch(/^[0-9a-f]{64}$/)
  expect(largest).toBeLessThan(200_000)
})

test('ten thousand recipients are read', async () => {
  const to = Array.from({ length: 10_000 }, (_, index) => `"N, ${index}" <n${index}@example.jp>`).join(
    ',\r\n ',
  )
  const mail = await readMail(Buffer.from(`From: a@example.jp\r\nTo: ${to}\r\n\r\nhi`))
  expect(mail.to).toHaveLength(10_000)
  expect(mail.to[9999]).toEqual({ name: 'N, 9999', address: 'n9999@example.jp' })
})

test.each([
  ['no boundary anywhere', 'From: a@x.jp\nContent-Type: multipart/mixed; boundary=b\n\nhello\n', 'hello'],
  [
    'no closing boundary',
    'From: a@x.jp\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n',
    'hello',
  ],
  [
    'a part without a header',
    'From: a@x.jp\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b--\n',
    'hello',
  ],
  ['a multipart without a boundary', 'From: a@x.jp\nContent-Type: multipart/mixed\n\nhello\n', 'hello'],
  ['mbox’s line in front', 'From a@x.jp Sat Jan  1 09:00:00 2022\nFrom: a@x.jp\n\nhello\n', 'hello'],
  ['blank lines in front', '\n\nFrom: a@x.jp\n\nhello\n', 'hello'],
  ['no header at all', 'hello\n', 'hello'],
  [
    'format=flowed',
    'From: a@x.jp\nContent-Type: text/plain; format=flowed\n\nhello \nworld\n',
    'hello world',
  ],
  [
    'format=flowed in Japanese',
    'From: a@x.jp\nContent-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n返品 \n希望\n',
    '返品希望',
  ],
  [
    'HTML alone',
    'From: a@x.jp\nContent-Type: text/html; charset=utf-8\n\n<p>hello</p><p>world &amp; more</p>\n',
    'hello\n\nworld & more',
  ],
  ['an unknown transfer encoding', 'From: a@x.jp\nContent-Transfer-Encoding: x-odd\n\nhello\n', 'hello'],
])('a mail with %s is read', async (_flaw, source, text) => {
  expect((await readMail(crlf(source))).text).toBe(text)
  expect((await readMail(Buffer.from(source))).text).toBe(text)
})

test('what is no mail is refused by name', async () => {
  await expect(readMail(new Uint8Array())).rejects.toBeInstanceOf(UnreadableMail)
  await expect(readMail(Buffer.from([0, 1, 2, 3, 0, 255]))).rejects.toBeInstanceOf(UnreadableMail)
})

test('limits cut and say so, instead of failing', async () => {
  const parts = `From: a@x.jp\nContent-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(50)}--b--\n`
  expect((await readMail(Buffer.from(parts), { maxParts: 10 })).exceeded).toContain('parts')
  expect((await readMail(Buffer.from(`From: a@x.jp\n\n${'x'.repeat(100)}`), { maxTextBytes: 10 })).text).toBe(
    'x'.repeat(10),
  )
})

test('an encoded name cannot become another sender', async () => {
  const name = Buffer.from('boss@brand.example> , <x').toString('base64')
  const mail = await readMail(Buffer.from(`From: =?UTF-8?B?${name}?= <taro@example.jp>\n\nhi`))
  expect(mail.from?.address).toBe('taro@example.jp')
})

test('no bytes whatever break the reading', async () => {
  const piece = fc.constantFrom(
    'From: a@b\n',
    '\n',
    '--b\n',
    '--b--\n',
    'Content-Type: multipart/mixed; boundary=b\n',
    'Content-Transfer-Encoding: base64\n',
    '=?utf-8?B?',
    '\x1b$B',
    '\xff',
    '\0',
    'x',
    'Content-Type: message/delivery-status\n',
    '>',
    'On 1/1/2022 a@b.c wrote:\n',
    'Subject: ',
    '\r',
    '<',
    '=',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
      const result = await readMail(Buffer.from(pieces.join(''), 'latin1')).catch((error: unknown) => error)
      expect(result instanceof UnreadableMail || !(result instanceof Error)).toBe(true)
      expect(JSON.stringify(result)).not.toContain('\\u0000')
    }),
    { numRuns: 300 },
  )
})
