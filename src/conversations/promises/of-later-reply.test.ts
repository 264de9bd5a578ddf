import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

async function promised(desk: TestDesk) {
  const ana = desk.as(desk.ana)
  const id = await desk.receive('carter@example.com', 'It never arrived.')
  const reply = async (more: Record<string, unknown>) => {
    const { lastEventId } = (await ana.get(`/api/conversations/${id}`)).body
    return ana.post(`/api/conversations/${id}/replies`, {
      text: 'It is here.',
      lastSeenEventId: lastEventId,
      ...more,
    })
  }
  const wish = { what: 'Write about the parcel', dueAt: inHours(4) }
  const { body } = await ana.post(`/api/conversations/${id}/promises`, wish)
  const promise = async () => (await ana.get(`/api/promises/${body.id}`)).body
  const figures = async () => {
    const days = { from: inHours(-1), to: inHours(24) }
    return (await ana.get(`/api/promises/figures?from=${days.from}&to=${days.to}`)).body.all
  }
  return { id, ana, reply, promise, promiseId: body.id, figures }
}

test('a reply that leaves later keeps its promise when it leaves: in time before its time, late after it', () =>
  withDesk(async (desk) => {
    const { ana, reply, promise, promiseId, figures } = await promised(desk)
    const early = inHours(2)
    const { body: message } = await reply({ sendAt: early, promises: { kept: [promiseId] } })
    expect(await promise()).toMatchObject({ state: 'kept', endedAt: early })
    expect(await figures()).toMatchObject({ keptInTime: 1, keptLate: 0 })
    const late = inHours(9)
    expect((await ana.put(`/api/messages/${message.id}/send-at`, { sendAt: late })).status).toBe(200)
    expect(await promise()).toMatchObject({ state: 'kept', endedAt: late })
    expect(await figures()).toMatchObject({ keptInTime: 0, keptLate: 1 })
    expect((await ana.post(`/api/messages/${message.id}/cancel`)).status).toBe(200)
    expect(await promise()).toMatchObject({ state: 'open', endedAt: null })
  }))

test('nothing is promised for a time at which the customer has not read of it yet', () =>
  withDesk(async (desk) => {
    const { ana, reply } = await promised(desk)
    const before = await desk.lastEvent()
    const made = [{ what: 'Call back', dueAt: inHours(3) }]
    expect(await reply({ sendAt: inHours(5), promises: { made } })).toMatchObject({
      status: 422,
      body: { code: 'due_before_it_leaves', field: 'promises.made.0.dueAt' },
    })
    expect(await desk.events(before)).toEqual([])
    const { body: message } = await reply({ sendAt: inHours(2), promises: { made } })
    expect(await ana.put(`/api/messages/${message.id}/send-at`, { sendAt: inHours(4) })).toMatchObject({
      status: 422,
      body: { code: 'due_before_it_leaves', field: 'sendAt' },
    })
    expect((await ana.get('/api/promises')).body.items).toHaveLength(2)
  }))
