import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { withDesk } from '#test/desk.ts'
import { follow, levelled, raised, told, watch } from '#test/escalation.ts'
import { tasksOf } from '../../tasks.ts'

afterEach(() => setClock())
const minute = 60_000
const context = { attempt: 1, isLastAttempt: false }

const at = (minutes: number) => {
  const moment = new Date(Date.now() + minutes * minute)
  setClock(() => moment)
}
test('a conversation goes to the next level with a card, and whoever takes it over has it, with the customer told', () =>
  withDesk(async (desk) => {
    const before = await desk.lastEvent()
    const { cast, id, ben, escalation } = await raised(desk, { suggestion: 'Send a new one by express.' })
    expect(escalation).toMatchObject({
      state: 'waiting',
      level: { nameEn: 'supervisor' },
      reason: { nameEn: 'Asks for a manager' },
      asked: [{ name: 'Sue', isAway: false }],
      card: {
        quote: 'This is unacceptable.',
        temperature: 'angry',
        suggestion: 'Send a new one by express.',
      },
      may: { accept: false, sendBack: false, goUp: false, end: false },
    })
    expect((await ben.get(`/api/conversations/${id}`)).body.escalation).toBe('waiting')
    await follow(desk)
    const sue = desk.as(cast.sue)
    expect((await sue.get('/api/notices')).body.items).toMatchObject([{ kind: 'escalated' }])
    expect((await sue.get('/api/escalations?mine=me')).body.items).toMatchObject([{ id: escalation.id }])
    const { body } = await sue.post(`/api/escalations/${escalation.id}/accept`)
    expect(body).toMatchObject({ state: 'accepted', holder: { name: 'Sue' }, toldBy: expect.any(String) })
    expect((await ben.get(`/api/conversations/${id}`)).body).toMatchObject({
      escalation: 'accepted',
      assignee: { name: 'Sue' },
      openPromises: 1,
    })
    const [first, second] = await told(desk, id)
    expect(first).toContain('handed it to our supervisor')
    expect(first).not.toContain('Sue')
    expect(second).toContain('Sue (supervisor)')
    expect(await desk.events(before)).toEqual(
      expect.arrayContaining(['escalation.raised', 'escalation.accepted', 'promise.made']),
    )
    await follow(desk)
    expect((await ben.get('/api/notices')).body.items).toMatchObject([{ kind: 'escalation_taken' }])
    expect(await sue.post(`/api/escalations/${escalation.id}/accept`)).toMatchObject({
      status: 409,
      body: { code: 'escalation_taken' },
    })
  }))

test('the desk fills in the card: the most telling words, how heated they are, what was tried and promised', () =>
  withDesk(async (desk) => {
    const { cast } = await levelled(desk)
    const id = await desk.receive('carter@example.com', 'Where is my pan?')
    const ben = desk.as(cast.ben)
    const { lastEventId } = (await ben.get(`/api/conversations/${id}`)).body
    await ben.post(`/api/conversations/${id}/replies`, {
      text: 'We look into it.',
      lastSeenEventId: lastEventId,
    })
    await ben.post(`/api/conversations/${id}/promises`, {
      what: 'Ask the carrier',
      dueAt: new Date(Date.now() + 60 * minute).toISOString(),
    })
    await desk.receive('carter@example.com', 'Still nothing. I will call my lawyer. Thank you.', {}, id)
    const { body } = await ben.get(`/api/conversations/${id}/hand-over-card`)
    expect(body).toMatchObject({
      levelId: body.levels[1].id,
      card: {
        temperature: 'threatening',
        quote: 'Still nothing. I will call my lawyer.',
        tried: [{ kind: 'reply', who: 'Ben', text: 'We look into it.' }],
        promised: [{ what: 'Ask the carrier', state: 'open', owner: 'Ben' }],
      },
      wait: { minutes: 0 },
    })
    expect(body.notice).toContain('handed it to our supervisor')
  }))

test('what nobody takes over in time is told, goes to the deputy, then to the level above', () =>
  withDesk(async (desk) => {
    const { cast, id, escalation } = await raised(desk)
    const before = await desk.lastEvent()
    at(29)
    await watch(desk)
    expect(await desk.events(before)).toEqual([])
    at(31)
    await watch(desk)
    await watch(desk)
    const deb = desk.as(cast.deb)
    expect((await deb.get(`/api/escalations/${escalation.id}`)).body).toMatchObject({
      isLate: true,
      deputy: { name: 'Deb' },
      may: { accept: true },
    })
    await follow(desk)
    expect((await deb.get('/api/notices')).body.items).toMatchObject([{ kind: 'escalation_late' }])
    expect((await desk.as(cast.max).get('/api/notices')).body.items).toMatchObject([
      { kind: 'escalation_late' },
    ])
    at(62)
    await watch(desk)
    const max = desk.as(cast.max)
    const { body } = await max.get(`/api/escalations/${escalation.id}`)
    expect(body).toMatchObject({
      state: 'waiting',
      level: { nameEn: 'manager' },
      isLate: false,
      deputy: null,
    })
    expect((await told(desk, id)).at(-1)).toContain('handed it to our manager')
    at(93)
    await watch(desk)
    await watch(desk)
    expect(await desk.events(before)).toEqual([
      'escalation.late',
      'escalation.late',
      'message.replied',
      'escalation.went_up',
      'escalation.late',
    ])
    expect((await max.post(`/api/escalations/${escalation.id}/accept`)).body.holder.name).toBe('Max')
  }))

