import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { give, giveElsewhere, keepChain, keepLimits } from '#test/authority.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'

afterEach(() => setClock())

async function furnished(desk: TestDesk, more: Parameters<typeof keepLimits>[1] = {}) {
  const people = {
    ben: await desk.hire('Ben', 'agent', [desk.brandId]),
    sora: await desk.hire('Sora', 'supervisor', [desk.brandId]),
  }
  await keepLimits(desk, more)
  return { id: await desk.receive('carter@example.com', 'The lid has a crack.'), ...people }
}

const refunds = async (desk: TestDesk, person: TestDesk['ana']) =>
  (await desk.as(person).get(`/api/my-authority?brandId=${desk.brandId}`)).body.items[0]

test('a grant inside the limit goes through at once, and the budget left is seen before the next', () =>
  withDesk(async (desk) => {
    const { id, ben } = await furnished(desk)
    const before = await desk.lastEvent()
    expect(await refunds(desk, ben)).toMatchObject({ perCase: '3000', perMonth: '10000', left: '10000' })
    const { status, body } = await give(desk, ben, id, { amount: '2500', orderNumber: '#10231' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      state: 'granted',
      amount: '2500',
      currency: 'JPY',
      askedBy: { name: 'Ben' },
      approvalId: null,
      orderNumber: '#10231',
    })
    expect(await refunds(desk, ben)).toMatchObject({ left: '7500', spent: '2500', canAsk: true })
    expect(await desk.events(before)).toEqual(['grant.granted'])
    const { items } = (await desk.as(ben).get(`/api/conversations/${id}/events`)).body
    expect(items.at(-1).text).toBe('Given: Refund ¥2,500.')
    expect((await desk.as(ben).get(`/api/grants?conversationId=${id}`)).body.items).toHaveLength(1)
  }))

test('above a case’s or a month’s limit it waits for approval, and is granted with the yes', () =>
  withDesk(async (desk) => {
    const { id, ben, sora } = await furnished(desk)
    const { body } = await give(desk, ben, id, { amount: '8000' })
    expect(body).toMatchObject({ state: 'waiting', grantedAt: null })
    expect(await refunds(desk, ben)).toMatchObject({ left: '10000' })
    const before = await desk.lastEvent()
    const mine = (await desk.as(sora).get('/api/approvals?which=mine')).body.items
    expect(mine).toMatchObject([{ id: body.approvalId, subject: 'Refund ¥8,000', mayDecide: true, level: 0 }])
    const said = await desk
      .as(sora)
      .post(`/api/approvals/${body.approvalId}/decision`, { decision: 'approve', comment: '' })
    expect(said.body).toMatchObject({ state: 'approved', decidedBy: { name: 'Sora' } })
    expect((await desk.as(ben).get(`/api/grants/${body.id}`)).body).toMatchObject({
      state: 'granted',
      approvedBy: { name: 'Sora' },
    })
    expect(await desk.events(before)).toEqual(['approval.decided', 'grant.granted'])
    const amounts = ['3000', '3000', '3000', '1001', '1000']
    const states = await Array.fromAsync(amounts, (amount) => giveElsewhere(desk, ben, amount))
    expect(states).toEqual(['granted', 'granted', 'granted', 'waiting', 'granted'])
  }))

test('a yes is enough where whoever says it could have given it; else the next level is asked', () =>
  withDesk(async (desk) => {
    const { id, ben, sora } = await furnished(desk)
    const { body } = await give(desk, ben, id, { amount: '30000' })
    const say = (person: TestDesk['ana']) =>
      desk.as(person).post(`/api/approvals/${body.approvalId}/decision`, { decision: 'approve' })
    expect((await say(sora)).body).toMatchObject({ state: 'waiting', level: 1, mayDecide: false })
    expect((await say(sora)).status).toBe(403)
    expect((await say(desk.ana)).body).toMatchObject({ state: 'approved', votes: [{}, {}] })
    expect((await desk.as(ben).get(`/api/grants/${body.id}`)).body.state).toBe('granted')
  }))

