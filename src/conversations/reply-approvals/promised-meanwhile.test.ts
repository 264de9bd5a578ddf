import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'

afterEach(() => setClock())
const hour = 3_600_000

/** A trainee whose reply promises something, and a supervisor who approves it. */
async function promising(desk: TestDesk) {
  const id = await desk.receive('emily@example.com', 'Where is my lid?')
  const person = await desk.hire('Yui', 'agent', [desk.brandId])
  const lead = await desk.hire('Ken', 'supervisor', [desk.brandId])
  const [ana, yui, ken] = [desk.as(desk.ana), desk.as(person), desk.as(lead)]
  await ana.put(`/api/brands/${desk.brandId}/reply-approval-needs`, { staffIds: [person.staffId] })
  const lastSeenEventId = async () => (await ana.get(`/api/conversations/${id}`)).body.lastEventId
  const at = (hours: number) => new Date(Date.now() + hours * hour).toISOString()
  const ask = async (promises: Record<string, unknown>) => {
    const asked = await yui.post(`/api/conversations/${id}/reply-approvals`, {
      ...{ text: 'It is being looked into.', promises },
      lastSeenEventId: await lastSeenEventId(),
    })
    expect([asked.status, asked.body]).toEqual([200, expect.anything()])
    return asked.body
  }
  const approve = async (approval: number, more: Record<string, unknown> = {}) =>
    ken.post(`/api/reply-approvals/${approval}/approve`, {
      lastSeenEventId: await lastSeenEventId(),
      ...more,
    })
  const promises = async (state = 'open') =>
    (await ana.get(`/api/promises?conversationId=${id}&state=${state}`)).body.items
  const open = async () => {
    const { body } = await ana.post(`/api/conversations/${id}/promises`, { what: 'The lid', dueAt: at(30) })
    return body.id
  }
  return { id, person, lead, ana, yui, ken, at, ask, approve, promises, open }
}

test('a time that passed while it waited is told, and approved with a new one, which is what was promised', () =>
  withDesk(async (desk) => {
    const { at, ask, approve, promises, ken } = await promising(desk)
    const { id } = await ask({ made: [{ what: 'A callback', means: 'call', dueAt: at(2) }] })
    const start = Date.now()
    setClock(() => new Date(start + 3 * hour))
    expect((await ken.get(`/api/reply-approvals/${id}`)).body.promises).toEqual([
      { what: 'A callback', dueAt: expect.any(String), isMoved: false, hasPassed: true },
    ])
    const before = await desk.lastEvent()
    expect(await approve(id)).toMatchObject({
      status: 422,
      body: { code: 'promised_time_passed', field: 'dueAts' },
    })
    for (const dueAts of [[at(1)], [], [at(5), at(6)]])
      expect((await approve(id, { dueAts })).status).toBe(422)
    expect(await desk.events(before)).toEqual([])
    const dueAt = at(6)
    expect((await approve(id, { dueAts: [dueAt] })).body).toMatchObject({
      state: 'approved',
      promises: [{ dueAt }],
    })
    expect(await promises()).toMatchObject([{ what: 'A callback', dueAt, owner: { name: 'Yui' } }])
  }))

test('a promise it puts off is shown with its new time, which may have passed as well', () =>
  withDesk(async (desk) => {
    const { at, ask, approve, promises, open } = await promising(desk)
    const promise = await open()
    const { id, promises: shown } = await ask({ postponed: [{ id: promise, dueAt: at(2) }] })
    expect(shown).toMatchObject([{ what: 'The lid', isMoved: true, hasPassed: false }])
    const start = Date.now()
    setClock(() => new Date(start + 3 * hour))
    expect((await approve(id)).body.code).toBe('promised_time_passed')
    const dueAt = at(48)
    expect((await approve(id, { dueAts: [dueAt] })).status).toBe(200)
    expect(await promises()).toMatchObject([{ dueAt }])
  }))

test('a promise that was kept meanwhile by another keeps nothing back', () =>
  withDesk(async (desk) => {
    const { at, ana, ask, approve, promises, open } = await promising(desk)
    const [kept, moved] = [await open(), await open()]
    const { id } = await ask({ kept: [kept], postponed: [{ id: moved, dueAt: at(40) }] })
    for (const one of [kept, moved]) await ana.post(`/api/promises/${one}/end`, { state: 'kept' })
    expect((await approve(id)).body).toMatchObject({ state: 'approved' })
    expect((await promises('ended')).map(({ state }: { state: string }) => state)).toEqual(['kept', 'kept'])
  }))

test('what somebody who has left meanwhile would have kept is for whoever approves it', () =>
  withDesk(async (desk) => {
    const { at, ana, ask, approve, promises, person } = await promising(desk)
    const { id } = await ask({ made: [{ what: 'The lid', dueAt: at(5) }] })
    expect((await ana.post(`/api/staff/${person.staffId}/deactivate`)).status).toBe(200)
    expect((await approve(id)).body).toMatchObject({ state: 'approved' })
    expect(await promises()).toMatchObject([{ what: 'The lid', owner: { name: 'Ken' } }])
  }))
