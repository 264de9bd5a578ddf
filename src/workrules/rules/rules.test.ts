import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { ruleWish } from '#test/rules.ts'

test('a supervisor makes, changes, orders and deletes rules, and each is kept in the log', () =>
  withDesk(async (desk) => {
    const mia = desk.as(await desk.hire('Mia', 'supervisor', [desk.brandId]))
    const before = await desk.lastEvent()
    const { body: first } = await mia.post('/api/rules', ruleWish(desk))
    expect(first).toMatchObject({
      name: 'Urgent',
      isOn: true,
      isLast: false,
      position: 1,
      acted: 0,
      warnings: [],
    })
    const { body: second } = await mia.post('/api/rules', ruleWish(desk, { name: 'Second', isLast: true }))
    expect((await mia.patch(`/api/rules/${first.id}`, { isOn: false })).body).toMatchObject({ isOn: false })
    const ids = [second.id, first.id]
    const { body: ordered } = await mia.put('/api/rules/order', { brandId: desk.brandId, ids })
    expect(ordered.items.map((one: { id: number }) => one.id)).toEqual(ids)
    expect((await mia.delete(`/api/rules/${first.id}`)).status).toBe(200)
    expect((await mia.get('/api/rules')).body.items).toMatchObject([{ id: second.id }])
    expect((await mia.get(`/api/rules/${first.id}`)).status).toBe(404)
    expect(await desk.events(before)).toEqual([
      'rule.created',
      'rule.created',
      'rule.changed',
      'rules.ordered',
      'rule.deleted',
    ])
  }))

test('an agent may read rules and change none, and nothing is recorded', () =>
  withDesk(async (desk) => {
    const { body: rule } = await desk.as(desk.ana).post('/api/rules', ruleWish(desk))
    const ben = desk.as(await desk.hire('Ben', 'agent', [desk.brandId]))
    const before = await desk.lastEvent()
    expect((await ben.get('/api/rules')).body.items).toHaveLength(1)
    for (const answer of [
      await ben.post('/api/rules', ruleWish(desk)),
      await ben.patch(`/api/rules/${rule.id}`, { isOn: false }),
      await ben.delete(`/api/rules/${rule.id}`),
      await ben.put('/api/rules/order', { brandId: desk.brandId, ids: [rule.id] }),
      await ben.post('/api/rules/dry-run', ruleWish(desk)),
    ])
      expect(answer.status).toBe(403)
    expect(await desk.events(before)).toEqual([])
  }))

test('rules of another brand are not there', () =>
  withDesk(async (desk) => {
    const { body: rule } = await desk.as(desk.ana).post('/api/rules', ruleWish(desk))
    const omar = desk.as(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    const conversation = await desk.receive('carter@example.com', 'Hello')
    for (const answer of [
      await omar.get(`/api/rules/${rule.id}`),
      await omar.patch(`/api/rules/${rule.id}`, { isOn: false }),
      await omar.delete(`/api/rules/${rule.id}`),
      await omar.get(`/api/rules/${rule.id}/deeds`),
      await omar.get(`/api/conversations/${conversation}/rule-runs`),
      await omar.get(`/api/rule-parts?brandId=${desk.brandId}`),
      await omar.post('/api/rules', ruleWish(desk)),
      await omar.post('/api/rules/dry-run', ruleWish(desk)),
      await omar.put('/api/rules/order', { brandId: desk.brandId, ids: [rule.id] }),
    ])
      expect(answer.status).toBe(404)
    expect((await omar.get('/api/rules')).body.items).toEqual([])
  }))

test.each([
  ['when.on', { when: { on: 'full_moon' } }],
  ['when.after.minutes', { when: { after: { minutes: 0, since: 'opened' } } }],
  ['conditions.all.0.condition', { conditions: { all: [{ condition: 'mood', value: null }] } }],
  ['conditions.all.0.value', { conditions: { all: [{ condition: 'status', value: ['asleep'] }] } }],
  ['conditions.all.0.value', { conditions: { all: [{ condition: 'team', value: [999] }] } }],
  [
    'conditions.all.0.value',
    { conditions: { all: [{ condition: 'rating', value: { atLeast: 4, atMost: 2 } }] } },
  ],
  ['conditions', { conditions: { all: [], any: [] } }],
  ['actions', { actions: [] }],
  ['actions.0.action', { actions: [{ action: 'sing', value: {} }] }],
  ['actions.0.value.staffId', { actions: [{ action: 'assign', value: { staffId: 999 } }] }],
  ['actions.0.value.templateId', { actions: [{ action: 'reply', value: { templateId: 999 } }] }],
  ['actions.0.value.teamId', { actions: [{ action: 'team', value: { teamId: 999 } }] }],
  ['actions.0.value.reasonId', { actions: [{ action: 'reason', value: { reasonId: 999 } }] }],
  ['actions.0.value.staffIds', { actions: [{ action: 'notify', value: { staffIds: ['none'] } }] }],
  ['actions.0.value.priority', { actions: [{ action: 'priority', value: {} }] }],
])('what could not work is refused where it stands: %s', (place, wish) =>
  withDesk(async (desk) => {
    const before = await desk.lastEvent()
    const answer = await desk.as(desk.ana).post('/api/rules', ruleWish(desk, wish))
    expect([answer.status, answer.body.field]).toEqual([422, place])
    expect(await desk.events(before)).toEqual([])
  }),
)

test('what is allowed and may not be meant is said: no conditions, rules that feed each other, one behind the last', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const always = { conditions: { all: [] } }
    await ana.post('/api/rules', ruleWish(desk, { ...always, isLast: true, name: 'All' }))
    await ana.post('/api/rules', ruleWish(desk, { name: 'Behind' }))
    const tagging = {
      when: { on: 'priority_changed' },
      actions: [{ action: 'tag_on', value: { tags: ['hot'] } }],
    }
    const hurrying = {
      when: { on: 'tagged' },
      actions: [{ action: 'priority', value: { priority: 'high' } }],
    }
    await ana.post('/api/rules', ruleWish(desk, { name: 'Tag', ...tagging }))
    await ana.post('/api/rules', ruleWish(desk, { name: 'Hurry', ...hurrying }))
    const { items } = (await ana.get('/api/rules')).body
    const codes = items.map((one: { warnings: { code: string }[] }) => one.warnings.map(({ code }) => code))
    expect(codes).toEqual([
      ['no_conditions'],
      ['stands_behind_last'],
      ['feeds_each_other'],
      ['feeds_each_other'],
    ])
    expect(items[2].warnings[0].text).toContain('Hurry')
  }))

test('the parts of rules have names in both languages, and the brand’s own people, teams and templates', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    await ana.post('/api/templates', { brandId: desk.brandId, name: 'Late parcel', textEn: 'Sorry' })
    const path = `/api/rule-parts?brandId=${desk.brandId}`
    const { body } = await ana.get(path)
    expect(body.choices.template).toMatchObject([{ name: 'Late parcel' }])
    expect(body.choices.staff.map((one: { name: string }) => one.name)).toEqual(['Nobody', 'Ana'])
    await ana.patch('/api/me', { locale: 'ja' })
    const { body: japanese } = await ana.get(path)
    for (const kind of ['occasions', 'beginnings', 'conditions', 'actions']) {
      expect(japanese[kind].map((one: { key: string }) => one.key)).toEqual(
        body[kind].map((one: { key: string }) => one.key),
      )
      for (const { name } of japanese[kind])
        expect(name).toMatch(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u)
    }
  }))
