import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { letRulesRun, ruleWish } from '#test/rules.ts'

test('what a rule did is explained by the rule as it was then, also when it has been changed or taken away since', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const { body: rule } = await ana.post('/api/rules', ruleWish(desk))
    const quiet = ruleWish(desk, {
      name: 'Quiet',
      conditions: { all: [{ condition: 'message_words', value: ['calm'] }] },
    })
    const { body: other } = await ana.post('/api/rules', quiet)
    const id = await desk.receive('carter@example.com', 'This is urgent')
    await letRulesRun(desk)
    const said = async () => (await ana.get(`/api/conversations/${id}/rule-runs`)).body.items.at(-1)
    const before = await said()
    expect(before).toMatchObject({
      deeds: [{ ruleName: 'Urgent', version: 1, held: ['Message text: “urgent” or “至急”'] }],
      passedBy: [{ ruleId: other.id, version: 1 }],
    })
    await ana.patch(`/api/rules/${rule.id}`, {
      name: 'Renamed',
      conditions: { any: [{ condition: 'status', value: ['new'] }] },
    })
    await ana.patch(`/api/rules/${other.id}`, { conditions: { all: [] } })
    await ana.delete(`/api/rules/${other.id}`)
    expect(await said()).toEqual(before)
    const { body: then } = await ana.get(`/api/rules/${rule.id}/versions/1`)
    expect(then).toMatchObject({
      name: 'Urgent',
      isToday: false,
      by: { name: 'Ana' },
      words: {
        when: 'a customer writes',
        conditions: [
          { depth: 0, text: 'all of these hold' },
          { depth: 1, text: 'Message text: “urgent” or “至急”' },
        ],
        actions: ['Set the priority to Urgent'],
      },
    })
    expect((await ana.get(`/api/rules/${other.id}/versions/2`)).body.isToday).toBe(false)
  }))

test('the versions of a rule are read page by page; moving it, or saving it as it is, makes none', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const { body: rule } = await ana.post('/api/rules', ruleWish(desk))
    const path = `/api/rules/${rule.id}`
    await ana.put('/api/rules/order', { brandId: desk.brandId, ids: [rule.id] })
    await ana.patch(path, { name: rule.name })
    await ana.patch(path, { isOn: false })
    await ana.patch(path, { isOn: true, name: 'Other' })
    const first = (await ana.get(`${path}/versions?limit=2`)).body
    expect(first.items.map((one: { version: number }) => one.version)).toEqual([3, 2])
    expect(first.items).toMatchObject([
      { name: 'Other', isToday: true },
      { isOn: false, isToday: false },
    ])
    const rest = (await ana.get(`${path}/versions?limit=2&cursor=${first.nextCursor}`)).body
    expect(rest).toMatchObject({ items: [{ version: 1, name: 'Urgent' }], nextCursor: null })
  }))

test('a rule of another brand has no versions to be seen, and one that never was is not there', () =>
  withDesk(async (desk) => {
    const { body: rule } = await desk.as(desk.ana).post('/api/rules', ruleWish(desk))
    const omar = desk.as(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    expect((await omar.get(`/api/rules/${rule.id}/versions`)).status).toBe(404)
    expect((await omar.get(`/api/rules/${rule.id}/versions/1`)).status).toBe(404)
    expect((await desk.as(desk.ana).get(`/api/rules/${rule.id}/versions/7`)).status).toBe(404)
  }))
