import { expect, test } from 'vitest'
import { customerOf, namesFound } from '#test/customers.ts'
import { withDesk } from '#test/desk.ts'

test('customers are listed by latest contact, page after page', () =>
  withDesk(async (desk) => {
    for (const one of ['a', 'b', 'c']) await customerOf(desk, `${one}@example.com`, one.toUpperCase())
    const first = (await desk.as(desk.ana).get('/api/customers?limit=2')).body
    const second = (await desk.as(desk.ana).get(`/api/customers?limit=2&cursor=${first.nextCursor}`)).body
    expect([...first.items, ...second.items].map((one: { name: string }) => one.name)).toEqual([
      'C',
      'B',
      'A',
    ])
    expect(first.items[0]).toMatchObject({ address: 'c@example.com', openConversations: 1, isBlocked: false })
  }))

test('a customer is found by any part of name, address and phone, in any width, and by order number', () =>
  withDesk(async (desk) => {
    const id = await customerOf(desk, 'emma.carter@shop.example', '山田 エマ')
    await customerOf(desk, 'other@example.com', '山本 学')
    await desk
      .as(desk.ana)
      .post(`/api/customers/${id}/identities`, { kind: 'phone', value: '+81 90-1234-5678' })
    await desk.rows((tx) =>
      tx
        .insertInto('orders')
        .values({
          brand_id: desk.brandId,
          customer_id: id,
          number: 'HK-1',
          placed_at: new Date(),
          currency: 'JPY',
          total_minor: 100,
          state: 'paid',
        })
        .execute(),
    )
    for (const q of [
      '山田',
      'ｴﾏ',
      'エ',
      'carter@',
      'SHOP.EXAMPLE',
      '9012345678',
      '090'.slice(1),
      'HK-1',
      'hk-1',
      '山田 carter',
    ])
      expect([q, await namesFound(desk, q)]).toEqual([q, ['山田 エマ']])
    expect(await namesFound(desk, '山')).toEqual(['山本 学', '山田 エマ'])
    expect(await namesFound(desk, '田山')).toEqual([])
    await desk.as(desk.ana).patch(`/api/customers/${id}`, { name: '佐藤 エマ' })
    expect(await namesFound(desk, '佐藤')).toEqual(['佐藤 エマ'])
    expect(await namesFound(desk, '山田')).toEqual([])
  }))

test('what is known of a customer is changed and recorded; a language says on what it rests', () =>
  withDesk(async (desk) => {
    const id = await customerOf(desk, 'a@example.com', 'A')
    const before = await desk.lastEvent()
    const changed = await desk.as(desk.ana).patch(`/api/customers/${id}`, {
      language: 'en',
      country: 'US',
      timeZone: 'America/New_York',
      note: 'VIP',
    })
    expect(changed.body).toMatchObject({
      language: 'en',
      languageEvidence: 'staff',
      country: 'US',
      timeZone: 'America/New_York',
      note: 'VIP',
    })
    await desk.as(desk.ana).patch(`/api/customers/${id}`, { language: 'en', note: 'VIP' })
    await desk.as(desk.ana).patch(`/api/customers/${id}`, { isBlocked: true })
    expect(await desk.events(before)).toEqual(['customer.changed', 'customer.blocked'])
    const refused = await desk
      .as(desk.ana)
      .patch(`/api/customers/${id}`, { name: 'B', timeZone: 'Mars/Base' })
    expect(refused).toMatchObject({ status: 422, body: { code: 'unknown_time_zone', field: 'timeZone' } })
    expect((await desk.as(desk.ana).get(`/api/customers/${id}`)).body.name).toBe('A')
  }))

test('an address of another customer is refused with who has it; the last one stays', () =>
  withDesk(async (desk) => {
    const [a, b] = [
      await customerOf(desk, 'a@example.com', 'A'),
      await customerOf(desk, 'b@example.com', 'B'),
    ]
    const taken = await desk
      .as(desk.ana)
      .post(`/api/customers/${a}/identities`, { kind: 'email', value: 'B@Example.com' })
    expect(taken).toMatchObject({ status: 409, body: { code: 'identity_taken', customerId: b } })
    const [only] = (await desk.as(desk.ana).get(`/api/customers/${a}`)).body.identities
    expect((await desk.as(desk.ana).delete(`/api/customers/${a}/identities/${only.id}`)).body.code).toBe(
      'last_identity',
    )
  }))

test('one timeline holds all conversations and what happened to the customer, newest first', () =>
  withDesk(async (desk) => {
    const id = await customerOf(desk, 'a@example.com', 'A', 'first')
    await customerOf(desk, 'a@example.com', 'A', 'second')
    await desk.as(desk.ana).patch(`/api/customers/${id}`, { country: 'JP' })
    const seen: string[] = []
    let cursor = ''
    do {
      const page = (
        await desk.as(desk.ana).get(`/api/customers/${id}/timeline?limit=1${cursor && `&cursor=${cursor}`}`)
      ).body
      seen.push(...page.items.map((one: any) => one.message?.preview ?? one.event.type))
      cursor = page.nextCursor ?? ''
    } while (cursor)
    expect(seen).toEqual(['customer.changed', 'second', 'first'])
  }))

test('customers of other brands are not there: not to read, change, merge with or undo', () =>
  withDesk(async (desk) => {
    const sakura = await desk.openBrand('sakura')
    const outsider = await desk.hire('Omar', 'agent', [sakura])
    const id = await customerOf(desk, 'a@example.com', 'A')
    const foreign = await desk.rows((tx) =>
      tx
        .insertInto('customers')
        .values({ brand_id: sakura, name: 'F' })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    const before = await desk.lastEvent()
    const as = desk.as(outsider)
    expect((await as.get('/api/customers')).body.items.map((one: any) => one.id)).toEqual([foreign.id])
    for (const answer of [
      await as.get(`/api/customers/${id}`),
      await as.get(`/api/customers/${id}/timeline`),
      await as.get(`/api/customers/${id}/merge-suggestions`),
      await as.patch(`/api/customers/${id}`, { name: 'X' }),
      await as.post(`/api/customers/${foreign.id}/merges`, { customerId: id }),
    ])
      expect(answer.status).toBe(404)
    const across = await desk.as(desk.ana).post(`/api/customers/${id}/merges`, { customerId: foreign.id })
    expect(across).toMatchObject({ status: 422, body: { code: 'other_brand' } })
    expect(await desk.events(before)).toEqual([])
  }))

test('customers who were merged away take no place among those who are found', () =>
  withDesk(async (desk) => {
    const sato: number[] = []
    for (let n = 0; n < 4; n++) sato.push(await customerOf(desk, `sato${n}@example.jp`, 'Sato'))
    const [kept = 0, , , merged = 0] = sato
    await desk.as(desk.ana).post(`/api/customers/${kept}/merges`, { customerId: merged })
    const found: number[] = []
    let cursor = ''
    do {
      const { body } = await desk.as(desk.ana).get(`/api/customers?q=sato&limit=1${cursor}`)
      found.push(...body.items.map((one: { id: number }) => one.id))
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : 'end'
    } while (cursor !== 'end')
    expect(found).toEqual(sato.slice(0, 3).toReversed())
  }))
