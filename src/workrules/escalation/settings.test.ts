import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { withDesk } from '#test/desk.ts'
import { levelled, raised, told } from '#test/escalation.ts'
import { letRulesRun, ruleWish } from '#test/rules.ts'

afterEach(() => setClock())
const minute = 60_000
const at = (minutes: number) => {
  const moment = new Date(Date.now() + minutes * minute)
  setClock(() => moment)
}
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

test('a rule hands a conversation up, with the customer’s own words on the card', () =>
  withDesk(async (desk) => {
    const { settings } = await levelled(desk)
    const value = { levelId: settings.levels[1].id, reasonId: settings.reasons[0].id }
    const rule = ruleWish(desk, {
      name: 'Whoever asks for a manager',
      conditions: { all: [{ condition: 'message_words', value: ['manager'] }] },
      actions: [{ action: 'escalate', value }],
    })
    expect((await desk.as(desk.ana).post('/api/rules', rule)).status).toBe(200)
    const id = await desk.receive('carter@example.com', 'This is unacceptable. Get me your manager, please.')
    await letRulesRun(desk)
    const { items } = (await desk.as(desk.ana).get(`/api/escalations?conversationId=${id}`)).body
    expect(items).toMatchObject([{ level: { nameEn: 'supervisor' }, temperature: 'angry', raisedBy: null }])
  }))
