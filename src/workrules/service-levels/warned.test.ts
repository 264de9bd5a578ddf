import { expect, test } from 'vitest'
import { keepLevel, longAgo, reckonAll, ringAll } from '#test/clocks.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'

const path = '/api/service-levels'
const told = async (desk: TestDesk) =>
  (await desk.events()).filter((type) => type === 'service_level.warned' || type === 'service_level.breached')
const deadlinesOf = async (desk: TestDesk, id: number) =>
  (await desk.as(desk.ana).get(`/api/conversations/${id}/deadlines`)).body.items
const become = async (desk: TestDesk, id: number, status: string) => {
  await desk.as(desk.ana).put(`/api/conversations/${id}/status`, { status })
  await reckonAll(desk)
  await ringAll(desk)
}

test('a warning may be a share of the time, each target’s own', () =>
  withDesk(async (desk) => {
    const level = await keepLevel(desk, { warnPercent: 75, resolutionMinutes: 600 })
    expect(level).toMatchObject({ warnPercent: 75, warnMinutes: null })
    const id = await desk.receive('jo@example.com', 'Where is it?')
    await longAgo(desk, id, 44)
    await reckonAll(desk)
    await ringAll(desk)
    expect(await told(desk)).toEqual([])
    expect(await deadlinesOf(desk, id)).toMatchObject([{ isNear: false }, { isNear: false }])
    await longAgo(desk, id, 2)
    await become(desk, id, 'open')
    expect(await told(desk)).toEqual(['service_level.warned'])
    const clocks = await deadlinesOf(desk, id)
    const near = clocks.map(({ kind, isNear }: { kind: string; isNear: boolean }) => [kind, isNear])
    expect(Object.fromEntries(near)).toEqual({ first: true, resolution: false })
  }))

test('the share moves with another priority and another policy, and stands while the clock stands', () =>
  withDesk(async (desk) => {
    await keepLevel(desk, {
      name: 'Urgent',
      conditions: { priorities: ['urgent'] },
      firstMinutes: 80,
      warnPercent: 50,
    })
    const usual = await keepLevel(desk, { firstMinutes: 100, warnPercent: 75 })
    const id = await desk.receive('jo@example.com', 'Where is it?')
    await longAgo(desk, id, 45)
    await reckonAll(desk)
    await ringAll(desk)
    expect(await told(desk)).toEqual([])
    await become(desk, id, 'pending_client')
    await desk.as(desk.ana).put(`/api/conversations/${id}/priority`, { priority: 'urgent' })
    await reckonAll(desk)
    await ringAll(desk)
    expect(await told(desk)).toEqual([])
    await become(desk, id, 'open')
    expect(await told(desk)).toEqual(['service_level.warned'])
    await desk.as(desk.ana).put(`/api/conversations/${id}/priority`, { priority: 'normal' })
    await reckonAll(desk)
    expect(await deadlinesOf(desk, id)).toMatchObject([{ serviceLevel: 'Usual', isNear: false }])
    await desk.as(desk.ana).put(`${path}/${usual.id}`, {
      name: 'Usual',
      firstMinutes: 100,
      counts: 'clock',
      warnPercent: 40,
    })
    await reckonAll(desk)
    await ringAll(desk)
    expect(await told(desk)).toEqual(['service_level.warned', 'service_level.warned'])
    expect(await deadlinesOf(desk, id)).toMatchObject([{ isNear: true, isBreached: false }])
  }))

test('a warning is a span or a share and not both, and a share is between 1 and 99', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const wish = { brandId: desk.brandId, name: 'Usual', firstMinutes: 60 }
    const before = await desk.lastEvent()
    const both = await ana.post(path, { ...wish, warnMinutes: 10, warnPercent: 75 })
    expect(both).toMatchObject({ status: 422, body: { code: 'warned_twice', field: 'warnPercent' } })
    for (const warnPercent of [0, 100])
      expect((await ana.post(path, { ...wish, warnPercent })).status).toBe(422)
    expect(await desk.events(before)).toEqual([])
  }))
