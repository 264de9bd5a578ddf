import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { bothFor, mergeCustomers } from './merge.ts'

/** A customer who has written once, with an order and a mail id of their own. */
async function customerOf(desk: TestDesk, address: string, name: string, text = 'Hello'): Promise<number> {
  const from = { kind: 'email' as const, value: address, shown: address, name, isVerified: false }
  const conversationId = await desk.receive(address, text, { from })
  const row = await desk.rows((tx) =>
    tx
      .selectFrom('conversations')
      .select('customer_id')
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow(),
  )
  return row.customer_id
}

const names = async (desk: TestDesk, q: string) =>
  (await desk.as(desk.ana).get(`/api/customers?q=${encodeURIComponent(q)}`)).body.items.map(
    (one: { name: string }) => one.name,
  )

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
      expect([q, await names(desk, q)]).toEqual([q, ['山田 エマ']])
    expect(await names(desk, '山')).toEqual(['山本 学', '山田 エマ'])
    expect(await names(desk, '田山')).toEqual([])
    await desk.as(desk.ana).patch(`/api/customers/${id}`, { name: '佐藤 エマ' })
    expect(await names(desk, '佐藤')).toEqual(['佐藤 エマ'])
    expect(await names(desk, '山田')).toEqual([])
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

test('likely duplicates are suggested with the reason, and merged only by a person', () =>
  withDesk(async (desk) => {
    const a = await customerOf(desk, 'emma@example.com', 'Emma Carter')
    const b = await customerOf(desk, 'emma+shop@example.com', 'E. C.')
    const c = await customerOf(desk, 'carter@work.example', 'Emma Carter')
    const { items } = (await desk.as(desk.ana).get(`/api/customers/${a}/merge-suggestions`)).body
    expect(items.map((one: any) => [one.customer.id, one.reasons])).toEqual([
      [b, ['same_address']],
      [c, ['same_name']],
    ])
    expect(await desk.events()).not.toContain('customer.merged')
  }))

