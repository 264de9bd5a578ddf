import { expect, test } from 'vitest'
import { keepLevel, longAgo, reckonAll, ringAll } from '#test/clocks.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { keepHours } from '#test/hours.ts'

const path = '/api/service-levels'
const deadlinesOf = async (desk: TestDesk, id: number, headers = {}) =>
  (await desk.as(desk.ana).get(`/api/conversations/${id}/deadlines`, undefined, headers)).body.items
const told = async (desk: TestDesk) =>
  (await desk.events()).filter((type) => type === 'service_level.warned' || type === 'service_level.breached')
const minutesUntil = (time: string) => Math.round((Date.parse(time) - Date.now()) / 60_000)
const answer = async (desk: TestDesk, id: number) => {
  const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}`)
  const wish = { text: 'Here you are.', lastSeenEventId: body.lastEventId }
  const said = await desk.as(desk.ana).post(`/api/conversations/${id}/replies`, wish)
  expect(said.status).toBe(200)
  return said.body
}

test('a service level is made, changed, put in order and deleted, each with its event', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const before = await desk.lastEvent()
    const usual = await keepLevel(desk)
    const urgent = await keepLevel(desk, { name: 'Urgent', conditions: { priorities: ['urgent'] } })
    const names = async () => (await ana.get(path)).body.items.map((one: { name: string }) => one.name)
    expect(await names()).toEqual(['Usual', 'Urgent'])
    expect((await ana.put(`${path}/${urgent.id}/place`, { beforeId: usual.id })).status).toBe(200)
    expect(await names()).toEqual(['Urgent', 'Usual'])
    const changed = await ana.put(`${path}/${usual.id}`, { name: 'Normal', resolutionMinutes: 600 })
    expect(changed.body).toMatchObject({ name: 'Normal', firstMinutes: null, resolutionMinutes: 600 })
    expect((await ana.delete(`${path}/${urgent.id}`)).status).toBe(200)
    expect(await names()).toEqual(['Normal'])
    expect(await desk.events(before)).toEqual([
      'service_level.created',
      'service_level.created',
      'service_level.changed',
      'service_level.changed',
      'service_level.deleted',
    ])
  }))

test('an agent reads service levels and changes none; another brand’s are not there; what cannot be is refused', () =>
  withDesk(async (desk) => {
    const { id, brandId, position: _, ...wish } = await keepLevel(desk)
    const conversation = await desk.receive('jo@example.com', 'Hello')
    const ben = desk.as(await desk.hire('Ben', 'agent', [desk.brandId]))
    const omar = desk.as(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    const before = await desk.lastEvent()
    expect((await ben.get(path)).body.items).toHaveLength(1)
    expect((await ben.post(path, { ...wish, brandId })).status).toBe(403)
    expect((await ben.put(`${path}/${id}`, wish)).status).toBe(403)
    expect((await ben.put(`${path}/${id}/place`, { beforeId: null })).status).toBe(403)
    expect((await ben.delete(`${path}/${id}`)).status).toBe(403)
    expect((await ben.get(`/api/conversations/${conversation}/deadlines`)).status).toBe(200)
    expect((await omar.get(path)).body.items).toEqual([])
    expect((await omar.post(path, { ...wish, brandId })).status).toBe(404)
    expect((await omar.put(`${path}/${id}`, wish)).status).toBe(404)
    expect((await omar.put(`${path}/${id}/place`, { beforeId: null })).status).toBe(404)
    expect((await omar.delete(`${path}/${id}`)).status).toBe(404)
    expect((await omar.get(`/api/conversations/${conversation}/deadlines`)).status).toBe(404)
    const ana = desk.as(desk.ana)
    expect(await ana.put(`${path}/${id}`, { name: 'x' })).toMatchObject({
      status: 422,
      body: { code: 'no_target' },
    })
    expect(await ana.put(`${path}/${id}`, { ...wish, warnMinutes: 60 })).toMatchObject({
      status: 422,
      body: { code: 'warned_too_early', field: 'warnMinutes' },
    })
    expect(await desk.events(before)).toEqual([])
  }))

test('a question has its clock, said in words in both languages and shown in lists; an answer ends it', () =>
  withDesk(async (desk) => {
    await keepLevel(desk)
    const id = await desk.receive('jo@example.com', 'Where is it?')
    await reckonAll(desk)
    const [clock] = await deadlinesOf(desk, id)
    expect(clock).toMatchObject({ kind: 'first', serviceLevel: 'Usual', isBreached: false, endedAt: null })
    expect(minutesUntil(clock.dueAt)).toBe(60)
    expect(clock.text).toMatch(/^First reply: (59 m|1 h) left, due (today|tomorrow) \d?\d:\d\d in Tokyo\.$/)
    const items = async (query: string) =>
      (await desk.as(desk.ana).get(`/api/conversations?${query}`)).body.items
    expect((await items('sort=due_soonest')).map((one: { id: number }) => one.id)).toEqual([id])
    expect((await items('view=open'))[0].nextDueAt).toBe(clock.dueAt)
    expect(await items('view=overdue')).toEqual([])
    await answer(desk, id)
    await reckonAll(desk)
    expect(await deadlinesOf(desk, id)).toMatchObject([
      { kind: 'first', isBreached: false, text: 'First reply: done in time.' },
    ])
    expect(await items('sort=due_soonest')).toEqual([])
  }))

test('an answer that is taken back is none, and one of the desk itself never was', () =>
  withDesk(async (desk) => {
    await keepLevel(desk)
    const mailbox = await desk
      .as(desk.ana)
      .post('/api/mailboxes', { brandId: desk.brandId, address: 'a@hinoki.test', receivesBy: 'smtp' })
    const mail = {
      mailboxId: mailbox.body.id,
      mailId: null,
      to: [],
      cc: [],
      authentication: null,
      rawFile: null,
      details: {},
    }
    const id = await desk.receive('jo@example.com', 'Where is it?', { channel: 'email', mail })
    const reply = await answer(desk, id)
    await reckonAll(desk)
    expect((await deadlinesOf(desk, id))[0].endedAt).not.toBeNull()
    expect((await desk.as(desk.ana).post(`/api/messages/${reply.id}/cancel`)).status).toBe(200)
    await reckonAll(desk)
    expect((await deadlinesOf(desk, id))[0].endedAt).toBeNull()
  }))

test('what is past its time is told of once, however many look and however often, and to whom it is given', () =>
  withDesk(async (desk) => {
    await keepLevel(desk, { warnMinutes: 10 })
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const id = await desk.receive('jo@example.com', 'Where is it?')
    await desk.as(desk.ana).put(`/api/conversations/${id}/assignee`, { staffId: ben.staffId })
    await longAgo(desk, id, 52)
    await reckonAll(desk)
    expect((await desk.jobs()).map((job) => job.task)).toContain('ring-alarms')
    await ringAll(desk, 3)
    expect(await told(desk)).toEqual(['service_level.warned'])
    await longAgo(desk, id, 10)
    await desk.as(desk.ana).put(`/api/conversations/${id}/priority`, { priority: 'high' })
    await reckonAll(desk)
    await ringAll(desk, 3)
    await ringAll(desk, 2)
    expect(await told(desk)).toEqual(['service_level.warned', 'service_level.breached'])
    const notices = (await desk.as(ben).get('/api/notices')).body.items.map(
      (one: { kind: string }) => one.kind,
    )
    expect(notices).toEqual(expect.arrayContaining(['deadline_near', 'deadline_missed']))
    expect(await deadlinesOf(desk, id)).toMatchObject([{ isBreached: true, endedAt: null }])
    expect((await deadlinesOf(desk, id))[0].text).toMatch(/^First reply: overdue by \d m; was due/)
    const overdue = (await desk.as(desk.ana).get('/api/conversations?view=overdue')).body.items
    expect(overdue.map((one: { id: number }) => one.id)).toEqual([id])
    await answer(desk, id)
    await reckonAll(desk)
    expect((await deadlinesOf(desk, id))[0].text).toBe('First reply: done, past its time.')
  }))

test('what was answered too late before anybody was told is told of still', () =>
  withDesk(async (desk) => {
    await keepLevel(desk)
    const id = await desk.receive('jo@example.com', 'Where is it?')
    await longAgo(desk, id, 90)
    await answer(desk, id)
    await reckonAll(desk)
    await ringAll(desk)
    expect(await told(desk)).toEqual(['service_level.breached'])
  }))

test('another priority, another level: the clock is reckoned anew from its beginning, and a new deadline is told of anew', () =>
  withDesk(async (desk) => {
    await keepLevel(desk, { name: 'Urgent', conditions: { priorities: ['urgent'] }, firstMinutes: 30 })
    const usual = await keepLevel(desk, { firstMinutes: 120 })
    const id = await desk.receive('jo@example.com', 'Where is it?')
    await longAgo(desk, id, 40)
    await reckonAll(desk)
    expect((await deadlinesOf(desk, id))[0]).toMatchObject({ serviceLevel: 'Usual', isBreached: false })
    const prioritise = async (priority: string) => {
      await desk.as(desk.ana).put(`/api/conversations/${id}/priority`, { priority })
      await reckonAll(desk)
    }
    await prioritise('urgent')
    expect((await deadlinesOf(desk, id))[0]).toMatchObject({ serviceLevel: 'Urgent', isBreached: true })
    await ringAll(desk)
    await prioritise('normal')
    expect((await deadlinesOf(desk, id))[0]).toMatchObject({ serviceLevel: 'Usual', isBreached: false })
    await desk.as(desk.ana).put(`${path}/${usual.id}`, { name: 'Usual', firstMinutes: 20, counts: 'clock' })
    await reckonAll(desk)
    await ringAll(desk)
    expect(await told(desk)).toEqual(['service_level.breached', 'service_level.breached'])
    await desk.as(desk.ana).delete(`${path}/${usual.id}`)
    await reckonAll(desk)
    expect(await deadlinesOf(desk, id)).toEqual([])
  }))

test('while the client is asked the clock stands, and says so; it goes on with what was left', () =>
  withDesk(async (desk) => {
    await keepLevel(desk)
    const id = await desk.receive('jo@example.com', 'Where is it?')
    await longAgo(desk, id, 10)
    await desk.as(desk.ana).put(`/api/conversations/${id}/status`, { status: 'pending_client' })
    await reckonAll(desk)
    const [clock] = await deadlinesOf(desk, id)
    expect(clock).toMatchObject({ dueAt: null, pausedFor: 'pending_client', minutesLeft: 49 })
    expect(clock.text).toMatch(
      /^First reply: paused 0 m, waiting for the client; 49 m left\. If it goes on now, due/,
    )
    expect((await desk.as(desk.ana).get('/api/conversations?sort=due_soonest')).body.items).toEqual([])
    await desk.as(desk.ana).put(`/api/conversations/${id}/status`, { status: 'open' })
    await reckonAll(desk)
    expect(minutesUntil((await deadlinesOf(desk, id))[0].dueAt)).toBe(50)
  }))

test('merged away it has no clock of its own; the kept one counts from the first question of both', () =>
  withDesk(async (desk) => {
    await keepLevel(desk)
    const first = await desk.receive('jo@example.com', 'Where is it?')
    await longAgo(desk, first, 30)
    const second = await desk.receive('jo@example.com', 'And the other?')
    await reckonAll(desk)
    const merged = await desk
      .as(desk.ana)
      .post(`/api/conversations/${second}/merge`, { conversationIds: [first] })
    expect(merged.status).toBe(200)
    await reckonAll(desk)
    expect(await deadlinesOf(desk, first)).toEqual([])
    expect(minutesUntil((await deadlinesOf(desk, second))[0].dueAt)).toBe(30)
  }))

test('a calendar that changes moves the deadlines that run', () =>
  withDesk(async (desk) => {
    await keepLevel(desk, { counts: 'business', firstMinutes: 30 })
    const id = await desk.receive('jo@example.com', 'Where is it?')
    await reckonAll(desk)
    const before = (await deadlinesOf(desk, id))[0].dueAt
    const far = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
    await keepHours(desk, [], { openings: [{ date: far, intervals: [['10:00', '18:00']] }] })
    await reckonAll(desk)
    const after = (await deadlinesOf(desk, id))[0].dueAt
    expect(minutesUntil(before)).toBe(30)
    expect(after).toBe(`${far}T01:30:00.000Z`)
  }))

test('spam and what machines send are nobody’s duty', () =>
  withDesk(async (desk) => {
    await keepLevel(desk)
    const machine = await desk.receive('bot@example.com', 'Out of office', { kind: 'auto_reply' })
    const spam = await desk.receive('jo@example.com', 'Buy this')
    await desk.as(desk.ana).put(`/api/conversations/${spam}/status`, { status: 'spam' })
    await reckonAll(desk)
    expect(await deadlinesOf(desk, machine)).toEqual([])
    expect(
      (await deadlinesOf(desk, spam)).every((one: { endedAt: string | null }) => one.endedAt !== null),
    ).toBe(true)
  }))
