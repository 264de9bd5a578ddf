import { expect, test } from 'vitest'
import { withAskedExpert } from '#test/mail/asked-expert.ts'

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
