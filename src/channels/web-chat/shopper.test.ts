import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'

test('a shopper who opens several windows at one moment is one customer', () =>
  withDesk(async (desk) => {
    const path = `/api/brands/${desk.brandId}/identity-secret`
    const { secret } = (await desk.as(desk.ana).post(path)).body
    const user = JSON.stringify({ id: 'shopper-7', email: 'rosa@example.com', name: 'Rosa' })
    const hmac = createHmac('sha256', secret).update(user).digest('hex')
    const open = () => desk.as(undefined).post('/widget/hinoki/session', { language: 'en', user, hmac })
    const opened = await Promise.all([open(), open(), open(), open()])
    expect(opened.map((one) => one.status)).toEqual([200, 200, 200, 200])
    const { visitors, customers } = await desk.rows(async (tx) => ({
      visitors: await tx.selectFrom('visitors').select('customer_id').execute(),
      customers: await tx.selectFrom('customers').select('id').execute(),
    }))
    expect(customers).toHaveLength(1)
    expect(new Set(visitors.map((one) => one.customer_id)).size).toBe(1)
  }))
