import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { withAskedExpert } from '#test/mail/asked-expert.ts'

test('an expert is not written to twice after a crash in the middle of sending: a person decides', () =>
  withAskedExpert('mori@law.example', async ({ desk, sink, taskId, leave }) => {
    await desk.rows((tx) => sql`update task_messages set delivery_state = 'sending'`.execute(tx))
    for (const attempt of [1, 2]) await leave(attempt)
    expect(sink.received).toHaveLength(0)
    const { messages } = (await desk.as(desk.ana).get(`/api/tasks/${taskId}`)).body
    expect(messages[0].deliveryState).toBe('unknown')
    expect((await desk.events()).filter((type) => type === 'task.failed')).toHaveLength(1)
  }))
