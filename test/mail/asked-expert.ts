import { sendTaskMail } from '#channels/email/task-mail/send-task-mail.ts'
import { mailSender } from '#channels/email/send-mail.ts'
import { type TestDesk, withDesk } from '../desk.ts'
import { openMailbox } from './mailbox.ts'
import { startSink } from './sink.ts'

type Asked = {
  desk: TestDesk
  sink: Awaited<ReturnType<typeof startSink>>
  conversation: number
  taskId: number
  /** Does what the worker would with the mail to the expert. */
  leave(attempt?: number): Promise<void>
}

/** A desk at which an expert has been asked by mail, before that mail has left; the server that takes it keeps what it gets. */
export async function withAskedExpert(address: string, work: (asked: Asked) => Promise<void>): Promise<void> {
  const sink = await startSink()
  try {
    await withDesk(async (bare) => {
      const desk = { ...bare, mailRelayUrl: `smtp://127.0.0.1:${sink.port}` }
      await openMailbox(desk, { undo_seconds: 0 })
      const conversation = await desk.receive('carter@example.com', 'It burnt me.')
      const wish = { to: { expert: { address } }, title: 'Liability', text: 'What do we owe?' }
      const task = (await desk.as(desk.ana).post(`/api/conversations/${conversation}/tasks`, wish)).body
      const job = (await desk.jobs()).find((one) => one.task === 'send-task-mail')
      const sender = mailSender(desk)
      const send = sendTaskMail(desk, sender)
      const leave = async (attempt = 1) => send(job?.payload, { attempt, isLastAttempt: false })
      await work({ desk, sink, conversation, taskId: task.id, leave }).finally(() => sender.close())
    })
  } finally {
    await sink.stop()
  }
}
