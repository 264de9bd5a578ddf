import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
const made = { what: 'Call back about the parcel', dueAt: inHours(4) }

async function replying(desk: TestDesk) {
  const id = await desk.receive('carter@example.com', 'It never arrived.')
  const ana = desk.as(desk.ana)
  const reply = async (promises: Record<string, unknown>, more: Record<string, unknown> = {}) => {
    const { lastEventId } = (await ana.get(`/api/conversations/${id}`)).body
    return ana.post(`/api/conversations/${id}/replies`, {
      text: 'We will call you back.',
      lastSeenEventId: lastEventId,
      promises,
      ...more,
    })
  }
  const open = async () => (await ana.get('/api/promises')).body.items
  return { id, ana, reply, open }
}

test('a reply and its promise are stored together, and it stays our turn', () =>
  withDesk(async (desk) => {
    const { id, ana, reply, open } = await replying(desk)
    const { body: message } = await reply({ made: [made] })
    expect(await open()).toMatchObject([{ messageId: message.id, what: made.what, conversation: { id } }])
    expect((await ana.get(`/api/conversations/${id}`)).body).toMatchObject({
      status: 'open',
      waitingSince: null,
    })
  }))

test('a reply whose promise cannot be is not stored either', () =>
  withDesk(async (desk) => {
    const { reply, open } = await replying(desk)
    const before = await desk.lastEvent()
    expect(await reply({ made: [{ ...made, dueAt: '2020-01-01T00:00:00Z' }] })).toMatchObject({
      status: 422,
      body: { code: 'in_the_past' },
    })
    expect((await reply({ kept: [999_999] })).status).toBe(404)
    expect(await open()).toEqual([])
    expect(await desk.events(before)).toEqual([])
  }))

test('the reply that keeps a promise may end the conversation', () =>
  withDesk(async (desk) => {
    const { id, ana, reply, open } = await replying(desk)
    await reply({ made: [made] })
    const [promise] = await open()
    await reply({ kept: [promise.id] }, { thenStatus: 'resolved' })
    expect(await open()).toEqual([])
    expect((await ana.get(`/api/conversations/${id}`)).body.status).toBe('resolved')
  }))

test('a message in between names a new time, and the promise moves with it', () =>
  withDesk(async (desk) => {
    const { reply, open } = await replying(desk)
    await reply({ made: [made] })
    const [promise] = await open()
    const dueAt = inHours(30)
    await reply({ postponed: [{ id: promise.id, dueAt }] })
    expect(await open()).toMatchObject([{ dueAt, firstDueAt: made.dueAt, postponed: 1 }])
  }))

test('a reply that is taken back has promised nothing and kept nothing', () =>
  withDesk(async (desk) => {
    const { ana, reply, open } = await replying(desk)
    const scheduled = { sendAt: inHours(1) }
    const { body: first } = await reply({ made: [made] }, scheduled)
    await ana.post(`/api/messages/${first.id}/cancel`, {})
    expect(await open()).toEqual([])
    await reply({ made: [made] })
    const [promise] = await open()
    const { body: second } = await reply({ kept: [promise.id] }, scheduled)
    expect(await open()).toEqual([])
    await ana.post(`/api/messages/${second.id}/cancel`, {})
    expect(await open()).toMatchObject([{ id: promise.id, state: 'open' }])
    expect((await ana.get('/api/promises?state=ended')).body.items).toMatchObject([
      { messageId: first.id, state: 'cancelled' },
    ])
  }))

test('a promise goes with its conversation into a merge and out again, and opens what was done', () =>
  withDesk(async (desk) => {
    const { id, ana, reply } = await replying(desk)
    await reply({ made: [made] })
    const other = await desk.receive('carter@example.com', 'Another thing')
    await ana.put(`/api/conversations/${other}/status`, { status: 'resolved' })
    const openIn = async (conversationId: number) =>
      (await ana.get(`/api/promises?conversationId=${conversationId}`)).body.items.length
    await ana.post(`/api/conversations/${other}/merge`, { conversationIds: [id] })
    expect([await openIn(id), await openIn(other)]).toEqual([0, 1])
    expect((await ana.get(`/api/conversations/${other}`)).body.status).toBe('open')
    expect((await ana.put(`/api/conversations/${other}/status`, { status: 'resolved' })).body.code).toBe(
      'promise_open',
    )
    await ana.post(`/api/conversations/${id}/unmerge`, {})
    expect([await openIn(id), await openIn(other)]).toEqual([1, 0])
    expect((await ana.put(`/api/conversations/${other}/status`, { status: 'resolved' })).status).toBe(200)
  }))
