import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Outcome, Sender } from '#channels/channel.ts'
import { openIntake, takeInMail } from '#channels/email/take-in-mail.ts'
import { bounceAddress } from '#channels/email/thread-token.ts'
import { sendOut } from '#channels/outgoing.ts'
import { deliveryStates, listen, session } from '#test/chat.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { openMailbox } from '#test/mail/mailbox.ts'
import { senders } from '../index.ts'
import { mailUnread } from './mail-unread.ts'
import { openWindow, type TestWindow } from './test-visitor.ts'

/** Stands for the mail channel's sender: what it was asked to send, answered as told. */
function post(outcomes: Outcome[] = []) {
  const sent: number[] = []
  const sender: Sender = {
    resumes: false,
    async send(_db, { messageId }) {
      sent.push(messageId)
      return outcomes.shift() ?? { state: 'sent' }
    },
  }
  return { sent, sender }
}

async function chatWith(desk: TestDesk) {
  const window = await openWindow(await listen(desk), 'hinoki', await session(desk, { language: 'ja' }))
  window.say({ type: 'send', ref: 'a', text: '在庫はありますか', files: [] })
  window.say({ type: 'contact', ref: 'b', name: '花子', email: 'hanako@example.jp' })
  await window.until((frame) => frame.type === 'done' && frame.ref === 'b')
  await openMailbox(desk)
  const { id } = (await desk.as(desk.ana).get('/api/conversations')).body.items[0]
  return { window, job: { brandId: desk.brandId, conversationId: id as number } }
}

