import { expect, test } from 'vitest'
import { readMail } from '#channels/email/reading/read-mail.ts'
import { answerChat } from '#test/chat.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { dispatchAll } from '#test/dispatch-all.ts'
import { startSink } from '#test/mail/sink.ts'
import { tasksOf } from '../../tasks.ts'
import { openWindow } from './test-visitor.ts'

test('a visitor who gave an address gets the conversation by mail, without what staff noted; three times a day', () =>
  withDesk(async (desk) => {
    const sink = await startSink()
    const base = await desk.app.listen({ port: 0, host: '127.0.0.1' })
    const { token } = (await desk.as(undefined).post('/widget/hinoki/session', { language: 'ja' })).body
    const window = await openWindow(base, 'hinoki', token)
    const ask = async (ref: string, asking = window) => {
      asking.say({ type: 'transcript', ref })
      const frame = await asking.until((one) => 'ref' in one && one.ref === ref)
      return frame.type === 'refused' ? frame.code : frame.type
    }
    window.say({ type: 'send', ref: 'a', text: '在庫はありますか', files: [] })
    await window.until((frame) => frame.type === 'done' && frame.ref === 'a')
    expect(await ask('too early')).toBe('address_needed')
    window.say({ type: 'contact', ref: 'b', name: '花子', email: 'hanako@example.jp' })
    await window.until((frame) => frame.type === 'done' && frame.ref === 'b')
    await answerChat(desk, 'ございます。')
    const { items } = (await desk.as(desk.ana).get('/api/conversations')).body
    await desk.as(desk.ana).post(`/api/conversations/${items[0].id}/notes`, { text: '値引き不可' })
    expect(await ask('first')).toBe('done')

    await dispatchAll(desk)
    const tasks = tasksOf({ ...desk, mailRelayUrl: `smtp://127.0.0.1:${sink.port}` })
    for (const job of await desk.jobs())
      if (job.task === 'mail-transcript')
        await tasks[job.task]?.(job.payload, { attempt: 1, isLastAttempt: false })
    expect(sink.received.map((one) => one.to)).toEqual([['hanako@example.jp']])
    const mail = await readMail(sink.received[0]?.raw ?? Buffer.alloc(0))
    expect(mail.subject).toBe(`Hinoki Kitchen とのお問い合わせ内容（番号 ${items[0].id}）`)
    expect(mail.text).toMatch(/お客様 .*\n在庫はありますか\n\nAna .*\nございます。/)
    expect(mail.text).not.toContain('値引き不可')

    const other = await openWindow(base, 'hinoki', token)
    const asked = [await ask('second', other), await ask('third', other), await ask('fourth', other)]
    expect(asked).toEqual(['done', 'done', 'too_many_requests'])
    await window.close()
    await other.close()
    await sink.stop()
  }))

async function asking(desk: TestDesk, email = 'hanako@example.jp') {
  const { token } = (await desk.as(undefined).post('/widget/hinoki/session', { language: 'ja' })).body
  const { frames } = (
    await desk.as(undefined).post('/widget/hinoki/say', {
      token,
      frames: [
        { type: 'send', ref: 'a', text: '在庫はありますか', files: [] },
        { type: 'contact', ref: 'b', name: '花子', email },
        { type: 'transcript', ref: 'c' },
      ],
    })
  ).body
  return frames[2].code ?? frames[2].type
}

test('an address gets no more of them from many conversations than from one', () =>
  withDesk(async (desk) => {
    const answers: string[] = []
    for (let turn = 0; turn < 4; turn++) answers.push(await asking(desk))
    expect(answers).toEqual(['done', 'done', 'done', 'too_many_requests'])
    expect(await asking(desk, 'jiro@example.jp')).toBe('done')
  }))

test('one that cannot be mailed is tried for two days; then staff are told why and what to do', () =>
  withDesk(async (desk) => {
    await asking(desk)
    const { id } = (await desk.as(desk.ana).get('/api/conversations')).body.items[0]
    await desk.as(desk.ana).put(`/api/conversations/${id}/assignee`, { staffId: desk.ana.staffId })
    await dispatchAll(desk)
    const tasks = tasksOf({ ...desk, mailRelayUrl: 'smtp://127.0.0.1:1' })
    const payload = (await desk.jobs()).find((job) => job.task === 'mail-transcript')?.payload
    const run = (at: Date) =>
      tasks['mail-transcript']?.({ ...payload, at }, { attempt: 1, isLastAttempt: false })
    const before = await desk.lastEvent()
    await expect(run(new Date())).rejects.toThrow('later')
    expect(await desk.events(before)).toEqual([])
    await run(new Date(Date.now() - 49 * 3_600_000))
    expect(await desk.events(before)).toEqual(['conversation.transcript_failed'])
    const { items } = (await desk.as(desk.ana).get(`/api/conversations/${id}/events`)).body
    expect(items.at(-1).text).toMatch(/could not be mailed to hanako@example.jp\. .+\. .+\./)
    await dispatchAll(desk)
    for (const job of await desk.jobs())
      if (job.task === 'notify-of-failure')
        await tasks[job.task]?.(job.payload, { attempt: 1, isLastAttempt: false })
    expect((await desk.as(desk.ana).get('/api/notices')).body.items).toMatchObject([
      { kind: 'failed', conversationId: id },
    ])
  }))