test('a no needs its reason and gives the budget back', () =>
  withDesk(async (desk) => {
    const { id, ben, sora } = await furnished(desk)
    const { body } = await give(desk, ben, id, { amount: '50000' })
    expect((await give(desk, ben, id, { amount: '3001' })).body.code).toBe('exceptions_spent')
    const decision = `/api/approvals/${body.approvalId}/decision`
    expect((await desk.as(sora).post(decision, { decision: 'refuse' })).body).toMatchObject({
      code: 'reason_missing',
      field: 'comment',
    })
    await desk.as(sora).post(decision, { decision: 'refuse', comment: 'Offer an exchange first.' })
    expect((await desk.as(ben).get(`/api/grants/${body.id}`)).body).toMatchObject({
      state: 'refused',
      endReason: 'Offer an exchange first.',
      endedBy: { name: 'Sora' },
    })
    expect((await give(desk, ben, id, { amount: '50000' })).body.state).toBe('waiting')
    expect((await desk.as(sora).post(decision, { decision: 'approve' })).body.code).toBe('approval_decided')
  }))

test('what was given is taken back and corrected, never deleted, and the budget follows', () =>
  withDesk(async (desk) => {
    const { id, ben, sora } = await furnished(desk)
    const first = (await give(desk, ben, id, { amount: '3000' })).body
    const corrected = await desk
      .as(ben)
      .post(`/api/grants/${first.id}/correct`, { amount: '1200', why: 'Only the lid.' })
    expect(corrected.body).toMatchObject({ state: 'granted', amount: '1200', correctsId: first.id })
    expect(await refunds(desk, ben)).toMatchObject({ left: '8800' })
    const before = await desk.lastEvent()
    expect((await desk.as(ben).post(`/api/grants/${first.id}/withdraw`, { why: 'x' })).body.code).toBe(
      'grant_ended',
    )
    const other = await desk.hire('Omi', 'agent', [desk.brandId])
    const take = (person: TestDesk['ana']) =>
      desk.as(person).post(`/api/grants/${corrected.body.id}/withdraw`, { why: 'She found the coupon.' })
    expect((await take(other)).status).toBe(403)
    expect(await desk.events(before)).toEqual([])
    expect((await take(sora)).body).toMatchObject({ state: 'reversed', endReason: 'She found the coupon.' })
    expect(await refunds(desk, ben)).toMatchObject({ left: '10000', spent: '0' })
    expect((await desk.as(ben).get(`/api/grants?conversationId=${id}`)).body.items).toHaveLength(2)
  }))

test('a correction above the limit waits, and the old grant holds until there is a yes', () =>
  withDesk(async (desk) => {
    const { id, ben, sora } = await furnished(desk)
    const first = (await give(desk, ben, id, { amount: '3000' })).body
    const at = `/api/grants/${first.id}`
    const { body } = await desk.as(ben).post(`${at}/correct`, { amount: '5000', why: 'Postage as well.' })
    expect(body.state).toBe('waiting')
    expect((await desk.as(ben).post(`${at}/correct`, { amount: '1', why: 'x' })).body.code).toBe(
      'correction_waiting',
    )
    expect((await desk.as(ben).get(at)).body.state).toBe('granted')
    await desk.as(sora).post(`/api/approvals/${body.approvalId}/decision`, { decision: 'approve' })
    expect((await desk.as(ben).get(at)).body.state).toBe('reversed')
    expect(await refunds(desk, ben)).toMatchObject({ left: '10000' })
  }))

test('a payment outside is recorded with who, when and its number', () =>
  withDesk(async (desk) => {
    const { id, ben } = await furnished(desk)
    const { body } = await give(desk, ben, id)
    const pay = (more: object) => desk.as(ben).put(`/api/grants/${body.id}/payment`, more)
    expect((await pay({ at: new Date(Date.now() + 3_600_000).toISOString() })).body.code).toBe('not_yet')
    expect((await pay({ reference: 'TRX-118' })).body.paid).toMatchObject({
      reference: 'TRX-118',
      by: { name: 'Ben' },
    })
    const wrong = await desk.as(ben).post(`/api/grants/${body.id}/correct`, { amount: '900', why: 'x' })
    expect(wrong.body.code).toBe('grant_paid')
    const waiting = (await give(desk, ben, id, { amount: '9000' })).body
    expect((await desk.as(ben).put(`/api/grants/${waiting.id}/payment`, {})).body.code).toBe(
      'grant_not_granted',
    )
  }))

