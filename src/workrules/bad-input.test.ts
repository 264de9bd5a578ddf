import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { keepLevel, reckonAll, ringAll } from '#test/clocks.ts'
import { type Answer, type TestDesk, withDesk } from '#test/desk.ts'
import { ruleWish } from '#test/rules.ts'

// Rules that feed each other, flows without end, calendars nobody ever works by, zones and placeholders that are none, approvers who left, clocks
// going back: refused on saving with a code, the field and words of the reader's language, where it can be known then. What stops later with a note
// in the timeline has its tests beside the code: circles and what is gone in rules/, stuck and stopped runs in flows/, leavers in approvals/.

type Wrong = {
  name: string
  send: (desk: TestDesk, headers: Record<string, string>) => Promise<Answer>
  code: string
  field?: string
  en: RegExp
  ja: RegExp
}

const post = (path: string, wish: (desk: TestDesk) => unknown): Wrong['send'] => {
  return async (desk, headers) => desk.as(desk.ana).post(path, await wish(desk), headers)
}
const office = { name: 'Office', zone: 'Asia/Tokyo', week: { mon: [['09:00', '18:00']] } }
const calendar = (more: object) => post('/api/calendars', ({ brandId }) => ({ brandId, ...office, ...more }))
const template = (texts: object) =>
  post('/api/templates', ({ brandId }) => ({ brandId, name: 'New', textEn: '', textJa: '', ...texts }))
const rule = (more: object) => post('/api/rules', (desk) => ruleWish(desk, more as Record<string, unknown>))

/** Somebody who answered for the brand and is gone. */
async function leaver(desk: TestDesk): Promise<number> {
  const { staffId } = await desk.hire(`Sora${Math.random()}`.replace('.', ''), 'supervisor', [desk.brandId])
  await desk.as(desk.ana).post(`/api/staff/${staffId}/deactivate`)
  return staffId
}

/** Two steps that lead back to each other and wait for nothing. */
const spinning = {
  start: 'one',
  steps: [
    { id: 'one', kind: 'do', actions: [{ action: 'tag_on', value: { tags: ['x'] } }], next: { done: 'two' } },
    { id: 'two', kind: 'do', actions: [{ action: 'tag_on', value: { tags: ['y'] } }], next: { done: 'one' } },
  ],
}

async function publishSpinning(desk: TestDesk, headers: Record<string, string>): Promise<Answer> {
  const ana = desk.as(desk.ana)
  const wish = {
    brandId: desk.brandId,
    name: `Round ${headers['accept-language']}`,
    from: { graph: spinning },
  }
  const { id, revision } = (await ana.post('/api/flows', wish)).body
  return ana.post(`/api/flows/${id}/publication`, { revision }, headers)
}

