import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import type { Person, TestDesk } from '#test/desk.ts'
import { withDesk } from '#test/desk.ts'
import { dispatchAll } from '#test/dispatch-all.ts'
import { tasksOf } from '../../tasks.ts'

afterEach(() => setClock())
const minute = 60_000
const context = { attempt: 1, isLastAttempt: false }

type Cast = { ben: Person; sue: Person; max: Person; deb: Person }

/** Three levels around the clock: agents, a supervisor with a deputy, a manager. */
async function levelled(desk: TestDesk, more: Record<string, unknown> = {}) {
  const cast: Cast = {
    ben: await desk.hire('Ben', 'agent', [desk.brandId]),
    sue: await desk.hire('Sue', 'supervisor', [desk.brandId]),
    max: await desk.hire('Max', 'supervisor', [desk.brandId]),
    deb: await desk.hire('Deb', 'agent', [desk.brandId]),
  }
  const level = (nameEn: string, staffIds: number[], also = {}) => ({
    ...{ nameEn, nameJa: `${nameEn}の担当`, staffIds, acceptMinutes: 30, answerMinutes: 120 },
    ...also,
  })
  const { status, body } = await desk.as(desk.ana).put(`/api/brands/${desk.brandId}/escalation`, {
    levels: [
      level('agent', [cast.ben.staffId]),
      level('supervisor', [cast.sue.staffId], { deputyId: cast.deb.staffId }),
      level('manager', [cast.max.staffId]),
    ],
    reasons: [{ nameEn: 'Asks for a manager', nameJa: '責任者を希望' }],
    ...more,
  })
  expect([status, body]).toEqual([200, expect.anything()])
  return { cast, settings: body }
}

async function raised(desk: TestDesk, more: Record<string, unknown> = {}) {
  const { cast, settings } = await levelled(desk)
  const id = await desk.receive('carter@example.com', 'This is unacceptable. Where is my pan?')
  const ben = desk.as(cast.ben)
  const answer = await ben.post(`/api/conversations/${id}/escalations`, {
    reasonId: settings.reasons[0].id,
    temperature: 'angry',
    quote: 'This is unacceptable.',
    ...more,
  })
  expect([answer.status, answer.body]).toEqual([200, expect.anything()])
  return { cast, id, ben, escalation: answer.body }
}

