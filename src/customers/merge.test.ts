import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { customerIn, customerOf, namesFound, untilOneWaits } from '#test/customers.ts'
import { withDesk } from '#test/desk.ts'
import { bothFor, mergeCustomers } from './merge.ts'

const word = fc.option(fc.constantFrom('x', 'y', 'long note'), { nil: '' })
const known = fc.record({
  name: word,
  note: word,
  country: fc.option(fc.constantFrom('JP', 'US')),
  language: fc.option(fc.constantFrom('ja' as const, 'en' as const)),
  mails: fc.uniqueArray(fc.constantFrom('<1@x>', '<2@x>', '<3@x>')),
})

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
    expect(await namesFound(desk, 'b@example.com')).toEqual(['A'])
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
    const id = await customerOf(desk, 'rosa@example.com', 'Rosa')
    let mail: Promise<number> | undefined
    await desk.rows(async (tx) => {
      await tx
        .insertInto('identities')
        .values({
          ...{ brand_id: desk.brandId, customer_id: id, kind: 'email' },
          ...{ value: 'rosa@work.example', shown: 'rosa@work.example' },
        })
        .execute()
      mail = desk.receive('rosa@work.example', 'From work')
      await untilOneWaits(desk)
    })
    expect(await customerIn(desk, (await mail) ?? 0)).toBe(id)
  }))

test('a mail that comes while its customer is merged away is the kept customer’s', () =>
  withDesk(async (desk) => {
    const kept = await customerOf(desk, 'rosa@example.com', 'Rosa')
    const merged = await customerOf(desk, 'rosa@work.example', 'Rosa')
    let mail: Promise<number> | undefined
    await desk.rows(async (tx) => {
      await mergeCustomers(tx, await bothFor(tx, kept, merged), { kind: 'system' })
      mail = desk.receive('rosa@work.example', 'One more thing')
      await untilOneWaits(desk)
    })
    expect(await customerIn(desk, (await mail) ?? 0)).toBe(kept)
  }))
