import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'

test('a customer’s orders are read newest first, page by page, and not from another brand', () =>
  withDesk(async (desk) => {
    await desk.receive('carter@example.com', 'Where is it?')
    const customerId = await desk.rows(async (tx) => {
      const { id } = await tx.selectFrom('customers').select('id').executeTakeFirstOrThrow()
      for (const day of [1, 2, 3])
        await tx
          .insertInto('orders')
          .values({
            brand_id: desk.brandId,
            customer_id: id,
            number: `H-${day}`,
            placed_at: new Date(Date.UTC(2026, 0, day)),
            currency: 'USD',
            total_minor: 4980,
            state: 'shipped',
          })
          .execute()
      return id
    })
    const ana = desk.as(desk.ana)
    const path = `/api/customers/${customerId}/orders`
    const first = (await ana.get(`${path}?limit=2`)).body
    const rest = (await ana.get(`${path}?limit=2&cursor=${first.nextCursor}`)).body
    const numbers = [...first.items, ...rest.items].map((order: { number: string }) => order.number)
    expect(numbers).toEqual(['H-3', 'H-2', 'H-1'])
    expect(rest.nextCursor).toBeNull()
    const outsider = await desk.hire('Omar', 'agent', [await desk.openBrand('sakura')])
    expect((await desk.as(outsider).get(path)).status).toBe(404)
  }))
