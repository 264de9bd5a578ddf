import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { letRulesRun, ruleWish } from '#test/rules.ts'

const keepOrder = (desk: TestDesk, number: string, of: number) =>
  desk.rows(async (tx) => {
    const { brand_id, customer_id } = await tx
      .selectFrom('conversations')
      .select(['brand_id', 'customer_id'])
      .where('id', '=', of)
      .executeTakeFirstOrThrow()
    const placed_at = new Date(Date.now() - 12.5 * 86_400_000)
    await tx
      .insertInto('orders')
      .values({
        brand_id,
        customer_id,
        number,
        state: 'shipped',
        placed_at,
        currency: 'USD',
        total_minor: 18_950,
      })
      .execute()
  })

test('rules ask about the order: where it stands, what it came to, how long ago; another customer’s is none of theirs', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const keep = (name: string, condition: string, value: unknown) =>
      ana.post(
        '/api/rules',
        ruleWish(desk, {
          name,
          when: { on: 'order_changed' },
          conditions: { all: [{ condition, value }] },
          actions: [{ action: 'tag_on', value: { tags: [name] } }],
        }),
      )
    await keep('on-its-way', 'order_state', ['shipped'])
    await keep('large', 'order_total', { atLeast: 189, atMost: 190 })
    await keep('slow', 'order_age_days', { atLeast: 12, atMost: 12 })
    await keep('small', 'order_total', { atMost: 189 })
    expect(await keep('wrong', 'order_state', ['lost'])).toMatchObject({
      status: 422,
      body: { code: 'rule_value_wrong', field: 'conditions.all.0.value' },
    })
    const own = await desk.receive('jo@example.com', 'Where is it?')
    const other = await desk.receive('kim@example.com', 'And mine?')
    await keepOrder(desk, 'HK-1', own)
    for (const id of [own, other])
      await ana.put(`/api/conversations/${id}/order-number`, { orderNumber: 'HK-1' })
    await letRulesRun(desk)
    const tagsOf = async (id: number) => (await ana.get(`/api/conversations/${id}`)).body.tags.toSorted()
    expect(await tagsOf(own)).toEqual(['large', 'on-its-way', 'slow'])
    expect(await tagsOf(other)).toEqual([])
  }))
