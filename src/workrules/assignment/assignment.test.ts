import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conversationFor } from '#conversations/door.ts'
import { inBrands } from '#platform/database.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { letRulesRun, ruleWish } from '#test/rules.ts'
import { assignBy } from './assign-by.ts'
import { type Candidate, choose, ways } from './choose.ts'

const candidate = fc.record({
  staffId: fc.integer({ min: 1, max: 30 }),
  isAway: fc.boolean(),
  load: fc.integer({ min: 0, max: 8 }),
  capacity: fc.integer({ min: 0, max: 8 }),
  languages: fc.subarray(['ja', 'en', 'fr']),
  skills: fc.subarray(['returns', 'wholesale']),
  givenAt: fc.integer({ min: 0, max: 100 }),
})
const team = fc.uniqueArray(candidate, { selector: (one) => one.staffId, maxLength: 8 })
const wanted = fc.record({
  way: fc.constantFrom(...ways),
  language: fc.constantFrom('ja', 'en', null),
  skill: fc.constantFrom('returns', null),
  beforeId: fc.option(fc.integer({ min: 1, max: 30 })),
})

test('nobody is given one who is away, is full, does not speak the language or lacks the skill; and whoever can is not passed over', () => {
  fc.assert(
    fc.property(team, wanted, (people, wish) => {
      const fits = (one: Candidate) =>
        !one.isAway &&
        one.load < one.capacity &&
        (wish.language === null || one.languages.length === 0 || one.languages.includes(wish.language)) &&
        (wish.skill === null || one.skills.includes(wish.skill))
      const chosen = people.find((one) => one.staffId === choose(people, wish)?.staffId)
      if (chosen) expect(fits(chosen)).toBe(true)
      else expect(people.some(fits)).toBe(false)
      const before = people.find((one) => one.staffId === wish.beforeId)
      if (before && fits(before) && wish.way.startsWith('same')) expect(chosen).toBe(before)
    }),
  )
})

test('by turn everybody who can gets as many as any other, one more or less', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 40 }), (count, given) => {
      const people = Array.from({ length: count }, (_, at) => ({
        ...{ staffId: at + 1, isAway: false, load: 0, capacity: 100, languages: [], skills: [], givenAt: 0 },
      }))
      for (let turn = 1; turn <= given; turn++) {
        const chosen = choose(people, { way: 'turn', language: null, skill: null, beforeId: null })?.staffId
        const one = people.find(({ staffId }) => staffId === chosen)
        if (!one) throw new Error('Nobody was chosen')
        Object.assign(one, { load: one.load + 1, givenAt: turn })
      }
      const loads = people.map((one) => one.load)
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)
    }),
  )
})

async function limit(desk: TestDesk, staffId: number, capacity: number, more = {}): Promise<void> {
  const body = { brandId: desk.brandId, capacity, languages: [], skills: [], ...more }
  const { status } = await desk.as(desk.ana).put(`/api/workloads/${staffId}`, body)
  expect(status).toBe(200)
}
const assigneeOf = async (desk: TestDesk, id: number) =>
  (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body.assignee?.name ?? null

test('many given out at once never fill anybody beyond what they take', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    await limit(desk, desk.ana.staffId, 2)
    await limit(desk, ben.staffId, 3)
    const ids: number[] = []
    for (let at = 0; at < 8; at++) ids.push(await desk.receive(`c${at}@example.com`, 'Hello there'))
    const wish = { way: 'load' as const, teamId: null, skill: null, actor: { kind: 'system' as const } }
    const outcomes = await Promise.allSettled(
      ids.map((id) =>
        inBrands(desk.db, [desk.brandId], async (tx) =>
          assignBy(tx, await conversationFor(tx, id, 'change'), wish),
        ),
      ),
    )
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(5)
    const names = await Promise.all(ids.map((id) => assigneeOf(desk, id)))
    expect(names.filter((one) => one === 'Ana')).toHaveLength(2)
    expect(names.filter((one) => one === 'Ben')).toHaveLength(3)
  }))

test('a rule gives conversations by language and turn, and who is away is given none', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    await limit(desk, desk.ana.staffId, 20, { languages: ['ja'] })
    const value = { way: 'same_then_turn', teamId: 'none', skill: 'none' }
    const wish = { conditions: { all: [] }, actions: [{ action: 'assign_by', value }] }
    expect((await desk.as(desk.ana).post('/api/rules', ruleWish(desk, wish))).status).toBe(200)
    const english = await desk.receive('carter@example.com', 'It never arrived. Where is my order?', {})
    await letRulesRun(desk)
    expect(await assigneeOf(desk, english)).toBe('Ben')
    const { body } = await desk.as(ben).put('/api/me/away', { isAway: true, handsBack: true })
    expect(body.handedBack).toBe(1)
    expect(await assigneeOf(desk, english)).toBeNull()
    const another = await desk.receive('emma@example.com', 'Do you ship to Canada, please?', {})
    await letRulesRun(desk)
    expect(await assigneeOf(desk, another)).toBeNull()
    const { items } = (await desk.as(desk.ana).get(`/api/conversations/${another}/rule-runs`)).body
    expect(items[0].deeds[0].deeds[0].refused).toContain('Nobody was free')
  }))

test('who may not change what people take is refused, of another brand it is not there, and nothing is kept', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const omar = await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')])
    const body = { brandId: desk.brandId, capacity: 3, languages: [], skills: [] }
    const before = (await desk.as(desk.ana).get('/api/audit-log')).body.items.length
    expect((await desk.as(ben).put(`/api/workloads/${ben.staffId}`, body)).status).toBe(403)
    expect((await desk.as(omar).put(`/api/workloads/${ben.staffId}`, body)).status).toBe(404)
    expect((await desk.as(omar).get(`/api/workloads?brandId=${desk.brandId}`)).status).toBe(404)
    expect((await desk.as(desk.ana).put(`/api/workloads/${omar.staffId}`, body)).status).toBe(404)
    expect((await desk.as(desk.ana).put('/api/workloads/999', body)).status).toBe(404)
    expect((await desk.as(desk.ana).get('/api/audit-log')).body.items).toHaveLength(before)
  }))
