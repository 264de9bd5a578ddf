import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { openMailbox } from '#test/mail/mailbox.ts'
import { startSink } from '#test/mail/sink.ts'
import { mailSender } from '../send-mail.ts'
import { sendTaskMail } from './send-task-mail.ts'

test('an expert is not written to twice after a crash in the middle of sending: a person decides', async () => {
  const sink = await startSink()
  try {
    await withDesk(async (bare) => {
      const desk = { ...bare, mailRelayUrl: `smtp://127.0.0.1:${sink.port}` }
      await openMailbox(desk, { undo_seconds: 0 })
      const id = await desk.receive('carter@example.com', 'It burnt me.')
      const to = { expert: { address: 'mori@law.example' } }
      const wish = { to, title: 'Liability', text: 'What do we owe?' }
      const task = (await desk.as(desk.ana).post(`/api/conversations/${id}/tasks`, wish)).body
      const job = (await desk.jobs()).find((one) => one.task === 'send-task-mail')
      await desk.rows((tx) => sql`update task_messages set delivery_state = 'sending'`.execute(tx))
      const sender = mailSender(desk)
      const send = sendTaskMail(desk, sender)
      for (const attempt of [1, 2]) await send(job?.payload, { attempt, isLastAttempt: false })
      expect(sink.received).toHaveLength(0)
      const { messages } = (await desk.as(desk.ana).get(`/api/tasks/${task.id}`)).body
      expect(messages[0].deliveryState).toBe('unknown')
      expect((await desk.events()).filter((type) => type === 'task.failed')).toHaveLength(1)
      await sender.close()
    })
  } finally {
    await sink.stop()
  }
})
