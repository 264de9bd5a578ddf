import { sendOut } from '#channels/outgoing.ts'
import { senders } from '#channels/index.ts'
import type { Task, Tasks } from '#platform/jobs.ts'
import type { Desk } from './desk.ts'

/** Every kind of job this desk knows how to do. */
export function tasksOf(desk: Desk): Tasks {
  const sendingBy = senders(desk)
  const sendMessage: Task = (payload, context) =>
    sendOut(desk.db, sendingBy, payload as { brandId: number; messageId: number }, context)
  return { 'send-message': sendMessage }
}
