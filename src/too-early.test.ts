import { expect, test } from 'vitest'
import { give, keepLimits } from '#test/authority.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { raised } from '#test/escalation.ts'
import { tasksOf } from './tasks.ts'

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

/** What sets the timer of each task. */
const timers: Record<string, (desk: TestDesk) => Promise<unknown>> = {
  'watch-promise': async (desk) => {
    const id = await desk.receive('carter@example.com', 'Where is my pan?')
    const wish = { what: 'Call back', means: 'call', dueAt: inHours(4) }
    return desk.as(desk.ana).post(`/api/conversations/${id}/promises`, wish)
  },
  'watch-task': async (desk) => {
    const id = await desk.receive('carter@example.com', 'Where is my pan?')
    const wish = { to: { staffId: desk.ana.staffId }, title: 'Lid', text: 'Is it there?', dueAt: inHours(4) }
    return desk.as(desk.ana).post(`/api/conversations/${id}/tasks`, wish)
  },
  'watch-escalation': (desk) => raised(desk),
  'tend-approval': async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    await desk.hire('Sora', 'supervisor', [desk.brandId])
    await keepLimits(desk)
    return give(desk, ben, await desk.receive('carter@example.com', 'It broke.'), { amount: '5000' })
  },
  'wake-conversation': async (desk) => {
    const id = await desk.receive('carter@example.com', 'Where is my pan?')
    return desk.as(desk.ana).put(`/api/conversations/${id}/snooze`, { until: inHours(4) })
  },
  'publish-article': async (desk) => {
    const ana = desk.as(desk.ana)
    const { id } = (await ana.post('/api/articles', { brandId: desk.brandId, sourceLocale: 'en' })).body
    const at = `/api/articles/${id}/texts/en`
    await ana.put(at, { revision: 1, title: 'Care', html: '<p>Wash by hand.</p>', keywords: [] })
    return ana.post(`${at}/publication`, { revision: 2, at: inHours(4) })
  },
}

for (const [task, set] of Object.entries(timers))
  test(`a timer that comes too early is not lost: ${task}`, () =>
    withDesk(async (desk) => {
      await set(desk)
      const [timer] = await timersOf(desk, task)
      expect(timer).toBeDefined()
      await desk.db.pool.query('delete from graphile_worker._private_jobs')
      const before = await desk.lastEvent()
      await tasksOf(desk)[task]?.(timer?.payload, { attempt: 1, isLastAttempt: false })
      expect(await desk.events(before)).toEqual([])
      expect(await timersOf(desk, task)).toEqual([timer])
    }))

async function timersOf(desk: TestDesk, task: string) {
  const { rows } = await desk.db.pool.query(
    `select j.key, j.payload, date_trunc('milliseconds', j.run_at) as at from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = $1`,
    [task],
  )
  return rows
}
