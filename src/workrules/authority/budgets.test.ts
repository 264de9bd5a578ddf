import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inBrands } from '#platform/database.ts'
import { give, keepLimits } from '#test/authority.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { giveBack, spendReserved, take, usedIn } from './budgets.ts'
import { today } from './month.ts'

async function crew(desk: TestDesk, size: number) {
  const people: TestDesk['ana'][] = []
  for (let at = 0; at < size; at++) people.push(await desk.hire(`Agent${at}`, 'agent', [desk.brandId]))
  await desk.hire('Sora', 'supervisor', [desk.brandId])
  const conversations: number[] = []
  for (let at = 0; at < size; at++)
    conversations.push(await desk.receive(`customer${at}@example.com`, 'The lid has a crack.'))
  return people.map((person, at) => ({ person, conversation: conversations[at] ?? 0 }))
}

const used = (desk: TestDesk) =>
  desk.rows(async (tx) => usedIn(tx, desk.brandId, (await today(tx, desk.brandId)).month))

test('of twenty who give at the same moment from a budget for seven, exactly seven go through', () =>
  withDesk(async (desk) => {
    const at = await crew(desk, 20)
    await keepLimits(desk, { agent: { perCase: '1000', perMonth: '7000', isShared: true } })
    const answers = await Promise.all(
      at.map(({ person, conversation }) => give(desk, person, conversation, { ifAbove: 'refuse' })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(7)
    expect(answers.filter(({ body }) => body.code === 'above_authority')).toHaveLength(13)
    expect(await used(desk)).toEqual([{ kind: 'refund', holder: 'role:agent', spent: 7_000, reserved: 0 }])
    const before = await desk.lastEvent()
    const [{ person, conversation } = { person: desk.ana, conversation: 0 }] = at
    expect((await give(desk, person, conversation, { amount: '1' })).body.state).toBe('waiting')
    expect(await desk.events(before)).toEqual(['grant.asked', 'approval.asked'])
  }))

test('what waits for approval is reserved: more cannot be asked for than there is, also at the same moment', () =>
  withDesk(async (desk) => {
    const at = await crew(desk, 10)
    await keepLimits(desk, { agent: { perCase: '0', perMonth: '0' }, exceptions: { perMonth: '3500' } })
    const answers = await Promise.all(at.map(({ person, conversation }) => give(desk, person, conversation)))
    const waiting = answers.filter(({ body }) => body.state === 'waiting').map(({ body }) => body)
    expect(waiting).toHaveLength(3)
    expect(answers.filter(({ body }) => body.code === 'exceptions_spent')).toHaveLength(7)
    const ana = desk.as(desk.ana)
    const decide = (at: number, decision: string) =>
      ana.post(`/api/approvals/${waiting[at]?.approvalId}/decision`, { decision, comment: 'Checked.' })
    await Promise.all([decide(0, 'approve'), decide(0, 'approve'), decide(1, 'refuse'), decide(1, 'approve')])
    const states = (await ana.get('/api/grants')).body.items.map((one: { state: string }) => one.state)
    expect(states).toHaveLength(3)
    const [row] = await used(desk)
    const isApproved = states.filter((state: string) => state === 'granted').length
    expect(row).toMatchObject({ spent: isApproved * 1_000, reserved: 1_000 })
  }))

test('whatever is taken, approved, refused and taken back at the same time, no more is ever counted than the budget', () =>
  withDesk(async (desk) => {
    const perMonth = 100
    let number = 0
    const step = fc.record({
      amount: fc.integer({ min: 1, max: 60 }),
      as: fc.constantFrom('spent' as const, 'reserved' as const),
      after: fc.constantFrom('keep', 'spend', 'back'),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 3 }),
        async (lanes) => {
          const budget = {
            brandId: desk.brandId,
            kind: 'points' as const,
            holder: `staff:${++number}`,
            month: '2026-11-01',
          }
          const counted = async () => {
            const rows = await desk.rows((tx) => usedIn(tx, desk.brandId, budget.month))
            return rows.find((row) => row.holder === budget.holder) ?? { spent: 0, reserved: 0 }
          }
          const inTx = (work: Parameters<typeof inBrands<boolean>>[2]) =>
            inBrands(desk.db, [desk.brandId], work)
          const stays: number[] = []
          await Promise.all(
            lanes.map(async (steps) => {
              for (const { amount, as, after } of steps) {
                if (!(await inTx((tx) => take(tx, budget, amount, { perMonth, as })))) continue
                const { spent, reserved } = await counted()
                expect(spent + reserved).toBeLessThanOrEqual(perMonth)
                if (after === 'back') await inTx((tx) => giveBack(tx, budget, amount, as).then(() => true))
                else stays.push(amount)
                if (after === 'spend' && as === 'reserved')
                  await inTx((tx) => spendReserved(tx, budget, amount).then(() => true))
              }
            }),
          )
          const { spent, reserved } = await counted()
          expect(spent + reserved).toBe(stays.reduce((sum, one) => sum + one, 0))
          expect(spent + reserved).toBeLessThanOrEqual(perMonth)
        },
      ),
      { numRuns: 25 },
    )
  }))