test('another currency counts at the rate of its day, and without one it is refused', () =>
  withDesk(async (desk) => {
    const { id, ben } = await furnished(desk)
    const usd = { amount: '12.50', currency: 'USD' }
    const before = await desk.lastEvent()
    expect((await give(desk, ben, id, usd)).body).toMatchObject({ status: 409, code: 'rate_missing' })
    const rate = (date: string, value: string) =>
      desk
        .as(desk.ana)
        .post('/api/exchange-rates', { brandId: desk.brandId, from: 'USD', to: 'JPY', date, rate: value })
    setClock(() => new Date('2026-11-20T03:00:00Z'))
    await rate('2026-10-01', '149.9')
    expect((await give(desk, ben, id, usd)).body.code).toBe('rate_missing')
    await rate('2026-11-02', '151.26')
    await rate('2026-11-21', '160')
    expect((await give(desk, ben, id, usd)).body).toMatchObject({
      amount: '12.50',
      currency: 'USD',
      counted: { amount: '1891', currency: 'JPY', rate: '151.26', rateDate: '2026-11-02' },
    })
    expect((await desk.events(before)).filter((type) => type.startsWith('grant'))).toEqual(['grant.granted'])
    expect((await give(desk, ben, id, { amount: '1', currency: 'XQQ' })).body.code).toBe('currency_unknown')
    expect((await rate('2026-11-03', '0')).body.code).toBe('rate_unfit')
    expect((await rate('2026-11-02', '151.5')).body.rate).toBe('151.5')
  }))

test('a month ends by the brand’s clock, and what was given before counts on the old one', () =>
  withDesk(async (desk) => {
    const { id, ben } = await furnished(desk)
    setClock(() => new Date('2026-11-30T14:59:59Z'))
    const old = (await give(desk, ben, id, { amount: '3000' })).body
    setClock(() => new Date('2026-11-30T15:00:00Z'))
    expect(await refunds(desk, ben)).toMatchObject({ left: '10000' })
    await giveElsewhere(desk, ben, '1000')
    await desk.as(ben).post(`/api/grants/${old.id}/withdraw`, { why: 'Not needed.' })
    expect(await refunds(desk, ben)).toMatchObject({ left: '9000' })
    setClock(() => new Date('2026-11-30T14:59:58Z'))
    expect(await refunds(desk, ben)).toMatchObject({ left: '10000' })
  }))

test('what cannot be is refused with its field, and nothing is recorded', () =>
  withDesk(async (desk) => {
    const { id, ben } = await furnished(desk, {
      others: [{ role: 'agent', kind: 'free_item', perCase: '1', perMonth: '5' }],
    })
    const before = await desk.lastEvent()
    const cases: [Record<string, unknown>, string, string | undefined][] = [
      [{ amount: '-5' }, 'amount_not_positive', 'amount'],
      [{ amount: '0' }, 'amount_not_positive', 'amount'],
      [{ amount: '10.5' }, 'amount_too_fine', 'amount'],
      [{ amount: '1'.repeat(15) }, 'amount_too_large', 'amount'],
      [{ amount: '1000', why: ' ' }, 'invalid_input', 'why'],
      [{ kind: 'free_item', amount: '1' }, 'item_missing', 'item'],
      [{ kind: 'free_item', amount: '1', item: 'Lid', currency: 'JPY' }, 'no_currency', 'currency'],
      [{ kind: 'points', amount: '100' }, 'above_authority', 'amount'],
      [{ amount: '9000', ifAbove: 'refuse' }, 'above_authority', 'amount'],
    ]
    for (const [wish, code, field] of cases)
      expect((await give(desk, ben, id, wish)).body).toMatchObject({ code, field })
    const reader = await desk.hire('Rin', 'read_only', [desk.brandId])
    expect((await give(desk, reader, id)).status).toBe(403)
    const stranger = await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')])
    expect((await give(desk, stranger, id)).status).toBe(404)
    expect(await desk.events(before)).toEqual([])
    const given = (await give(desk, ben, id)).body
    const after = await desk.lastEvent()
    for (const [method, path, body] of [
      ['get', '', undefined],
      ['post', '/withdraw', { why: 'x' }],
      ['post', '/correct', { amount: '1', why: 'x' }],
      ['put', '/payment', {}],
    ] as const)
      expect((await desk.as(stranger)[method](`/api/grants/${given.id}${path}`, body)).status).toBe(404)
    expect((await desk.as(stranger).get('/api/grants')).body.items).toEqual([])
    expect(await desk.events(after)).toEqual([])
  }))

