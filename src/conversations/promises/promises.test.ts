import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { tasksOf } from '../../tasks.ts'

afterEach(() => setClock())
const hour = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * hour).toISOString()
const wish = (more: Record<string, unknown> = {}) => ({
  what: 'Call back about the parcel',
  dueAt: inHours(4),
  ...more,
})

async function opened(desk: TestDesk) {
  const id = await desk.receive('carter@example.com', 'It never arrived.')
  const ana = desk.as(desk.ana)
  const promise = (more?: Record<string, unknown>) =>
    ana.post(`/api/conversations/${id}/promises`, wish(more))
  const status = (to: string) => ana.put(`/api/conversations/${id}/status`, { status: to })
  return { id, ana, promise, status }
}

test('a promise given on the phone is kept in the list until it is kept, and shows whose and by when', () =>
  withDesk(async (desk) => {
    const { id, ana, promise } = await opened(desk)
    const before = await desk.lastEvent()
    const { status, body } = await promise({ means: 'call' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      conversation: { id },
      what: 'Call back about the parcel',
      means: 'call',
      owner: { name: 'Ana' },
      state: 'open',
      isOverdue: false,
      postponed: 0,
    })
    expect((await ana.get('/api/promises?owner=me')).body.items).toHaveLength(1)
    const { body: kept } = await ana.post(`/api/promises/${body.id}/end`, {
      state: 'kept',
      outcome: 'Spoke to her.',
    })
    expect(kept).toMatchObject({ state: 'kept', outcome: 'Spoke to her.', endedBy: { name: 'Ana' } })
    expect((await ana.get('/api/promises')).body.items).toEqual([])
    expect((await ana.get('/api/promises?state=ended')).body.items).toMatchObject([{ id: body.id }])
    expect(await desk.events(before)).toEqual(['promise.made', 'promise.kept'])
    expect(await ana.post(`/api/promises/${body.id}/end`, { state: 'broken', outcome: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'promise_ended' },
    })
  }))

test('a conversation does not close over an open promise, whoever tries and however', () =>
  withDesk(async (desk) => {
    const { id, ana, promise, status } = await opened(desk)
    const { body: made } = await promise()
    const before = await desk.lastEvent()
    for (const to of ['resolved', 'closed', 'no_reply_needed'])
      expect(await status(to)).toMatchObject({ status: 409, body: { code: 'promise_open', openPromises: 1 } })
    const { lastEventId } = (await ana.get(`/api/conversations/${id}`)).body
    const answer = { text: 'All is well.', lastSeenEventId: lastEventId, thenStatus: 'resolved' }
    expect((await ana.post(`/api/conversations/${id}/replies`, answer)).body.code).toBe('promise_open')
    expect(await desk.events(before)).toEqual([])
    await ana.post(`/api/promises/${made.id}/end`, { state: 'broken', outcome: 'Could not reach her.' })
    expect((await status('resolved')).body.status).toBe('resolved')
  }))

test('a broken promise says why, and nothing is recorded of one that does not', () =>
  withDesk(async (desk) => {
    const { ana, promise } = await opened(desk)
    const { body: made } = await promise()
    const before = await desk.lastEvent()
    expect(await ana.post(`/api/promises/${made.id}/end`, { state: 'broken' })).toMatchObject({
      status: 422,
      body: { code: 'reason_missing', field: 'outcome' },
    })
    expect(await desk.events(before)).toEqual([])
  }))

test('whoever keeps it is reminded before and told after its time, each once, and a moved time moves both', () =>
  withDesk(async (desk) => {
    const { ana, promise } = await opened(desk)
    const { body: made } = await promise()
    const watch = async () => {
      const [timer] = (await desk.jobs()).filter((job) => job.task === 'watch-promise')
      await tasksOf(desk)['watch-promise']?.(timer?.payload, { attempt: 1, isLastAttempt: false })
    }
    const at = async (hours: number) => {
      const moment = new Date(Date.now() + hours * hour)
      setClock(() => moment)
      await watch()
      await watch()
    }
    const before = await desk.lastEvent()
    await at(1)
    expect(await desk.events(before)).toEqual([])
    await at(3.75)
    expect(await desk.events(before)).toEqual(['promise.reminded'])
    await ana.patch(`/api/promises/${made.id}`, { dueAt: inHours(8) })
    await at(4.5)
    await at(7.75)
    await at(8.5)
    expect(await desk.events(before)).toEqual([
      'promise.reminded',
      'promise.postponed',
      'promise.reminded',
      'promise.overdue',
    ])
    expect((await ana.get('/api/promises?state=overdue')).body.items).toMatchObject([
      { id: made.id, isOverdue: true, postponed: 1 },
    ])
  }))