test('with everybody away it goes to the deputy at once, and without one to the level above', () =>
  withDesk(async (desk) => {
    const { cast, settings } = await levelled(desk)
    const escalate = async () => {
      const id = await desk.receive(`c${Math.random()}@example.com`, 'Hello?')
      const wish = { reasonId: settings.reasons[0].id, temperature: 'calm' }
      return (await desk.as(cast.ben).post(`/api/conversations/${id}/escalations`, wish)).body
    }
    await desk.as(cast.sue).put('/api/me/away', { isAway: true })
    expect(await escalate()).toMatchObject({ level: { nameEn: 'supervisor' }, deputy: { name: 'Deb' } })
    await desk.as(cast.deb).put('/api/me/away', { isAway: true })
    expect(await escalate()).toMatchObject({ level: { nameEn: 'manager' } })
    await desk.as(desk.ana).post(`/api/staff/${cast.max.staffId}/deactivate`)
    expect(await escalate()).toMatchObject({ level: { nameEn: 'supervisor' }, deputy: null })
  }))

test('when whoever took it over leaves, it waits again, and is lost to nobody', () =>
  withDesk(async (desk) => {
    const { cast, escalation } = await raised(desk)
    await desk.as(cast.sue).post(`/api/escalations/${escalation.id}/accept`)
    await follow(desk)
    await desk.as(desk.ana).post(`/api/staff/${cast.sue.staffId}/deactivate`)
    const [job] = (await desk.jobs()).filter(({ task }) => task === 'hand-over')
    await tasksOf(desk)['hand-over']?.(job?.payload, context)
    await follow(desk)
    expect((await desk.as(cast.deb).get(`/api/escalations/${escalation.id}`)).body).toMatchObject({
      state: 'waiting',
      holder: null,
      deputy: { name: 'Deb' },
    })
    expect((await desk.jobs()).filter(({ task }) => task === 'watch-escalation')).toHaveLength(1)
  }))

test('it goes back down with a reason, and up another level with a new version of the card', () =>
  withDesk(async (desk) => {
    const { cast, id, ben, escalation } = await raised(desk)
    const sue = desk.as(cast.sue)
    await sue.post(`/api/escalations/${escalation.id}/accept`)
    const up = { words: 'Wants 300 dollars.', temperature: 'threatening', suggestion: 'Grant it.' }
    const { body } = await sue.post(`/api/escalations/${escalation.id}/up`, up)
    expect(body).toMatchObject({ level: { nameEn: 'manager' }, state: 'waiting', temperature: 'threatening' })
    expect(body.versions.map((one: { version: number }) => one.version)).toEqual([2, 1])
    const max = desk.as(cast.max)
    expect(await max.post(`/api/escalations/${escalation.id}/up`, up)).toMatchObject({
      status: 409,
      body: { code: 'top_level' },
    })
    expect(await max.post(`/api/escalations/${escalation.id}/send-back`, { why: ' ' })).toMatchObject({
      status: 422,
      body: { field: 'why' },
    })
    const back = { why: 'You may decide this yourself.' }
    expect((await max.post(`/api/escalations/${escalation.id}/send-back`, back)).body).toMatchObject({
      state: 'waiting',
      level: { nameEn: 'supervisor' },
    })
    expect((await sue.post(`/api/escalations/${escalation.id}/send-back`, back)).body).toMatchObject({
      state: 'sent_back',
      outcome: back.why,
    })
    expect((await ben.get(`/api/conversations/${id}`)).body).toMatchObject({
      escalation: null,
      assignee: { name: 'Ben' },
    })
  }))

test('it is over when its conversation is, and is said to be settled by hand', () =>
  withDesk(async (desk) => {
    const { ben, id, escalation } = await raised(desk)
    await ben.put(`/api/conversations/${id}/status`, { status: 'resolved' })
    await follow(desk)
    expect((await ben.get(`/api/escalations/${escalation.id}`)).body.state).toBe('ended')
    expect(await ben.post(`/api/escalations/${escalation.id}/end`)).toMatchObject({
      status: 409,
      body: { code: 'escalation_over' },
    })
    expect((await ben.get('/api/escalations?state=ended')).body.items).toHaveLength(1)
  }))

test('merged into another conversation, it goes along', () =>
  withDesk(async (desk) => {
    const { ben, id, escalation } = await raised(desk)
    const kept = await desk.receive('carter@example.com', 'Hello again', { subject: 'Another' })
    const answer = await ben.post(`/api/conversations/${kept}/merge`, { conversationIds: [id] })
    expect(answer.status).toBe(200)
    await follow(desk)
    expect((await ben.get(`/api/escalations/${escalation.id}`)).body).toMatchObject({
      state: 'waiting',
      conversation: { id: kept },
    })
    expect((await ben.get(`/api/conversations/${kept}`)).body.escalation).toBe('waiting')
  }))
