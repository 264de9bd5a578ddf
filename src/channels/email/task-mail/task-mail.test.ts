import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { openMailbox, supportAddress as address } from '#test/mail/mailbox.ts'
import { startSink } from '#test/mail/sink.ts'
import { readMail } from '../reading/read-mail.ts'
import { mailSender } from '../send-mail.ts'
import { openIntake, takeInMail } from '../take-in-mail.ts'
import { sendTaskMail } from './send-task-mail.ts'

const lawyer = 'mori@law.example'

type Post = {
  desk: TestDesk
  sink: Awaited<ReturnType<typeof startSink>>
  id: number
  ana: ReturnType<TestDesk['as']>
  ask(more?: Record<string, unknown>): Promise<any>
  /** Does what the worker would: every mail to an expert. */
  leave(): Promise<void>
  /** The last mail that left, as its receiver reads it. */
  sent(): Promise<Awaited<ReturnType<typeof readMail>>>
  deliver(raw: string, to?: string): Promise<number>
}

/** A customer has written by mail; the brand's mailbox is at a server that takes what we send. */
async function withPost(work: (post: Post) => Promise<void>) {
  const sink = await startSink()
  await withDesk(async (bare) => {
    const desk = { ...bare, mailRelayUrl: `smtp://127.0.0.1:${sink.port}` }
    await openMailbox(desk, { name: '檜キッチン', undo_seconds: 0 })
    const intake = openIntake(desk)
    const sender = mailSender(desk)
    const deliver = async (raw: string, to = address) => {
      const source = (async function* () {
        yield Buffer.from(raw.replaceAll('\n', '\r\n'))
      })()
      const [first] = await takeInMail(intake, source, { recipients: [to] })
      return first?.conversationId ?? 0
    }
    const question =
      'From: Carter <carter@example.com>\nTo: support@hinoki.test\nSubject: My pan\nMessage-ID: <q1@example.com>\n\nIt burnt me.\n'
    const id = await deliver(question)
    const ana = desk.as(desk.ana)
    const post: Post = {
      ...{ desk, sink, id, ana, deliver },
      async ask(more = {}) {
        const answer = await ana.post(`/api/conversations/${id}/tasks`, {
          to: { expert: { address: lawyer, name: '森弁護士' } },
          title: '製造物責任について',
          text: 'お客様がやけどをされたとのことです。見解を伺えますか。',
          ...more,
        })
        expect(answer.status).toBe(200)
        await post.leave()
        return answer.body
      },
      async leave() {
        for (const { payload } of (await desk.jobs()).filter((one) => one.task === 'send-task-mail'))
          await sendTaskMail(desk, sender)(payload, { attempt: 1, isLastAttempt: false })
      },
      sent: () => readMail(sink.received.at(-1)?.raw ?? Buffer.alloc(0)),
    }
    await work(post).finally(() => sender.close())
  }).finally(() => sink.stop())
}

// As the server that received it says who it is from.
const vouched = 'Authentication-Results: mx.hinoki.test; dkim=pass header.d=law.example\n'
const from = (who: string, more = '') =>
  `${vouched}From: ${who}\nTo: ${address}\nMessage-ID: <${Math.random()}@law.example>\n${more}`

test('a question to an expert leaves with a thread of its own, and nothing in it leads to the customer’s', () =>
  withPost(async ({ ask, sink, sent, ana }) => {
    const task = await ask()
    const mail = await sent()
    expect(mail).toMatchObject({
      subject: '製造物責任について',
      from: { name: '檜キッチン', address },
      to: [{ name: '森弁護士', address: lawyer }],
      inReplyTo: [],
      references: [],
    })
    const raw = sink.received[0]?.raw.toString() ?? ''
    for (const theirs of ['carter', 'q1@example.com', 'My pan', 'burnt', '+c'])
      expect(raw).not.toContain(theirs)
    expect(mail.replyTo[0]?.address).toMatch(/^support\+t\d+\.[0-9a-f]{12}@hinoki\.test$/)
    expect((await ana.get(`/api/tasks/${task.id}`)).body.messages[0]).toMatchObject({ deliveryState: 'sent' })
  }))

test.each([
  ['by what it answers', ({ messageId }: Sent) => [`In-Reply-To: ${messageId}\n`, '', address]],
  ['by its references alone', ({ messageId }: Sent) => [`References: <x@y> ${messageId}\n`, '', address]],
  ['by the address alone', ({ replyTo }: Sent) => ['', '', replyTo[0]?.address ?? '']],
  ['by the mark below what it quotes', ({ text }: Sent) => ['', `> ${/\[#T.*\]/.exec(text)?.[0]}`, address]],
  [
    'by the mark in its subject',
    ({ text }: Sent) => [`Subject: Re: ${/\[#T.*\]/.exec(text)?.[0]}\n`, '', address],
  ],
])(
  'the expert’s answer comes back to the question %s, and the customer’s thread stays as it was',
  (_, clue) =>
    withPost(async ({ desk, id, ana, ask, sent, deliver }) => {
      const task = await ask({ holdAs: 'pending_client' })
      const [header = '', below = '', to = ''] = clue(await sent())
      expect(await deliver(`${from(`森 <${lawyer}>`, header)}\n返金が妥当です。\n\n${below}\n`, to)).toBe(id)
      const { body } = await ana.get(`/api/tasks/${task.id}`)
      expect(body).toMatchObject({ state: 'answered', messages: [{}, { isAnswer: true, authorName: '森' }] })
      expect(body.messages[1].text).toContain('返金が妥当です。')
      expect((await ana.get(`/api/conversations/${id}/messages`)).body.items).toHaveLength(1)
      expect((await ana.get(`/api/conversations/${id}`)).body.status).toBe('open')
      const known = await desk.rows((tx) => tx.selectFrom('identities').select('value').execute())
      expect(known.map((one) => one.value)).toEqual(['carter@example.com'])
    }),
)

