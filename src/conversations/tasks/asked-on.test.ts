import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { tasksOf } from '../../tasks.ts'

afterEach(() => setClock())
const hour = 3_600_000

test('what is asked on after it was reminded is overdue at its time all the same', () =>
  withDesk(async (desk) => {
    const begin = Date.now()
    const at = async (hours: number) => {
      setClock(() => new Date(begin + hours * hour))
      await ring(desk)
    }
    const ana = desk.as(desk.ana)
    const id = await desk.receive('carter@example.com', 'The lid came broken.')
    const wish = {
      to: { staffId: desk.ana.staffId },
      title: 'Is the lid in stock?',
      text: 'Order 1001 needs one.',
      dueAt: new Date(begin + 4 * hour).toISOString(),
    }
    const task = `/api/tasks/${(await ana.post(`/api/conversations/${id}/tasks`, wish)).body.id}`
    await at(3.1)
    await ana.post(`${task}/messages`, { text: 'Perhaps.', isAnswer: true })
    await ana.post(`${task}/messages`, { text: 'How many?', isAnswer: false })
    for (const hours of [3.6, 4.1]) await at(hours)
    const ours = (await desk.events()).filter((type) => /^task\.(reminded|asked_on|overdue)$/.test(type))
    expect(ours).toEqual(['task.reminded', 'task.asked_on', 'task.overdue'])
  }))

/** Does the jobs of tasks that are due, as the worker would. */
async function ring(desk: TestDesk): Promise<void> {
  const { rows } = await desk.db.pool.query(`
    delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
    where t.id = j.task_id and t.identifier = 'watch-task' returning j.payload`)
  for (const { payload } of rows)
    await tasksOf(desk)['watch-task']?.(payload, { attempt: 1, isLastAttempt: false })
}
