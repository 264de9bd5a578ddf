import { generateKeyPairSync } from 'node:crypto'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { expect, test } from 'vitest'
import { withDesk, type TestDesk } from '#test/desk.ts'
import { openMailbox, supportAddress as address } from '#test/mail/mailbox.ts'
import { startSink } from '#test/mail/sink.ts'
import { sendOut } from '../outgoing.ts'
import { lockSecrets } from './mailboxes/accounts.ts'
import { readMail } from './reading/read-mail.ts'
import { mailSender } from './send-mail.ts'
import { openIntake, takeInMail } from './take-in-mail.ts'

type Sink = Awaited<ReturnType<typeof startSink>>
type Box = { outgoing_charset?: 'iso-2022-jp'; dkim?: string }

type Post = {
  desk: TestDesk
  sink: Sink
  deliver(raw: string, to?: string): Promise<number>
  /** Writes an answer, and does what the worker would: every sending job there is. */
  answer(id: number, body: Record<string, unknown>): Promise<any>
  send(messageId: number): Promise<void>
  messages(id: number): Promise<any[]>
}

async function withPost(work: (post: Post) => Promise<void>, box: Box = {}) {
  const sink = await startSink()
  await withDesk(async (bare) => {
    const desk = { ...bare, mailRelayUrl: `smtp://127.0.0.1:${sink.port}` }
    await openMailbox(desk, { name: '檜キッチン', undo_seconds: 0, ...box })
    const intake = openIntake(desk)
    const sender = mailSender(desk)
    const post: Post = {
      desk,
      sink,
      async deliver(raw, to = address) {
        const source = (async function* () {
          yield Buffer.from(raw.replaceAll('\n', '\r\n'))
        })()
        const [first] = await takeInMail(intake, source, { recipients: [to] })
        return first?.conversationId ?? 0
      },
      async answer(id, body) {
        const page = await desk.as(desk.ana).get(`/api/conversations/${id}`)
        const reply = await desk
          .as(desk.ana)
          .post(`/api/conversations/${id}/replies`, { lastSeenEventId: page.body.lastEventId, ...body })
        expect(reply.status).toBe(200)
        await post.send(reply.body.id)
        return reply.body
      },
      send: (messageId) => sendOut(desk.db, { email: sender }, { brandId: desk.brandId, messageId }),
      messages: async (id) => (await desk.as(desk.ana).get(`/api/conversations/${id}/messages`)).body.items,
    }
    await work(post).finally(() => sender.close())
  }).finally(() => sink.stop())
}

const question =
  'From: Carter <carter@example.com>\nTo: support@hinoki.test\nSubject: My pan\nMessage-ID: <q1@example.com>\n\nWhere is it?\n'

test('an answer leaves with its references, and the customer’s next mail lands in the same conversation', () =>
  withPost(async ({ deliver, answer, sink, messages }) => {
    const id = await deliver(question)
    await answer(id, { html: '<p>It is <strong>on its way</strong>.</p>' })
    const sent = await readMail(sink.received[0]?.raw ?? Buffer.alloc(0))
    expect(sent).toMatchObject({
      subject: 'Re: My pan',
      from: { name: '檜キッチン', address },
      to: [{ name: 'Carter', address: 'carter@example.com' }],
      inReplyTo: ['<q1@example.com>'],
      references: ['<q1@example.com>'],
      kind: 'message',
    })
    expect(sent.text).toContain('It is on its way.')
    expect(sent.html).toContain('<strong>on its way</strong>')
    expect(sink.received[0]?.from).toMatch(/^support\+m\d+\.[0-9a-f]{12}@hinoki\.test$/)
    expect((await messages(id))[1]).toMatchObject({ deliveryState: 'sent', deliveryReason: null })
    const head = 'From: carter@example.com\nTo: x\nSubject: something else\n'
    expect(await deliver(`${head}Message-ID: <q2@x>\nIn-Reply-To: ${sent.messageId}\n\nThanks`)).toBe(id)
    expect(await deliver(`${head}Message-ID: <q3@x>\n\nThanks again`, sent.replyTo[0]?.address)).toBe(id)
  }))

test('a Japanese mailbox may write ISO-2022-JP, and writes UTF-8 when a character has no place there', () =>
  withPost(
    async ({ deliver, answer, sink }) => {
      const id = await deliver(question.replace('Carter <', '"山田" <'))
      await answer(id, { text: 'お待たせしております。㈱檜①' })
      await answer(id, { text: '髙橋です😀' })
      const [first, second] = await Promise.all(sink.received.map(({ raw }) => readMail(raw)))
      expect(sink.received[0]?.raw.toString('latin1')).toContain('charset=iso-2022-jp')
      expect(first?.text).toContain('お待たせしております。(株)檜(1)')
      expect(first?.from?.name).toBe('檜キッチン')
      expect(second?.text).toContain('髙橋です😀')
    },
    { outgoing_charset: 'iso-2022-jp' },
  ))