test('a merge shows beforehand exactly what it then does, and its undoing brings everything back', () =>
  withDesk(async (desk) => {
    const a = await customerOf(desk, 'a@example.com', 'A')
    const b = await customerOf(desk, 'b@example.com', 'B')
    const before = await desk.lastEvent()
    const preview = (await desk.as(desk.ana).get(`/api/customers/${a}/merge-preview?with=${b}`)).body
    expect(preview.moves).toMatchObject({ identities: 1, conversations: 1, messages: 1 })
    expect(await desk.events(before)).toEqual([])
    const merged = (await desk.as(desk.ana).post(`/api/customers/${a}/merges`, { customerId: b })).body
    expect({ ...merged, merges: [] }).toEqual({ ...preview.result, merges: [] })
    expect(await names(desk, 'b@example.com')).toEqual(['A'])
    expect((await desk.as(desk.ana).get(`/api/customers/${b}`)).body.mergedIntoId).toBe(a)
    expect((await desk.as(desk.ana).post(`/api/customers/${b}/merges`, { customerId: a })).body.code).toBe(
      'already_merged',
    )
    expect((await desk.as(desk.ana).post(`/api/customers/${a}/merges`, { customerId: a })).body.code).toBe(
      'same_customer',
    )
    await customerOf(desk, 'b@example.com', 'B', 'written after the merge')
    const undone = await desk.as(desk.ana).post(`/api/customers/${a}/merges/${merged.merges[0].id}/undo`)
    expect(undone.body.conversations).toBe(2)
    expect((await desk.as(desk.ana).get(`/api/customers/${b}`)).body).toMatchObject({
      conversations: 1,
      mergedIntoId: null,
    })
    expect(
      (await desk.as(desk.ana).post(`/api/customers/${a}/merges/${merged.merges[0].id}/undo`)).status,
    ).toBe(409)
    expect((await desk.events(before)).filter((type) => type.startsWith('customer.'))).toEqual([
      'customer.merged',
      'customer.merged_away',
      'customer.merge_undone',
      'customer.separated',
    ])
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

const word = fc.option(fc.constantFrom('x', 'y', 'long note'), { nil: '' })
const known = fc.record({
  name: word,
  note: word,
  country: fc.option(fc.constantFrom('JP', 'US')),
  language: fc.option(fc.constantFrom('ja' as const, 'en' as const)),
  mails: fc.uniqueArray(fc.constantFrom('<1@x>', '<2@x>', '<3@x>')),
})

test(
  'merge and undo is nothing: every row of both customers is as before',
  () =>
    withDesk(async (desk) => {
      const ids = [
        await customerOf(desk, 'a@example.com', 'A'),
        await customerOf(desk, 'b@example.com', 'B'),
      ] as const
      const tables = [
        'customers',
        'identities',
        'conversations',
        'messages',
        'orders',
        'mail_references',
        'visitors',
      ] as const
      const picture = () =>
        desk.rows(async (tx) => {
          const all: Record<string, unknown> = {}
          for (const table of tables)
            all[table] = (
              await sql<{
                row: unknown
              }>`select to_jsonb(t) as row from ${sql.table(table)} t order by to_jsonb(t)::text`.execute(tx)
            ).rows
          return all
        })
      await fc.assert(
        fc.asyncProperty(known, known, async (one, other) => {
          await desk.rows(async (tx) => {
            await tx.deleteFrom('mail_references').execute()
            for (const [at, facts] of [one, other].entries()) {
              const { mails, ...rest } = facts
              const customer = ids[at] ?? 0
              await tx
                .updateTable('customers')
                .set({ ...rest, language_evidence: rest.language && 'staff' })
                .where('id', '=', customer)
                .execute()
              const { id } = await tx
                .selectFrom('conversations')
                .select('id')
                .where('customer_id', '=', customer)
                .executeTakeFirstOrThrow()
              for (const mail_id of mails)
                await tx
                  .insertInto('mail_references')
                  .values({ brand_id: desk.brandId, customer_id: customer, mail_id, conversation_id: id })
                  .execute()
            }
          })
          const before = await picture()
          const merged = await desk
            .as(desk.ana)
            .post(`/api/customers/${ids[0]}/merges`, { customerId: ids[1] })
          expect(merged.status).toBe(200)
          await desk.as(desk.ana).post(`/api/customers/${ids[0]}/merges/${merged.body.merges[0].id}/undo`)
          expect(await picture()).toEqual(before)
        }),
        { numRuns: 25 },
      )
    }),
  60_000,
)

test('a mail that comes at the moment its address becomes known is that customer’s, and not lost', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('rosa@example.com', 'Hello')
    const { customer } = (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body
    let mail: Promise<number> | undefined
    await desk.rows(async (tx) => {
      await tx
        .insertInto('identities')
        .values({
          ...{ brand_id: desk.brandId, customer_id: customer.id, kind: 'email' },
          ...{ value: 'rosa@work.example', shown: 'rosa@work.example' },
        })
        .execute()
      mail = desk.receive('rosa@work.example', 'From work')
      await expect
        .poll(
          () =>
            desk.db.pool.query(
              "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
            ),
          { interval: 20 },
        )
        .toMatchObject({ rowCount: 1 })
    })
    const other = (await desk.as(desk.ana).get(`/api/conversations/${await mail}`)).body
    expect(other.customer.id).toBe(customer.id)
  }))

test('a mail that comes while its customer is merged away is the kept customer’s', () =>
  withDesk(async (desk) => {
    const customerOf = async (conversation: number) =>
      (await desk.as(desk.ana).get(`/api/conversations/${conversation}`)).body.customer.id as number
    const kept = await customerOf(await desk.receive('rosa@example.com', 'Hello'))
    const merged = await customerOf(await desk.receive('rosa@work.example', 'Hello'))
    let mail: Promise<number> | undefined
    await desk.rows(async (tx) => {
      await mergeCustomers(tx, await bothFor(tx, kept, merged), { kind: 'system' })
      mail = desk.receive('rosa@work.example', 'One more thing')
      await expect
        .poll(
          () =>
            desk.db.pool.query(
              "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
            ),
          { interval: 20 },
        )
        .toMatchObject({ rowCount: 1 })
    })
    expect(await customerOf((await mail) ?? 0)).toBe(kept)
  }))

test('customers who were merged away take no place among those who are found', () =>
  withDesk(async (desk) => {
    const customerOf = async (conversation: number) =>
      (await desk.as(desk.ana).get(`/api/conversations/${conversation}`)).body.customer.id as number
    const sato: number[] = []
    for (let n = 0; n < 4; n++)
      sato.push(await customerOf(await desk.receive(`sato${n}@example.jp`, 'Hello')))
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