test('only admins set limits; who changes what their own role may give stands in the audit log', () =>
  withDesk(async (desk) => {
    const { sora } = await furnished(desk)
    const authority = (await desk.as(sora).get(`/api/authority?brandId=${desk.brandId}`)).body
    expect((await desk.as(sora).put('/api/authority', authority)).status).toBe(403)
    const before = await desk.lastEvent()
    expect((await desk.as(desk.ana).put('/api/authority', authority)).status).toBe(200)
    expect(await desk.events(before)).toEqual([])
    const own = { role: 'admin', kind: 'refund', perCase: null, perMonth: null }
    const wish = { ...authority, limits: [...authority.limits, own] }
    expect((await desk.as(desk.ana).put('/api/authority', wish)).status).toBe(200)
    const { items } = (await desk.as(desk.ana).get('/api/audit-log')).body
    expect(items.find((one: { type: string }) => one.type === 'authority.changed').data).toMatchObject({
      isOwn: true,
    })
    const twice = { ...wish, limits: [...wish.limits, own] }
    expect((await desk.as(desk.ana).put('/api/authority', twice)).body.code).toBe('limit_twice')
    const elsewhere = await desk.openBrand('sakura')
    const chain = await desk.as(desk.ana).post('/api/approval-chains', {
      brandId: elsewhere,
      name: 'Theirs',
      levels: [{ name: 'All', roles: ['admin'] }],
    })
    const theirs = { ...own, role: 'exceptions', kind: 'points', chainId: chain.body.id }
    expect(
      (await desk.as(desk.ana).put('/api/authority', { ...authority, limits: [theirs] })).body.code,
    ).toBe('chain_unfit')
    expect((await desk.as(desk.ana).put('/api/authority', { ...authority, currency: 'QQQ' })).body.code).toBe(
      'currency_unknown',
    )
  }))

test('the currency of a month that is counted stays, and a chain that limits ask is not let go', () =>
  withDesk(async (desk) => {
    const chainId = await keepChain(desk, [{ name: 'Management', roles: ['admin'] }], 'Alone')
    const { id, ben } = await furnished(desk, { chainId })
    await give(desk, ben, id)
    const ana = desk.as(desk.ana)
    const authority = (await ana.get(`/api/authority?brandId=${desk.brandId}`)).body
    expect((await ana.put('/api/authority', { ...authority, currency: 'USD' })).body.code).toBe(
      'currency_counted',
    )
    expect((await ana.delete(`/api/approval-chains/${chainId}`)).body.code).toBe('chain_used')
    await ana.put('/api/authority', { ...authority, limits: [] })
    expect((await ana.delete(`/api/approval-chains/${chainId}`)).status).toBe(200)
  }))

test('figures tell what was given by kind and person, how much of it with approval, and what is left of budgets', () =>
  withDesk(async (desk) => {
    const { id, ben, sora } = await furnished(desk)
    await give(desk, ben, id, { amount: '2000' })
    const { body } = await give(desk, ben, id, { amount: '8000' })
    await desk.as(sora).post(`/api/approvals/${body.approvalId}/decision`, { decision: 'approve' })
    await give(desk, sora, id, { amount: '500' })
    const path = `/api/grants/figures?brandId=${desk.brandId}`
    const figures = (await desk.as(sora).get(path)).body
    expect(figures.byKind).toMatchObject([{ kind: 'refund', count: 3, amount: '10500', approved: '8000' }])
    expect(figures.byPerson).toMatchObject([
      { staff: { name: 'Ben' }, amount: '10000' },
      { staff: { name: 'Sora' }, amount: '500' },
    ])
    expect(figures.budgets).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ role: 'exceptions', staff: null, spent: '8000', perMonth: '50000' }),
        expect.objectContaining({ role: 'agent', spent: '2000', perMonth: '10000' }),
      ]),
    )
    expect((await desk.as(ben).get(path)).status).toBe(403)
  }))
