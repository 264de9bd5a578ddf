import { expect, test } from 'vitest'
import { keepLevel, reckonAll } from '#test/clocks.ts'
import { withDesk } from '#test/desk.ts'
import { clockBy } from './clock.ts'

const at = new Date('2026-11-23T00:00:00Z')
const nothing = { zone: null, country: null, email: null, brandZone: 'Asia/Tokyo' }

test.each([
  ['what is written down', { zone: 'America/Denver', country: 'GB' }, 'America/Denver', true],
  ['a country of one clock', { country: 'GB', email: 'taro@example.co.jp' }, 'Europe/London', true],
  ['a country of several, and an address', { country: 'US', email: 'taro@example.fr' }, 'Europe/Paris', true],
  ['an ending that is bought', { email: 'jo@example.io' }, 'Asia/Tokyo', false],
  ['nothing', {}, 'Asia/Tokyo', false],
])('a customer’s clock by %s', (_, evidence, timeZone, isTheirs) =>
  expect(clockBy({ ...nothing, ...evidence }, at)).toEqual({ timeZone, isTheirs }),
)

test('deadlines, promises and templates tell a customer’s time on the same clock', () =>
  withDesk(async (desk) => {
    await keepLevel(desk)
    const id = await desk.receive('jo@example.co.uk', 'Where is it?')
    await reckonAll(desk)
    const ana = desk.as(desk.ana)
    const dueAt = new Date(Math.floor(Date.now() / 1_000) * 1_000 + 86_400_000).toISOString()
    expect((await ana.post(`/api/conversations/${id}/promises`, { what: 'Call back', dueAt })).status).toBe(
      200,
    )
    const london = { timeZone: 'Europe/London', isZoneKnown: true }
    expect((await ana.get('/api/promises')).body.items[0].customer).toMatchObject(london)
    expect((await ana.get(`/api/conversations/${id}/promise-times`)).body).toMatchObject({
      customerZone: 'Europe/London',
      isZoneKnown: true,
    })
    const { body: filling } = await ana.get(`/api/conversations/${id}/template-values`)
    expect(filling).toMatchObject({
      timeZone: 'Europe/London',
      values: { 'promise.by': { kind: 'time', at: dueAt, zone: { en: 'your time' } } },
    })
    const { customer } = (await ana.get(`/api/conversations/${id}`)).body
    const clockOf = async () => (await ana.get(`/api/customers/${customer.id}`)).body.clock
    expect(await clockOf()).toBe('Europe/London')
    const [deadline] = (await ana.get(`/api/conversations/${id}/deadlines`)).body.items
    expect(deadline.text).toMatch(/in Tokyo, .*\d?\d:\d\d in London\.$/)
    expect((await ana.patch(`/api/customers/${customer.id}`, { timeZone: 'Europe/Paris' })).status).toBe(200)
    expect(await clockOf()).toBe('Europe/Paris')
  }))

test('what their browser says is their clock, unless staff have written down another', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const id = await desk.receive('jo@example.com', 'Where is it?')
    const { customer } = (await ana.get(`/api/conversations/${id}`)).body
    const clockOf = async () => (await ana.get(`/api/customers/${customer.id}`)).body.clock
    expect(await clockOf()).toBeNull()
    await desk.rows((tx) =>
      tx
        .insertInto('visitors')
        .values({
          brand_id: desk.brandId,
          customer_id: customer.id,
          token_hash: 'x',
          time_zone: 'America/Denver',
        })
        .execute(),
    )
    expect(await clockOf()).toBe('America/Denver')
    await ana.patch(`/api/customers/${customer.id}`, { timeZone: 'America/New_York' })
    expect(await clockOf()).toBe('America/New_York')
  }))
