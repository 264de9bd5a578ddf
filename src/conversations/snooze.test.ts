import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { withDesk } from '#test/desk.ts'
import { tasksOf } from '../tasks.ts'

afterEach(() => setClock())
const context = { attempt: 1, isLastAttempt: false }
const hour = 3_600_000

test('a snoozed conversation is hidden until its time, then open again, and its person is told', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const ana = desk.as(desk.ana)
    await ana.put(`/api/conversations/${id}/assignee`, { staffId: ben.staffId })
    await ana.put(`/api/conversations/${id}/status`, { status: 'pending_customer' })
    const until = new Date(Date.now() + hour).toISOString()
    expect((await ana.put(`/api/conversations/${id}/snooze`, { until })).body).toMatchObject({
      isSnoozed: true,
      snoozedUntil: until,
    })
    const [timer] = (await desk.jobs()).filter((job) => job.task === 'wake-conversation')
    const wake = () => tasksOf(desk)['wake-conversation']?.(timer?.payload, context)
    await wake()
    expect((await ana.get(`/api/conversations/${id}`)).body.isSnoozed).toBe(true)
    const before = await desk.lastEvent()
    setClock(() => new Date(Date.now() + 2 * hour))
    await wake()
    await wake()
    expect((await ana.get(`/api/conversations/${id}`)).body).toMatchObject({
      isSnoozed: false,
      status: 'open',
    })
    expect(await desk.events(before)).toEqual(['conversation.woken', 'conversation.status_changed'])
  }))

test('snoozed again the timer moves, and shown again by hand it is gone', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ana = desk.as(desk.ana)
    const timers = async () => (await desk.jobs()).filter((job) => job.task === 'wake-conversation').length
    for (const hours of [1, 2])
      await ana.put(`/api/conversations/${id}/snooze`, {
        until: new Date(Date.now() + hours * hour).toISOString(),
      })
    expect(await timers()).toBe(1)
    expect((await ana.delete(`/api/conversations/${id}/snooze`)).body.isSnoozed).toBe(false)
    expect(await timers()).toBe(0)
    expect(await ana.put(`/api/conversations/${id}/snooze`, { until: '2020-01-01T00:00:00Z' })).toMatchObject(
      { status: 422, body: { code: 'in_the_past', field: 'until' } },
    )
  }))

test('until the customer writes is shown as snoozed without a time', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ana = desk.as(desk.ana)
    expect(
      (await ana.put(`/api/conversations/${id}/snooze`, { until: null, wakesOnReply: false })).body,
    ).toMatchObject({
      isSnoozed: true,
      snoozedUntil: null,
      wakesOnReply: true,
    })
    expect((await ana.get('/api/conversations?view=snoozed')).body.items).toHaveLength(1)
    expect((await ana.get('/api/conversations?view=open')).body.items).toHaveLength(0)
  }))