async function answer(desk: TestDesk, id: number, text: string): Promise<number> {
  const { lastEventId } = (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body
  const { body } = await desk
    .as(desk.ana)
    .post(`/api/conversations/${id}/replies`, { text, lastSeenEventId: lastEventId })
  await sendOut(desk.db, senders(desk), { brandId: desk.brandId, messageId: body.id })
  return body.id
}

test('what a visitor left unread goes by mail once, and in no other conversation', () =>
  withDesk(async (desk) => {
    const { window, job } = await chatWith(desk)
    const mail = post()
    const messageId = await answer(desk, job.conversationId, 'ございます。')
    await mailUnread(desk, mail.sender, job)
    expect(mail.sent).toEqual([])
    await leaving(desk, window)
    await mailUnread(desk, mail.sender, job)
    await mailUnread(desk, mail.sender, job)
    expect(mail.sent).toEqual([messageId])
    const [message] = await desk.rows((tx) =>
      tx
        .selectFrom('messages')
        .select(['to_addresses', 'from_address', 'subject'])
        .where('id', '=', messageId)
        .execute(),
    )
    expect(message).toEqual({
      to_addresses: [{ name: '花子', address: 'hanako@example.jp' }],
      from_address: 'support@hinoki.test',
      subject: 'Hinoki Kitchen へのお問い合わせについて',
    })
    expect((await desk.events()).at(-1)).toBe('message.mailed')
    expect((await desk.jobs()).map((one) => one.task)).toContain('mail-unread-chat')
  }))

/** The visitor closes the window, and the desk knows. */
async function leaving(desk: TestDesk, window: TestWindow) {
  await window.close()
  await expect
    .poll(() => desk.rows((tx) => tx.selectFrom('visitors').select('left_at').executeTakeFirst()), {
      interval: 20,
    })
    .toMatchObject({ left_at: expect.any(Date) })
}

test('several unread answers go in one mail, which says who wrote what; a new one goes in the next', () =>
  withDesk(async (desk) => {
    const { window, job } = await chatWith(desk)
    const mail = post()
    await leaving(desk, window)
    const first = await answer(desk, job.conversationId, 'ございます。')
    const second = await answer(desk, job.conversationId, '本日発送できます。')
    await mailUnread(desk, mail.sender, job)
    expect(mail.sent).toEqual([second])
    const { details } = await desk.rows((tx) =>
      tx.selectFrom('messages').select('details').where('id', '=', second).executeTakeFirstOrThrow(),
    )
    expect(details).toMatchObject({ mail: { messageIds: [first, second], html: null } })
    expect(JSON.stringify(details)).toMatch(/ございます。.*Ana.*本日発送できます。/)
    expect((await desk.events()).filter((one) => one === 'message.mailed')).toHaveLength(1)
    const third = await answer(desk, job.conversationId, '追記いたします。')
    await mailUnread(desk, mail.sender, job)
    expect(mail.sent).toEqual([second, third])
  }))

test('a mail that was interrupted is not sent again by itself: it is shown, and goes when a person says so', () =>
  withDesk(async (desk) => {
    const { window, job } = await chatWith(desk)
    await leaving(desk, window)
    await answer(desk, job.conversationId, 'ございます。')
    const second = await answer(desk, job.conversationId, '本日発送できます。')
    const killed: Sender = { resumes: false, send: () => Promise.reject(new Error('killed')) }
    await expect(mailUnread(desk, killed, job)).rejects.toThrow('killed')
    const mail = post()
    await mailUnread(desk, mail.sender, job)
    expect(await deliveryStates(desk)).toEqual(['sending', 'sending'])
    await desk.rows((tx) =>
      sql`update messages set details = details || '{"mailedAt": "2020-01-01"}' where details ? 'mailedAt'`.execute(
        tx,
      ),
    )
    await mailUnread(desk, mail.sender, job)
    expect([mail.sent, await deliveryStates(desk), (await desk.events()).at(-1)]).toEqual([
      [],
      ['unknown', 'unknown'],
      'message.unknown',
    ])
    await desk.as(desk.ana).post(`/api/messages/${second}/retry`)
    await sendOut(desk.db, senders(desk), { brandId: desk.brandId, messageId: second })
    await mailUnread(desk, mail.sender, job)
    expect([mail.sent, await deliveryStates(desk)]).toEqual([[second], ['unknown', 'sent']])
  }))

test('a mail server that is busy is asked again later, also after an agent merged the chat away', () =>
  withDesk(async (desk) => {
    const { window, job } = await chatWith(desk)
    await leaving(desk, window)
    const messageId = await answer(desk, job.conversationId, 'ございます。')
    const mail = post([{ state: 'later', reason: 'busy' }])
    await mailUnread(desk, mail.sender, job)
    const other = await desk.receive('hanako@example.jp', '注文について')
    const { status } = await desk
      .as(desk.ana)
      .post(`/api/conversations/${other}/merge`, { conversationIds: [job.conversationId] })
    expect(status).toBe(200)
    await mailUnread(desk, mail.sender, job)
    expect([mail.sent, await deliveryStates(desk)]).toEqual([[messageId, messageId], ['sent']])
  }))

test('when that one mail comes back, all the answers in it have failed', () =>
  withDesk(async (desk) => {
    const { window, job } = await chatWith(desk)
    await leaving(desk, window)
    await answer(desk, job.conversationId, 'ございます。')
    const last = await answer(desk, job.conversationId, '本日発送できます。')
    await mailUnread(desk, post().sender, job)
    const to = bounceAddress(desk.vault, 'support@hinoki.test', desk.brandId, last)
    const report = `From: MAILER-DAEMON@example.jp\r\nTo: ${to}\r\nSubject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\n\r\nI am sorry, it could not be delivered.\r\n<hanako@example.jp>: 550 5.1.1 User unknown\r\n`
    const source = (async function* () {
      yield Buffer.from(report)
    })()
    await takeInMail(openIntake(desk), source, { recipients: [to] })
    expect(await deliveryStates(desk)).toEqual(['failed', 'failed'])
  }))

test('what the visitor has read is not mailed', () =>
  withDesk(async (desk) => {
    const { window, job } = await chatWith(desk)
    const mail = post()
    await answer(desk, job.conversationId, 'ございます。')
    const frame = await window.until(
      (one) => one.type === 'news' && one.messages.some((m) => m.from === 'staff'),
    )
    const event = frame.type === 'news' ? (frame.messages.find((m) => m.from === 'staff')?.event ?? 0) : 0
    window.say({ type: 'read', event })
    window.say({ type: 'ping' })
    await window.until((one) => one.type === 'pong')
    await window.close()
    await mailUnread(desk, mail.sender, job)
    expect(mail.sent).toEqual([])
  }))

test('a mail server that is away is asked with growing pauses for two days; then the answers have failed, and a person may try again', () =>
  withDesk(async (desk) => {
    const { window, job } = await chatWith(desk)
    await leaving(desk, window)
    await answer(desk, job.conversationId, 'ございます。')
    const last = await answer(desk, job.conversationId, '本日発送できます。')
    const away: Outcome = { state: 'later', reason: 'server_unreachable: connect ECONNREFUSED' }
    const mail = post([away, away, away, away])
    const before = await desk.lastEvent()
    const waits: number[] = []
    for (let turn = 0; turn < 3; turn++) {
      await mailUnread(desk, mail.sender, job)
      const { rows } = await desk.db.pool.query(
        "select round(extract(epoch from run_at - now()) / 5) * 5 as wait from graphile_worker._private_jobs where key like 'chat-mail:%'",
      )
      waits.push(...rows.map((row) => Number(row.wait)))
    }
    expect(waits).toEqual([15, 60, 120])
    expect([await deliveryStates(desk), await desk.events(before)]).toEqual([
      ['sent', 'sent'],
      ['message.delayed'],
    ])
    const { items } = (await desk.as(desk.ana).get(`/api/conversations/${job.conversationId}/messages`)).body
    expect(items.at(-1).failure.code).toBe('server_unreachable')
    await desk.rows((tx) =>
      sql`update messages set details = jsonb_set(details, '{mailLater,since}', '0') where id = ${last}`.execute(
        tx,
      ),
    )
    await mailUnread(desk, mail.sender, job)
    expect([await deliveryStates(desk), (await desk.events()).at(-1)]).toEqual([
      ['failed', 'failed'],
      'message.failed',
    ])
    await desk.as(desk.ana).post(`/api/messages/${last}/retry`)
    await sendOut(desk.db, senders(desk), { brandId: desk.brandId, messageId: last })
    await mailUnread(desk, mail.sender, job)
    expect(await deliveryStates(desk)).toEqual(['failed', 'sent'])
  }))

test('a mail that leaves while its chat is merged away is known to have left', () =>
  withDesk(async (desk) => {
    const { window, job } = await chatWith(desk)
    await leaving(desk, window)
    await answer(desk, job.conversationId, 'ございます。')
    const other = await desk.receive('hanako@example.jp', '注文について')
    const merging: Sender = {
      resumes: false,
      async send() {
        const path = `/api/conversations/${other}/merge`
        await desk.as(desk.ana).post(path, { conversationIds: [job.conversationId] })
        return { state: 'sent' }
      },
    }
    await mailUnread(desk, merging, job)
    const { items } = (await desk.as(desk.ana).get(`/api/conversations/${other}/events?limit=200`)).body
    expect(items.map((one: { type: string }) => one.type)).toContain('message.mailed')
    expect(await deliveryStates(desk)).toEqual(['sent'])
  }))
