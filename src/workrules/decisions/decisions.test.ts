import { expect, test } from 'vitest'
import { keepLevel, longAgo, reckonAll, ringAll } from '#test/clocks.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { letRulesRun, ruleWish } from '#test/rules.ts'

const decisionsOf = async (desk: TestDesk, id: number, more = '', headers = {}) =>
  (await desk.as(desk.ana).get(`/api/conversations/${id}/decisions${more}`, undefined, headers)).body

/** A conversation that a rule gave to Ana, with a promise and a deadline that has been missed. */
async function furnish(desk: TestDesk): Promise<number> {
  const ana = desk.as(desk.ana)
  await keepLevel(desk, { name: 'Urgent', conditions: { priorities: ['urgent'] }, firstMinutes: 30 })
  const value = { way: 'turn', teamId: 'none', skill: 'none' }
  const actions = [
    { action: 'priority', value: { priority: 'urgent' } },
    { action: 'assign_by', value },
  ]
  await ana.post('/api/rules', ruleWish(desk, { actions }))
  const id = await desk.receive('carter@example.com', 'This is urgent, please')
  await letRulesRun(desk)
  const due = new Date(Date.now() + 86_400_000).toISOString()
  const promise = { what: 'Call back', means: 'call', dueAt: due }
  expect((await ana.post(`/api/conversations/${id}/promises`, promise)).status).toBe(200)
  await longAgo(desk, id, 40)
  await reckonAll(desk)
  await ringAll(desk)
  return id
}

test('why a conversation is as it is, is told in words of both languages, each decision by what it was made', () =>
  withDesk(async (desk) => {
    const id = await furnish(desk)
    const { items } = await decisionsOf(desk, id)
    const told = items.flatMap((one: { told: { of: string; text: string } | null }) => one.told ?? [])
    const of = (area: string) => told.filter((one: { of: string }) => one.of === area)
    expect(of('assignment')).toMatchObject([
      { by: { kind: 'rule', name: 'Urgent' }, text: 'gave it to Ana, who was next in turn.' },
    ])
    expect(of('service_level')).toMatchObject([
      { by: { kind: 'system' }, because: 'Urgent: First reply within 30 min, around the clock.' },
    ])
    expect(of('promise')[0]).toMatchObject({ by: { kind: 'staff', name: 'Ana' } })
    const run = items.find((one: { run: unknown }) => one.run !== null)?.run
    expect(run.deeds[0]).toMatchObject({ ruleName: 'Urgent', version: 1 })
    const inJapanese = (await decisionsOf(desk, id, '', { 'accept-language': 'ja' })).items
    expect(JSON.stringify(inJapanese)).toContain('初回返信は24時間計測で30分以内')
    expect(JSON.stringify(inJapanese)).toContain('次の順番のため')
  }))

test('decisions are read page by page, each of them once and newest first', () =>
  withDesk(async (desk) => {
    const id = await furnish(desk)
    const whole = (await decisionsOf(desk, id)).items
    const pages: unknown[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: { items: unknown[]; nextCursor: string | null } = await decisionsOf(
        desk,
        id,
        `?limit=2${cursor && `&cursor=${cursor}`}`,
      )
      pages.push(...page.items)
      cursor = page.nextCursor
    }
    expect(pages).toEqual(whole)
    expect(whole.length).toBeGreaterThan(3)
  }))

test('which service level applies is said with the conditions it fits by', () =>
  withDesk(async (desk) => {
    const id = await furnish(desk)
    const path = `/api/conversations/${id}/service-level`
    const ana = desk.as(desk.ana)
    expect((await ana.get(path)).body.level).toMatchObject({
      name: 'Urgent',
      because: 'It is the first that fits. Priority: Urgent.',
    })
    await ana.put(`/api/conversations/${id}/priority`, { priority: 'low' })
    expect((await ana.get(path)).body.level).toBeNull()
  }))

test('of another brand’s conversation nothing is told', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'This is urgent, please')
    const omar = desk.as(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    expect((await omar.get(`/api/conversations/${id}/decisions`)).status).toBe(404)
    expect((await omar.get(`/api/conversations/${id}/service-level`)).status).toBe(404)
  }))
