import { expect, test } from 'vitest'
import { inBrands } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { withDesk } from '#test/desk.ts'

type Item = { id: number; type: string }

test('events are read on from the last one, and asking again tells nothing twice', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    await desk.receive('a@example.com', 'One')
    await desk.receive('b@example.com', 'Two')
    const first = (await ana.get('/api/events?limit=1')).body
    expect(first.items).toHaveLength(1)
    const rest = (await ana.get(`/api/events?after=${first.items[0].id}`)).body
    expect(rest.items.map((one: Item) => one.type)).toEqual(['message.received'])
    const after = (await ana.get(`/api/events?cursor=${rest.nextCursor}`)).body
    expect(after).toEqual({ items: [], nextCursor: rest.nextCursor })
    const id = await desk.receive('c@example.com', 'Three')
    expect((await ana.get(`/api/events?cursor=${after.nextCursor}`)).body.items).toMatchObject([
      { type: 'message.received', conversationId: id, actor: { kind: 'customer' } },
    ])
    expect((await ana.get('/api/events?cursor=x')).body.code).toBe('cursor_unknown')
  }))

test('an event whose transaction commits late is told after those that were quicker, and is not missed', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    await desk.receive('a@example.com', 'One')
    const start = (await ana.get('/api/events')).body.nextCursor
    const gate = Promise.withResolvers<void>()
    const written = Promise.withResolvers<number>()
    const slow = inBrands(desk.db, [desk.brandId], async (tx) => {
      written.resolve(
        await record(tx, { type: 'test.slow', brandId: desk.brandId, actor: { kind: 'system' } }),
      )
      await gate.promise
    })
    const slowId = await written.promise
    await desk.receive('b@example.com', 'Two')
    const during = (await ana.get(`/api/events?after=${start}`)).body
    expect(during.items.map((one: Item) => one.id)).not.toContain(slowId)
    gate.resolve()
    await slow
    const then = (await ana.get(`/api/events?cursor=${during.nextCursor}`)).body
    const all = [...during.items, ...then.items].map((one: Item) => one.type)
    expect(all.toSorted()).toEqual(['message.received', 'test.slow'])
  }))

test('only events of one’s own brands are told', () =>
  withDesk(async (desk) => {
    await desk.receive('a@example.com', 'One')
    const sakura = await desk.openBrand('sakura')
    const outsider = await desk.hire('Omar', 'agent', [sakura])
    expect((await desk.as(outsider).get('/api/events')).body).toEqual({ items: [], nextCursor: '0' })
    await desk.receive('b@example.com', 'Two', { brandId: sakura })
    expect((await desk.as(outsider).get('/api/events')).body.items).toMatchObject([{ brandId: sakura }])
  }))
