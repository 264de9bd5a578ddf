import { expect, test } from 'vitest'
import type { TestDesk } from '#test/desk.ts'
import { withAskedExpert } from '#test/mail/asked-expert.ts'
import { supportAddress as address } from '#test/mail/mailbox.ts'
import { tellNotices } from '#test/notices.ts'
import { isVouchedFor, vouchingByProvider } from '../authentication.ts'
import { readMail } from '../reading/read-mail.ts'
import { openIntake, takeInMail } from '../take-in-mail.ts'

const resolver = async () => {
  throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
}

type Answered = {
  desk: TestDesk
  taskId: number
  conversation: number
  read(): Promise<any>
  deliver(from: string, more?: string): Promise<void>
}

/** An expert of a domain that says nothing of its servers was asked, and somebody answered in their name. */
const withAnswer = (work: (answered: Answered) => Promise<void>) =>
  withAskedExpert('mori@silent.example', async ({ desk, sink, taskId, conversation, leave }) => {
    await leave()
    const { messageId } = await readMail(sink.received.at(-1)?.raw ?? Buffer.alloc(0))
    const deliver = async (from: string, more = '') => {
      const id = `<${Math.random()}@silent.example>`
      const raw = `From: ${from}\nTo: ${address}\n${more}Message-ID: ${id}\nIn-Reply-To: ${messageId}\n\nPay them all.\n`
      const source = (async function* () {
        yield Buffer.from(raw.replaceAll('\n', '\r\n'))
      })()
      const envelope = { ip: '8.8.8.8', helo: 'mail.silent.example', from }
      await takeInMail({ ...openIntake(desk), resolver }, source, { recipients: [address], envelope })
    }
    await deliver('mori@silent.example', 'Cc: aoki@silent.example\n')
    const read = async () => (await desk.as(desk.ana).get(`/api/tasks/${taskId}`)).body
    await work({ desk, taskId, conversation, read, deliver })
  })

test('an answer nobody vouches for is shown as that and moves nothing: the question stays open, whoever sees to it is told', () =>
  withAnswer(async ({ desk, taskId, conversation, read }) => {
    expect(await read()).toMatchObject({
      state: 'open',
      hasDoubted: true,
      messages: [{}, { isDoubted: true, acceptedBy: null, text: expect.stringContaining('Pay them') }],
    })
    const types = await desk.events()
    expect(types).toContain('task.answer_doubted')
    expect(types).not.toContain('task.answered')
    await tellNotices(desk)
    const ana = desk.as(desk.ana)
    const notices = (await ana.get('/api/notices')).body.items
    expect(notices).toMatchObject([{ kind: 'task_doubted', data: { taskId } }])
    const told = (await ana.get(`/api/conversations/${conversation}/events`)).body.items.at(-1).text
    expect(told).toBe(
      'An answer to “Liability” came in the name of mori@silent.example; its sender is not verified',
    )
  }))

test('accepted by a person it counts as any other, once, and whom it names may answer from then on', () =>
  withAnswer(async ({ desk, read, deliver }) => {
    const ana = desk.as(desk.ana)
    const { id } = (await read()).messages[1]
    const before = await desk.lastEvent()
    const accept = () => ana.post(`/api/task-messages/${id}/accept`)
    expect((await accept()).status).toBe(200)
    expect(await desk.events(before)).toEqual(['task.answer_accepted', 'task.answered'])
    expect(await read()).toMatchObject({
      state: 'answered',
      hasDoubted: false,
      messages: [{}, { isDoubted: true, acceptedBy: { name: 'Ana' } }],
    })
    expect(await accept()).toMatchObject({ status: 409, body: { code: 'nothing_to_accept' } })
    await deliver('aoki@silent.example')
    expect((await read()).messages).toHaveLength(3)
  }))

test('before it is accepted whom it names may not answer; and nobody from outside accepts it', () =>
  withAnswer(async ({ desk, read, deliver }) => {
    await deliver('aoki@silent.example')
    const { messages } = await read()
    expect(messages).toHaveLength(2)
    const omar = desk.as(await desk.hire('Omar', 'agent', [await desk.openBrand('sakura')]))
    const reader = desk.as(await desk.hire('Rin', 'read_only', [desk.brandId]))
    const start = await desk.lastEvent()
    expect((await omar.post(`/api/task-messages/${messages[1].id}/accept`)).status).toBe(404)
    expect((await reader.post(`/api/task-messages/${messages[1].id}/accept`)).status).toBe(403)
    const ana = desk.as(desk.ana)
    expect((await ana.post('/api/task-messages/999999/accept')).status).toBe(404)
    expect((await ana.post(`/api/task-messages/${messages[0].id}/accept`)).status).toBe(409)
    expect(await desk.events(start)).toEqual([])
    expect((await read()).state).toBe('open')
  }))

test.each([
  ['dkim=pass header.d=law.example', 'mori@law.example', true],
  ['dkim=pass header.i=@law.example header.s=s1', 'mori@mail.law.example', true],
  ['spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=bounce@law.example', 'mori@law.example', true],
  ['spf=pass smtp.mailfrom=law.example; dkim=none', 'Mori@LAW.example', true],
  ['dkim=pass header.d=mailer.example; spf=pass smtp.mailfrom=mailer.example', 'mori@law.example', false],
  ['dkim=fail header.d=law.example; spf=softfail smtp.mailfrom=law.example', 'mori@law.example', false],
  ['dkim=pass header.d=evil-law.example', 'mori@law.example', false],
  ['dkim=pass header.d=sub.law.example', 'mori@law.example', false],
])('by its provider, %s: for %s that is %s', (result, from, isVouched) => {
  const headers = new Map([
    ['authentication-results', [`mx.host.test; ${result}`, 'x; dkim=pass header.d=law.example']],
  ])
  expect(isVouchedFor(null, vouchingByProvider({ headers } as never), from)).toBe(isVouched)
})
