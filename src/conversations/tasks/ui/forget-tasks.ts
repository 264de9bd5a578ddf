import type { QueryClient } from '@tanstack/react-query'
import { forget } from '#agent/ask.ts'
import { aboutConversation } from '#agent/live.ts'
import type { Task } from '../contract.ts'

/** What shows tasks, after one has changed. */
export function forgetTasks(client: QueryClient, task: Pick<Task, 'conversation'>): void {
  forget(client, ['GET /api/tasks', 'GET /api/tasks/{id}', 'GET /api/tasks/count'])
  if (task.conversation) forget(client, aboutConversation(task.conversation.id))
}