test('somebody else can keep it, if they may write to this brand’s customers', () =>
  withDesk(async (desk) => {
    const { ana, promise } = await opened(desk)
    const { body: made } = await promise()
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const [reader, stranger] = [
      await desk.hire('Rei', 'read_only', [desk.brandId]),
      await desk.hire('Omar', 'agent'),
    ]
    const before = await desk.lastEvent()
    for (const { staffId } of [reader, stranger])
      expect(await ana.patch(`/api/promises/${made.id}`, { ownerId: staffId })).toMatchObject({
        status: 422,
        body: { code: 'staff_unknown', field: 'ownerId' },
      })
    expect(await desk.events(before)).toEqual([])
    expect((await ana.patch(`/api/promises/${made.id}`, { ownerId: ben.staffId })).body.owner.name).toBe(
      'Ben',
    )
    expect((await desk.as(ben).get('/api/promises?owner=me')).body.items).toHaveLength(1)
  }))

test('what somebody who left had promised is nobody’s until it is taken over', () =>
  withDesk(async (desk) => {
    const { ana, promise } = await opened(desk)
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const { body: made } = await promise({ ownerId: ben.staffId })
    await ana.post(`/api/staff/${ben.staffId}/deactivate`)
    const [job] = (await desk.jobs()).filter(({ task }) => task === 'hand-over')
    for (const _ of [1, 2])
      await tasksOf(desk)['hand-over']?.(job?.payload, { attempt: 1, isLastAttempt: false })
    expect((await ana.get('/api/promises?owner=none')).body.items).toMatchObject([
      { id: made.id, owner: null },
    ])
    expect((await ana.patch(`/api/promises/${made.id}`, { ownerId: desk.ana.staffId })).body.owner.name).toBe(
      'Ana',
    )
  }))

test('a time that is over or a year away is refused, and so is a promise in another brand', () =>
  withDesk(async (desk) => {
    const { id, ana, promise } = await opened(desk)
    const { body: made } = await promise()
    const before = await desk.lastEvent()
    for (const [dueAt, code] of [
      ['2020-01-01T00:00:00Z', 'in_the_past'],
      [inHours(24 * 400), 'too_far'],
    ] as const)
      expect(await promise({ dueAt })).toMatchObject({ status: 422, body: { code, field: 'dueAt' } })
    expect((await promise({ what: '  ' })).status).toBe(422)
    const outsider = desk.as(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    for (const answer of [
      await outsider.get(`/api/promises/${made.id}`),
      await outsider.patch(`/api/promises/${made.id}`, { what: 'x' }),
      await outsider.post(`/api/promises/${made.id}/end`, { state: 'kept' }),
      await outsider.post(`/api/conversations/${id}/promises`, wish()),
      await outsider.get(`/api/conversations/${id}/promise-times`),
      await outsider.post(`/api/conversations/${id}/promises/found`, { text: 'x' }),
    ])
      expect(answer.status).toBe(404)
    expect((await outsider.get('/api/promises')).body.items).toEqual([])
    expect((await ana.get('/api/promises/999999')).status).toBe(404)
    expect(await desk.events(before)).toEqual([])
  }))

test('the figures tell who kept what in time, and those taken back count for nothing', () =>
  withDesk(async (desk) => {
    const { ana, promise } = await opened(desk)
    const [inTime, late, broken, taken] = [
      (await promise()).body.id,
      (await promise({ dueAt: inHours(1) })).body.id,
      (await promise()).body.id,
      (await promise()).body.id,
    ]
    await promise()
    const end = (id: number, state: string) =>
      ana.post(`/api/promises/${id}/end`, { state, outcome: 'So it was.' })
    await end(inTime, 'kept')
    await end(broken, 'broken')
    await end(taken, 'cancelled')
    setClock(() => new Date(Date.now() + 2 * hour))
    await end(late, 'kept')
    setClock()
    const span = `from=${inHours(-1)}&to=${inHours(1)}`
    const counts = { made: 4, keptInTime: 1, keptLate: 1, broken: 1, open: 1, overdue: 0 }
    expect((await ana.get(`/api/promises/figures?${span}`)).body).toEqual({
      all: counts,
      byPerson: [{ ...counts, staff: { id: desk.ana.staffId, name: 'Ana' } }],
      byReason: [{ ...counts, reasonId: null }],
    })
    const agent = desk.as(await desk.hire('Ben', 'agent', [desk.brandId]))
    expect((await agent.get(`/api/promises/figures?${span}`)).status).toBe(403)
  }))
