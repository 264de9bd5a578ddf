import { expect, test } from 'vitest'
import { keepLevel, longAgo, reckonAll } from '#test/clocks.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'

async function reason(desk: TestDesk, slug: string, more: Record<string, unknown> = {}): Promise<number> {
  const wish = { brandId: desk.brandId, slug, nameEn: slug, nameJa: slug, ...more }
  const { status, body } = await desk.as(desk.ana).post('/api/contact-reasons', wish)
  expect(status).toBe(200)
  return body.id
}
const page = async (desk: TestDesk, id: number) =>
  (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body

test('a reason that comes with the message gives its priority and its service level, also those of the reason above it', () =>
  withDesk(async (desk) => {
    const damaged = await reason(desk, 'broken-things', { defaultPriority: 'high' })
    const glass = await reason(desk, 'broken-glass', { parentId: damaged })
    await keepLevel(desk, { name: 'Broken', firstMinutes: 30, conditions: { reasonIds: [damaged] } })
    await keepLevel(desk)
    const chosen = await desk.receive('jo@example.com', 'My bowl is in pieces.', { reasonId: glass })
    const plain = await desk.receive('emma@example.com', 'Do you ship to Canada?')
    expect([(await page(desk, chosen)).priority, (await page(desk, plain)).priority]).toEqual([
      'high',
      'normal',
    ])
    await reckonAll(desk)
    const levels = await Promise.all(
      [chosen, plain].map(
        async (id) =>
          (await desk.as(desk.ana).get(`/api/conversations/${id}/deadlines`)).body.items[0].serviceLevel,
      ),
    )
    expect(levels).toEqual(['Broken', 'Usual'])
    await desk.as(desk.ana).put(`/api/conversations/${chosen}/reason`, { reasonId: null })
    expect((await page(desk, chosen)).priority).toBe('normal')
  }))

test('what is overdue comes longest past first, without an order having to be asked for', () =>
  withDesk(async (desk) => {
    await keepLevel(desk)
    const recent = await desk.receive('jo@example.com', 'Where is it?')
    const old = await desk.receive('emma@example.com', 'Where is mine?')
    await longAgo(desk, recent, 70)
    await longAgo(desk, old, 300)
    await desk.as(desk.ana).post(`/api/conversations/${old}/notes`, { text: 'Asked the warehouse.' })
    await reckonAll(desk)
    const { items } = (await desk.as(desk.ana).get('/api/conversations?view=overdue')).body
    expect(items.map((one: { id: number }) => one.id)).toEqual([old, recent])
  }))