const at = (minutes: number) => {
  const moment = new Date(Date.now() + minutes * minute)
  setClock(() => moment)
}
const watch = async (desk: TestDesk) => {
  const [timer] = (await desk.jobs()).filter((job) => job.task === 'watch-escalation')
  if (timer) await tasksOf(desk)['watch-escalation']?.(timer.payload, context)
}
/** Does what follows for escalations and those who are told, each twice. */
const follow = async (desk: TestDesk) => {
  await dispatchAll(desk)
  const ours = ['follow-escalation', 'notify-of-escalation']
  for (const job of (await desk.jobs()).filter(({ task }) => ours.includes(task)))
    for (const _ of [1, 2]) await tasksOf(desk)[job.task]?.(job.payload, context)
  await desk.db.pool.query(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = any ($1)`,
    [ours],
  )
}
const told = (desk: TestDesk, id: number) =>
  desk
    .rows((tx) =>
      tx
        .selectFrom('messages')
        .select('text')
        .where('conversation_id', '=', id)
        .where('is_automatic', '=', true)
        .orderBy('id')
        .execute(),
    )
    .then((rows) => rows.map((row) => row.text))

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

test('a customer is told nothing only for a reason, and then nothing at all', () =>
  withDesk(async (desk) => {
    const { cast, settings } = await levelled(desk)
    const id = await desk.receive('carter@example.com', 'Hello?')
    const ben = desk.as(cast.ben)
    const wish = { reasonId: settings.reasons[0].id, temperature: 'calm', tellsCustomer: false }
    const before = await desk.lastEvent()
    expect(await ben.post(`/api/conversations/${id}/escalations`, wish)).toMatchObject({
      status: 422,
      body: { field: 'notToldBecause' },
    })
    expect(await desk.events(before)).toEqual([])
    const because = { notToldBecause: 'Their lawyer asked not to be written to.' }
    const { body } = await ben.post(`/api/conversations/${id}/escalations`, { ...wish, ...because })
    expect(body).toMatchObject({ toldBy: null, ...because })
    await desk.as(cast.sue).post(`/api/escalations/${body.id}/accept`)
    expect(await told(desk, id)).toEqual([])
  }))

test('the customer reads it in their language, on their clock, in the brand’s own words', () =>
  withDesk(async (desk) => {
    const words = {
      raised: { en: 'To {{level}}, {{by}}. {{customer.name}}', ja: '{{level}}、{{by}}。{{customer.name}}' },
    }
    const { cast, settings } = await levelled(desk, { words })
    const id = await desk.receive('hanako@example.jp', '責任者を出してください。いつまで待てばよいのですか。')
    const wish = { reasonId: settings.reasons[0].id, temperature: 'angry' }
    await desk.as(cast.ben).post(`/api/conversations/${id}/escalations`, wish)
    const [text] = await told(desk, id)
    expect(text).toMatch(/^supervisorの担当、\d+月\d+日\(.\) \d+:\d+（.+）まで。hanako 様$/)
  }))

test('one is escalated once at a time, with a reason, in an open conversation of one’s own brand', () =>
  withDesk(async (desk) => {
    const { cast, id, ben, escalation } = await raised(desk)
    const other = await desk.receive('else@example.com', 'Hello')
    const before = await desk.lastEvent()
    const wish = { words: 'Angry.', temperature: 'angry' }
    for (const [path, body, code] of [
      [`/api/conversations/${id}/escalations`, wish, 'escalated_already'],
      [`/api/conversations/${other}/escalations`, { temperature: 'calm' }, 'reason_missing'],
      [`/api/conversations/${other}/escalations`, { ...wish, reasonId: 99 }, 'reason_unknown'],
      [`/api/conversations/${other}/escalations`, { ...wish, levelId: 99 }, 'level_unknown'],
      [`/api/conversations/${other}/escalations`, { ...wish, quotedMessageId: 99 }, 'message_elsewhere'],
    ] as const)
      expect((await ben.post(path, body)).body.code).toBe(code)
    expect(await ben.post(`/api/escalations/${escalation.id}/accept`)).toMatchObject({
      status: 403,
      body: { code: 'not_asked' },
    })
    const omar = desk.as(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    for (const answer of [
      await omar.get(`/api/escalations/${escalation.id}`),
      await omar.post(`/api/escalations/${escalation.id}/accept`),
      await omar.post(`/api/escalations/${escalation.id}/send-back`, { why: 'x' }),
      await omar.post(`/api/escalations/${escalation.id}/up`, wish),
      await omar.post(`/api/escalations/${escalation.id}/end`),
      await omar.put(`/api/escalations/${escalation.id}/card`, wish),
      await omar.post(`/api/conversations/${id}/escalations`, wish),
      await omar.get(`/api/conversations/${id}/hand-over-card`),
      await omar.get(`/api/brands/${desk.brandId}/escalation`),
      await omar.put(`/api/brands/${desk.brandId}/escalation`, { levels: [], reasons: [] }),
      await desk.as(cast.sue).get('/api/escalations/999999'),
    ])
      expect(answer.status).toBe(404)
    expect((await omar.get('/api/escalations')).body.items).toEqual([])
    expect(await desk.events(before)).toEqual([])
  }))

test('levels nobody belongs to and words nobody fills in are refused, and nothing is kept of them', () =>
  withDesk(async (desk) => {
    const { cast, settings } = await levelled(desk)
    const { levels, reasons } = settings
    const put = (wish: Record<string, unknown>) =>
      desk.as(desk.ana).put(`/api/brands/${desk.brandId}/escalation`, { levels, reasons, ...wish })
    const before = await desk.lastEvent()
    const stranger = await desk.hire('Omar', 'agent')
    for (const [wish, field] of [
      [{ levels: [{ ...levels[0], staffIds: [] }] }, 'levels.0.staffIds'],
      [{ levels: [{ ...levels[0], staffIds: [stranger.staffId] }] }, 'levels.0.staffIds'],
      [{ levels: [levels[0], { ...levels[1], deputyId: stranger.staffId }] }, 'levels.1.deputyId'],
      [{ levels: [{ ...levels[0], calendarId: 99 }] }, 'levels.0.calendarId'],
      [{ words: { raised: { en: 'By {{when}}', ja: '' } } }, 'words.raised.en'],
      [{ words: { accepted: { en: 'By {{by}}', ja: '承りました' } } }, 'words.accepted.ja'],
    ] as const)
      expect(await put(wish)).toMatchObject({ status: 422, body: { field } })
    expect(await desk.events(before)).toEqual([])
    const kept = (await put({ levels: levels.slice(1) })).body
    expect(kept.levels.map((one: { nameEn: string }) => one.nameEn)).toEqual(['supervisor', 'manager'])
    expect((await desk.as(cast.ben).put(`/api/brands/${desk.brandId}/escalation`, kept)).status).toBe(403)
  }))

test('the figures tell how many there were, how soon they were taken over and settled, by reason and by level', () =>
  withDesk(async (desk) => {
    const { cast, ben, escalation } = await raised(desk)
    at(10)
    const sue = desk.as(cast.sue)
    await sue.post(`/api/escalations/${escalation.id}/accept`)
    at(40)
    await sue.post(`/api/escalations/${escalation.id}/end`, { outcome: 'Sent a new one.' })
    setClock()
    const hour = 60 * minute
    const span = `from=${new Date(Date.now() - hour).toISOString()}&to=${new Date(Date.now() + hour).toISOString()}`
    const counts = {
      raised: 1,
      accepted: 1,
      late: 0,
      sentBack: 0,
      open: 0,
      minutesToAccept: 10,
      minutesToEnd: 40,
    }
    expect((await sue.get(`/api/escalations/figures?${span}`)).body).toMatchObject({
      all: counts,
      byReason: [{ ...counts, reason: { nameEn: 'Asks for a manager' } }],
      byLevel: [{ ...counts, level: { nameEn: 'supervisor' } }],
    })
    expect((await ben.get(`/api/escalations/figures?${span}`)).status).toBe(403)
  }))