test('line breaks in a subject or a name begin no header, even where they got past the API', () =>
  withPost(async ({ desk, deliver, answer, sink, send }) => {
    const id = await deliver(question)
    const { id: messageId } = await answer(id, { text: 'x' })
    const to = [{ name: 'Eve\r\nBcc: victim@example.com', address: 'eve@example.com' }]
    const subject = 'Hello\r\nBcc: victim@example.com\r\n\r\nbody'
    await desk.rows((tx) =>
      tx
        .updateTable('messages')
        .set({ subject, to_addresses: JSON.stringify(to), delivery_state: 'queued' })
        .where('id', '=', messageId)
        .execute(),
    )
    await send(messageId)
    const sent = await readMail(sink.received[1]?.raw ?? Buffer.alloc(0))
    expect(sent.headers.has('bcc')).toBe(false)
    expect(sink.received[1]?.to).toEqual(['eve@example.com'])
  }))

test('a refusal for good says why, and a person may send it again; a refusal for now waits', () =>
  withPost(async ({ desk, deliver, answer, sink, messages, send }) => {
    const id = await deliver(question)
    sink.refuse(550, '5.1.1 User unknown')
    const { id: messageId } = await answer(id, { text: 'Hello' })
    expect((await messages(id))[1]).toMatchObject({ deliveryState: 'failed' })
    expect((await messages(id))[1].deliveryReason).toMatch(/^mailbox_unknown: .*5\.1\.1/)
    sink.refuse(451, '4.7.1 Greylisted')
    expect((await desk.as(desk.ana).post(`/api/messages/${messageId}/retry`)).status).toBe(200)
    await send(messageId)
    expect((await messages(id))[1]).toMatchObject({ deliveryState: 'queued' })
    expect((await messages(id))[1].deliveryReason).toMatch(/^refused_for_now: /)
    expect((await desk.jobs()).filter((job) => job.task === 'send-message')).toMatchObject([
      { payload: { messageId, attempt: 1 } },
    ])
    sink.refuse()
    await send(messageId)
    expect((await messages(id))[1]).toMatchObject({ deliveryState: 'sent' })
    expect((await desk.as(desk.ana).post(`/api/messages/${messageId}/retry`)).body.code).toBe(
      'nothing_to_retry',
    )
    expect(sink.received).toHaveLength(1)
  }))

test('after a crash in the middle of sending nobody is written to twice: the outcome is unknown', () =>
  withPost(async ({ desk, deliver, answer, sink, messages, send }) => {
    const id = await deliver(question)
    const { id: messageId } = await answer(id, { text: 'Hello' })
    await desk.rows((tx) =>
      tx.updateTable('messages').set({ delivery_state: 'sending' }).where('id', '=', messageId).execute(),
    )
    await send(messageId)
    expect((await messages(id))[1]).toMatchObject({ deliveryState: 'unknown', deliveryReason: 'interrupted' })
    expect(sink.received).toHaveLength(1)
  }))

test('a mailbox with a key signs what it sends', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return withPost(
    async ({ desk, deliver, answer, sink }) => {
      await desk.rows((tx) =>
        tx
          .updateTable('mailboxes')
          .set({ secrets: lockSecrets(desk.vault, {}, { dkimPrivateKey: privateKey }) })
          .execute(),
      )
      await answer(await deliver(question), { text: 'Signed' })
      const resolver = async () => [[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]]
      const checked = await dkimVerify(sink.received[0]?.raw ?? '', { resolver })
      expect(checked.results.map((one: any) => one.status.result)).toEqual(['pass'])
    },
    { dkim: JSON.stringify({ domain: 'hinoki.test', selector: 'engawa' }) },
  )
})

test('the brand’s words stand below every mail, in the customer’s language', () =>
  withPost(async ({ desk, deliver, answer, sink }) => {
    const settings = { mailFooter: { en: 'Hinoki Kitchen\n1-2-3 <Kyoto>', ja: '檜キッチン' } }
    await desk.as(desk.ana).patch(`/api/brands/${desk.brandId}`, { settings })
    const id = await deliver(question)
    await answer(id, { html: '<p>On its way.</p>' })
    const sent = await readMail(sink.received[0]?.raw ?? Buffer.alloc(0))
    expect(sent.text).toMatch(/On its way\.\s+Hinoki Kitchen\n1-2-3 <Kyoto>\s+\[#/)
    expect(sent.html).toContain('Hinoki Kitchen<br>1-2-3 &lt;Kyoto&gt;</p>')
    const japanese = question.replaceAll('q1', 'q2').replace('carter@', 'sato@')
    await answer(await deliver(japanese.replace('Where is it?', '鍋はどこにありますか。')), {
      text: '発送しました。',
    })
    expect((await readMail(sink.received[1]?.raw ?? Buffer.alloc(0))).text).toContain('檜キッチン\n')
  }))
