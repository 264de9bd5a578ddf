import { expect, test } from 'vitest'
import { withAskedExpert } from '#test/mail/asked-expert.ts'
import { readMail } from '../reading/read-mail.ts'
import { mailSender } from '../send-mail.ts'
import { sendTaskMail } from './send-task-mail.ts'

test.each([
  ['cancelled', 0, 'failed'],
  ['done', 1, 'sent'],
])(
  'a mail to an expert that could not leave before the question was %s: %i leave then',
  (state, left, delivery) =>
    withAskedExpert('mori@law.example', async ({ desk, sink, taskId, leave }) => {
      const ana = desk.as(desk.ana)
      expect((await ana.post(`/api/tasks/${taskId}/end`, { state })).status).toBe(200)
      await leave()
      expect(sink.received).toHaveLength(left)
      const { messages } = (await ana.get(`/api/tasks/${taskId}`)).body
      expect(messages[0].deliveryState).toBe(delivery)
      if (left === 0) expect(messages[0].failure).toContain('cancelled before this mail left')
    }),
)

test('an expert whom the question has reached is told once that no answer is needed, in the language they were asked in', () =>
  withAskedExpert('mori@law.example', async ({ desk, sink, taskId, leave }) => {
    const ana = desk.as(desk.ana)
    await leave()
    expect((await ana.post(`/api/tasks/${taskId}/end`, { state: 'cancelled' })).status).toBe(200)
    expect((await ana.post(`/api/tasks/${taskId}/end`, { state: 'cancelled' })).status).toBe(409)
    const sender = mailSender(desk)
    for (const { payload } of (await desk.jobs()).filter((one) => one.task === 'send-task-mail'))
      for (const attempt of [1, 2])
        await sendTaskMail(desk, sender)(payload, { attempt, isLastAttempt: false })
    sender.close()
    expect(sink.received).toHaveLength(2)
    const [question, told] = await Promise.all(sink.received.map(({ raw }) => readMail(raw)))
    expect(told).toMatchObject({ subject: 'Re: Liability', inReplyTo: [question?.messageId] })
    expect(told?.text).toContain('do not need an answer to the question below any more')
    expect(told?.text).toContain('Question: Liability')
  }))

test('an expert who has answered is not told that no answer is needed', () =>
  withAskedExpert('mori@law.example', async ({ desk, taskId, leave }) => {
    const ana = desk.as(desk.ana)
    await leave()
    await ana.post(`/api/tasks/${taskId}/messages`, { text: 'By phone: nothing.', isAnswer: true })
    await ana.post(`/api/tasks/${taskId}/end`, { state: 'cancelled' })
    const { messages } = (await ana.get(`/api/tasks/${taskId}`)).body
    expect(messages).toHaveLength(2)
  }))