const table: Wrong[] = [
  {
    name: 'a flow that goes round for ever',
    send: publishSpinning,
    code: 'flow_unfit',
    en: /./,
    ja: /[ぁ-ん]/,
  },
  {
    name: 'a calendar without an open hour',
    send: calendar({ week: {} }),
    code: 'never_open',
    field: 'week',
    en: /open/i,
    ja: /対応時間/,
  },
  {
    name: 'a calendar of a zone that does not exist',
    send: calendar({ zone: 'Asia/Atlantis' }),
    code: 'invalid_input',
    field: 'zone',
    en: /time zone/i,
    ja: /タイムゾーン/,
  },
  {
    name: 'a customer who lives by no clock',
    send: async (desk, headers) => {
      const id = await desk.receive('carter@example.com', 'Hello')
      const { customer } = (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body
      return desk.as(desk.ana).patch(`/api/customers/${customer.id}`, { timeZone: 'Mars/Base' }, headers)
    },
    code: 'unknown_time_zone',
    field: 'timeZone',
    en: /time zone/i,
    ja: /タイムゾーン/,
  },
  {
    name: 'a template that asks for what nobody knows',
    send: template({ textEn: 'By {{moonrise}}', textJa: '{{moonrise}}まで' }),
    code: 'placeholder_unknown',
    field: 'textEn',
    en: /\{\{moonrise\}\}/,
    ja: /\{\{moonrise\}\}.*[ぁ-ん]/,
  },
  {
    name: 'an approval chain with somebody who left',
    send: post('/api/approval-chains', async (desk) => ({
      brandId: desk.brandId,
      name: 'Refunds',
      levels: [{ name: 'Sora', staffIds: [await leaver(desk)] }],
    })),
    code: 'staff_unknown',
    field: 'levels.0.staffIds',
    en: /./,
    ja: /[ぁ-ん]/,
  },
  {
    name: 'a rule that gives conversations to somebody who left',
    send: async (desk, headers) => {
      const actions = [{ action: 'assign', value: { staffId: await leaver(desk) } }]
      return rule({ actions })(desk, headers)
    },
    code: 'rule_names_nothing',
    field: 'actions.0.value.staffId',
    en: /./,
    ja: /[ぁ-ん]/,
  },
  {
    name: 'a rule that waits for what never happens',
    send: rule({ when: { on: 'full_moon' } }),
    code: 'rule_part_unknown',
    field: 'when.on',
    en: /when\.on/,
    ja: /when\.on/,
  },
  {
    name: 'a service level that warns before it has begun',
    send: post('/api/service-levels', ({ brandId }) => ({
      ...{ brandId, name: 'Usual', firstMinutes: 30, warnMinutes: 60 },
    })),
    code: 'warned_too_early',
    field: 'warnMinutes',
    en: /warning/i,
    ja: /予告/,
  },
]

test.each(table)('$name is refused on saving, in both languages', ({ send, code, field, en, ja }) =>
  withDesk(async (desk) => {
    for (const [language, words] of [['en', en] as const, ['ja', ja] as const]) {
      const answer = await send(desk, { 'accept-language': language })
      expect(answer).toMatchObject({ status: 422, body: { code, ...(field ? { field } : {}) } })
      expect(JSON.stringify([answer.body.title, answer.body.errors])).toMatch(words)
    }
  }),
)

test('rules that feed each other are allowed and marked, in both languages', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const tag = {
      when: { on: 'priority_changed' },
      actions: [{ action: 'tag_on', value: { tags: ['hot'] } }],
    }
    const hurry = { when: { on: 'tagged' }, actions: [{ action: 'priority', value: { priority: 'high' } }] }
    await ana.post('/api/rules', ruleWish(desk, { name: 'Tag', ...tag }))
    await ana.post('/api/rules', ruleWish(desk, { name: 'Hurry', ...hurry }))
    for (const [language, words] of [['en', /“Hurry”/] as const, ['ja', /「Hurry」/] as const]) {
      const { items } = (await ana.get('/api/rules', undefined, { 'accept-language': language })).body
      expect(items[0].warnings).toMatchObject([
        { code: 'feeds_each_other', text: expect.stringMatching(words) },
      ])
    }
  }))

afterEach(() => setClock())

test('a clock that goes back moves no deadline, breaks nothing, and what comes then is told of once', () =>
  withDesk(async (desk) => {
    await keepLevel(desk, { firstMinutes: 60, warnPercent: 50 })
    const id = await desk.receive('carter@example.com', 'Where is it?')
    await reckonAll(desk)
    const deadlines = async () =>
      (await desk.as(desk.ana).get(`/api/conversations/${id}/deadlines`)).body.items
    const [before] = await deadlines()
    const shifted = (minutes: number) => setClock(() => new Date(Date.now() + minutes * 60_000))
    shifted(-180)
    await desk.as(desk.ana).put(`/api/conversations/${id}/priority`, { priority: 'high' })
    await reckonAll(desk)
    await ringAll(desk)
    const [during] = await deadlines()
    expect(during).toMatchObject({ isBreached: false, endedAt: null })
    for (const minutes of [70, -180, 71]) {
      shifted(minutes)
      await desk
        .as(desk.ana)
        .put(`/api/conversations/${id}/priority`, { priority: minutes < 0 ? 'low' : 'high' })
      await reckonAll(desk)
      await ringAll(desk)
    }
    const [after] = await deadlines()
    expect([after.dueAt, after.isBreached]).toEqual([before.dueAt, true])
    const told = (await desk.events()).filter((type) => type === 'service_level.breached')
    expect(told).toHaveLength(1)
    setClock()
    await reckonAll(desk)
    expect((await desk.as(desk.ana).get(`/api/conversations/${id}`)).status).toBe(200)
  }))
