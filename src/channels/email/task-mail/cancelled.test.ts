import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { openMailbox } from '#test/mail/mailbox.ts'
import { startSink } from '#test/mail/sink.ts'
import { mailSender } from '../send-mail.ts'
import { sendTaskMail } from './send-task-mail.ts'

test.each([
  ['cancelled', 0, 'failed'],
  ['done', 1, 'sent'],
])(
  'a mail to an expert that could not leave before the question was %s: %i leave then',
  async (state, left, delivery) => {
    const sink = await startSink()
    try {
      await withDesk(async (bare) => {
        const desk = { ...bare, mailRelayUrl: `smtp://127.0.0.1:${sink.port}` }
        await openMailbox(desk, { undo_seconds: 0 })
        const id = await desk.receive('carter@example.com', 'It burnt me.')
        const ana = desk.as(desk.ana)
        const to = { expert: { address: 'mori@law.example' } }
        const wish = { to, title: 'Liability', text: 'What do we owe?' }
        const task = (await ana.post(`/api/conversations/${id}/tasks`, wish)).body
        const job = (await desk.jobs()).find((one) => one.task === 'send-task-mail')
        expect((await ana.post(`/api/tasks/${task.id}/end`, { state })).status).toBe(200)
        const sender = mailSender(desk)
        await sendTaskMail(desk, sender)(job?.payload, { attempt: 1, isLastAttempt: false })
        await sender.close()
        expect(sink.received).toHaveLength(left)
        const { messages } = (await ana.get(`/api/tasks/${task.id}`)).body
        expect(messages[0].deliveryState).toBe(delivery)
        if (left === 0) expect(messages[0].failure).toContain('cancelled before this mail left')
      })
    } finally {
      await sink.stop()
    }
  },
)