type Sent = Awaited<ReturnType<typeof readMail>>

test('the thread goes on both ways, and the same mail twice is one', () =>
  withPost(async ({ ana, ask, sent, leave, deliver }) => {
    const task = await ask()
    const first = await sent()
    const answer = `${vouched}From: ${lawyer}\nTo: ${address}\nCc: aoki@law.example\nMessage-ID: <a1@law.example>\nIn-Reply-To: ${first.messageId}\n\nはい。\n`
    await deliver(answer)
    await deliver(answer)
    await ana.post(`/api/tasks/${task.id}/messages`, { text: '期限は？', isAnswer: false })
    await leave()
    const second = await sent()
    expect(second).toMatchObject({
      subject: 'Re: 製造物責任について',
      inReplyTo: ['<a1@law.example>'],
      references: [first.messageId, '<a1@law.example>'],
    })
    await deliver(
      `${vouched}From: aoki@law.example\nMessage-ID: <a2@law.example>\nIn-Reply-To: <a1@law.example>\nReferences: ${second.messageId}\n\n月末です。\n`,
    )
    const { messages } = (await ana.get(`/api/tasks/${task.id}`)).body
    expect(messages.map((one: { text: string }) => one.text.trim())).toEqual([
      expect.stringContaining('やけど'),
      'はい。',
      '期限は？',
      '月末です。',
    ])
  }))

test('a stranger who guesses, or holds the sign without having been asked, gets nowhere near it', () =>
  withPost(async ({ id, ana, ask, sent, deliver }) => {
    const task = await ask()
    const mail = await sent()
    const guessed = `support+t${task.id}.000000000000@hinoki.test`
    const byGuess = await deliver(`${from(lawyer)}\n当てずっぽう\n`, guessed)
    const byStranger = await deliver(
      `${from('eve@example.com', `In-Reply-To: ${mail.messageId}\n`)}\nHello\n`,
    )
    const byCustomer = await deliver(
      `${from('carter@example.com', `In-Reply-To: ${mail.messageId}\n`)}\nWhat is this?\n`,
    )
    expect([byGuess, byStranger]).not.toContain(id)
    expect(byCustomer).not.toBe(0)
    expect((await ana.get(`/api/tasks/${task.id}`)).body).toMatchObject({ state: 'open', messages: [{}] })
  }))

test('a customer whom the expert names does not answer the question with what they write', () =>
  withPost(async ({ ana, ask, sent, deliver }) => {
    const task = await ask()
    const { messageId } = await sent()
    const answering = `In-Reply-To: ${messageId}\n`
    await deliver(`${from(lawyer, `Cc: carter@example.com\n${answering}`)}\nWe will see.\n`)
    expect(await deliver(`${from('carter@example.com', answering)}\nWho is this?\n`)).not.toBe(0)
    const { messages } = (await ana.get(`/api/tasks/${task.id}`)).body
    expect(messages).toMatchObject([{}, { text: expect.stringContaining('We will see.') }])
  }))

test('an automatic answer is shown and is no answer; a mail that comes back says why, and can be sent again', () =>
  withPost(async ({ desk, ana, ask, sent, sink, leave, deliver }) => {
    const task = await ask()
    const { messageId, replyTo } = await sent()
    await deliver(
      `${from(lawyer, `Auto-Submitted: auto-replied\nIn-Reply-To: ${messageId}\n`)}\n不在です。\n`,
    )
    const read = async () => (await ana.get(`/api/tasks/${task.id}`)).body
    expect(await read()).toMatchObject({ state: 'open', messages: [{}, { kind: 'auto_reply' }] })
    const report = [
      'From: MAILER-DAEMON@law.example',
      `To: ${replyTo[0]?.address}`,
      'Subject: Undelivered Mail Returned to Sender',
      'Message-ID: <b1@law.example>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b\nContent-Type: text/plain\n\nUnknown user.\n',
      `--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; law.example\n\nFinal-Recipient: rfc822; ${lawyer}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n`,
      `--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: ${messageId}\n\n--b--\n`,
    ].join('\n')
    const before = await desk.lastEvent()
    await deliver(report, replyTo[0]?.address)
    expect(await desk.events(before)).toEqual(['task.failed'])
    const failed = await read()
    expect(failed).toMatchObject({
      hasFailed: true,
      messages: [{ deliveryState: 'failed' }, {}, { kind: 'bounce' }],
    })
    expect(failed.messages[0].failure).not.toBe('')
    const retry = () => ana.post(`/api/task-messages/${failed.messages[0].id}/retry`)
    expect((await retry()).status).toBe(200)
    await leave()
    expect(sink.received).toHaveLength(2)
    expect((await read()).messages[0].deliveryState).toBe('sent')
    expect((await retry()).body.code).toBe('nothing_to_retry')
  }))
