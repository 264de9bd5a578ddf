import { expect, test } from 'vitest'
import { type Person, type TestDesk, withDesk } from '#test/desk.ts'
import { letRulesRun, ruleWish } from '#test/rules.ts'

type More = { capacity?: number; languages?: string[]; skills?: string[] }

const take = async (desk: TestDesk, who: Person, more: More = {}) => {
  const body = { brandId: desk.brandId, capacity: 20, languages: [], skills: [], ...more }
  expect((await desk.as(desk.ana).put(`/api/workloads/${who.staffId}`, body)).status).toBe(200)
}
const assigneeOf = async (desk: TestDesk, id: number) =>
  (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body.assignee?.name ?? null
const go = (desk: TestDesk, who: Person, isAway: boolean, handsBack = false) =>
  desk.as(who).put('/api/me/away', { isAway, handsBack })

async function giveByTurn(desk: TestDesk, more: Record<string, unknown> = {}): Promise<void> {
  const value = { way: 'turn', teamId: 'none', skill: 'none', ...more }
  const wish = { conditions: { all: [] }, actions: [{ action: 'assign_by', value }] }
  expect((await desk.as(desk.ana).post('/api/rules', ruleWish(desk, wish))).status).toBe(200)
}

test('what nobody was free for is given to the first who comes back, by the rule that wished it, oldest first', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    await take(desk, desk.ana, { capacity: 0 })
    await take(desk, ben, { capacity: 1 })
    await giveByTurn(desk)
    await go(desk, ben, true)
    const first = await desk.receive('carter@example.com', 'Where is my order, please?')
    const second = await desk.receive('emma@example.com', 'Do you ship to Canada, please?')
    await letRulesRun(desk)
    expect([await assigneeOf(desk, first), await assigneeOf(desk, second)]).toEqual([null, null])
    await go(desk, ben, false)
    await letRulesRun(desk)
    expect([await assigneeOf(desk, first), await assigneeOf(desk, second)]).toEqual(['Ben', null])
    const { items } = (await desk.as(desk.ana).get(`/api/conversations/${first}/events`)).body
    const given = items.find((one: { type: string }) => one.type === 'conversation.assigned')
    expect(given.actor).toMatchObject({ kind: 'rule', name: 'Urgent' })
  }))

test('whoever has solved one is given the next that waits', () =>
  withDesk(async (desk) => {
    await take(desk, desk.ana, { capacity: 1 })
    await giveByTurn(desk)
    const first = await desk.receive('carter@example.com', 'Where is my order, please?')
    const second = await desk.receive('emma@example.com', 'Do you ship to Canada, please?')
    await letRulesRun(desk)
    expect([await assigneeOf(desk, first), await assigneeOf(desk, second)]).toEqual(['Ana', null])
    await desk.as(desk.ana).put(`/api/conversations/${first}/status`, { status: 'resolved' })
    await letRulesRun(desk)
    expect(await assigneeOf(desk, second)).toBe('Ana')
  }))

test('what many wait for that nobody speaks does not keep others from what they can answer', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    await take(desk, desk.ana, { languages: ['ja'] })
    await take(desk, ben, { capacity: 0, languages: ['en'] })
    await giveByTurn(desk)
    const english = await desk.receive('carter@example.com', 'It never arrived. Where is my order, please?')
    const other = await desk.receive('emma@example.com', 'Could you tell me whether you ship to Canada?')
    await letRulesRun(desk)
    await desk.as(desk.ana).put(`/api/conversations/${other}/language`, { language: 'ja' })
    await letRulesRun(desk)
    expect([await assigneeOf(desk, english), await assigneeOf(desk, other)]).toEqual([null, 'Ana'])
    await take(desk, ben, { capacity: 5, languages: ['en'] })
    await letRulesRun(desk)
    expect(await assigneeOf(desk, english)).toBe('Ben')
  }))

test('what somebody hands back when they go away is given to another; what is put back by hand is everybody’s', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    await take(desk, desk.ana, { capacity: 0 })
    await giveByTurn(desk)
    const handed = await desk.receive('carter@example.com', 'Where is my order, please?')
    const putBack = await desk.receive('emma@example.com', 'Do you ship to Canada, please?')
    await letRulesRun(desk)
    expect([await assigneeOf(desk, handed), await assigneeOf(desk, putBack)]).toEqual(['Ben', 'Ben'])
    await desk.as(ben).put(`/api/conversations/${putBack}/assignee`, { staffId: null })
    await go(desk, ben, true, true)
    await take(desk, desk.ana, { capacity: 5 })
    await letRulesRun(desk)
    expect([await assigneeOf(desk, handed), await assigneeOf(desk, putBack)]).toEqual(['Ana', null])
  }))

test('what was solved, taken or of a team that is gone waits no more', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const { body: team } = await desk.as(desk.ana).post('/api/teams', { name: 'Night' })
    await giveByTurn(desk, { teamId: team.id })
    const [solved, taken, left] = [
      await desk.receive('carter@example.com', 'Where is my order, please?'),
      await desk.receive('emma@example.com', 'Do you ship to Canada, please?'),
      await desk.receive('noah@example.com', 'Can I still change my address, please?'),
    ]
    await letRulesRun(desk)
    await desk.as(ben).put(`/api/conversations/${solved}/status`, { status: 'resolved' })
    await desk.as(ben).put(`/api/conversations/${taken}/assignee`, { staffId: desk.ana.staffId })
    await desk.as(desk.ana).patch(`/api/teams/${team.id}`, { memberIds: [ben.staffId] })
    await letRulesRun(desk)
    expect(await assigneeOf(desk, solved)).toBeNull()
    expect(await assigneeOf(desk, taken)).toBe('Ana')
    expect(await assigneeOf(desk, left)).toBe('Ben')
  }))

test('the next one somebody takes is one they can answer, and only failing that another', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    await take(desk, ben, { languages: ['ja'], skills: ['returns'] })
    const english = await desk.receive('carter@example.com', 'It never arrived. Where is my order, please?')
    const japanese = await desk.receive(
      'hanako@example.jp',
      '先日注文した商品がまだ届きません。ご確認ください。',
    )
    await letRulesRun(desk)
    await take(desk, desk.ana, { capacity: 0, skills: ['wholesale'] })
    await giveByTurn(desk, { skill: 'wholesale' })
    const bulk = await desk.receive(
      'taro@example.jp',
      '店舗用に百個まとめて注文したいのですが、割引はありますか。',
    )
    await letRulesRun(desk)
    const next = async () => (await desk.as(ben).post('/api/conversations/next', {})).body.conversation?.id
    expect([await next(), await next(), await next()]).toEqual([japanese, english, bulk])
  }))
