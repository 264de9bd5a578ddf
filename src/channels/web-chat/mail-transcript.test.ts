import { expect, test } from 'vitest'
import { readMail } from '#channels/email/reading/read-mail.ts'
import { answerChat } from '#test/chat.ts'
import { withDesk } from '#test/desk.ts'
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
