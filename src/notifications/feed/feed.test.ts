import { expect, test } from 'vitest'
import { inBrands } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { type Person, type TestDesk, withDesk } from '#test/desk.ts'

type Item = { id: number; type: string; conversationId: number; brandId: number }

/**
 * Reads on from a cursor until so many have come. Another test's transaction on the same server may
 * hold events back for a moment, as any that still runs does.
 */
async function readOn(desk: TestDesk, who: Person, cursor: string, count: number) {
  const items: Item[] = []
  let next = cursor
  await expect
    .poll(
      async () => {
        const { body } = await desk.as(who).get(`/api/events?cursor=${next}&limit=2`)
        items.push(...body.items)
        next = body.nextCursor
        return items.length
      },
      { interval: 20 },
    )
    .toBe(count)
  return { items, next }
}

test('events are read on from the last one, and asking again tells nothing twice', () =>
  withDesk(async (desk) => {
    for (const name of ['a', 'b', 'c']) await desk.receive(`${name}@example.com`, 'Hello')
    const first = await readOn(desk, desk.ana, '0', 3)
    expect(first.next).toBe(String(first.items[2]?.id))
    expect((await desk.as(desk.ana).get(`/api/events?after=${first.next}`)).body).toEqual({
      items: [],
      nextCursor: first.next,
    })
    const id = await desk.receive('d@example.com', 'Four')
    expect((await readOn(desk, desk.ana, first.next, 1)).items).toMatchObject([
      { type: 'message.received', conversationId: id, actor: { kind: 'customer' } },
    ])
    expect((await desk.as(desk.ana).get('/api/events?cursor=x')).body.code).toBe('cursor_unknown')
  }))

test('an event whose transaction commits late holds back what came after it, and none is missed', () =>
  withDesk(async (desk) => {
    await desk.receive('a@example.com', 'One')
    const start = await readOn(desk, desk.ana, '0', 1)
    const gate = Promise.withResolvers<void>()
    const written = Promise.withResolvers<number>()
    const slow = inBrands(desk.db, [desk.brandId], async (tx) => {
      const event = { type: 'test.slow', brandId: desk.brandId, actor: { kind: 'system' as const } }
      written.resolve(await record(tx, event))
      await gate.promise
    })
    const slowId = await written.promise
    const later = await desk.receive('b@example.com', 'Two')
    const during = (await desk.as(desk.ana).get(`/api/events?after=${start.next}`)).body
    expect(during.items).toEqual([])
    gate.resolve()
    await slow
    const { items } = await readOn(desk, desk.ana, during.nextCursor, 2)
    expect(items).toMatchObject([{ id: slowId }, { conversationId: later }])
  }))

test('only events of one’s own brands are told', () =>
  withDesk(async (desk) => {
    await desk.receive('a@example.com', 'One')
    const sakura = await desk.openBrand('sakura')
    const outsider = await desk.hire('Omar', 'agent', [sakura])
    await desk.receive('b@example.com', 'Two', { brandId: sakura })
    expect((await readOn(desk, outsider, '0', 1)).items).toMatchObject([{ brandId: sakura }])
    expect((await desk.as(undefined).get('/api/events')).status).toBe(401)
  }))
