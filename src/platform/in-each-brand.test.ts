import { expect, test } from 'vitest'
import { give, keepLimits } from '#test/authority.ts'
import { withDesk } from '#test/desk.ts'

test('a list over several brands is in one order from page to page, and shows each row once', () =>
  withDesk(async (desk) => {
    const first = desk.brandId
    const second = await desk.openBrand('second')
    const own = { role: 'admin', kind: 'refund', perCase: null, perMonth: null }
    const sora = await desk.hire('Sora', 'supervisor', [first, second])
    const ids: number[] = []
    for (const brandId of [first, second, first, second, first]) {
      desk.brandId = brandId
      const at = `customer${ids.length}@example.com`
      const id = await desk.receive(at, 'The lid has a crack.', { brandId })
      if (ids.length < 2) await keepLimits(desk, { others: [own] })
      ids.push((await give(desk, sora, id, { amount: '100' })).body.id)
    }
    const seen: number[] = []
    for (let cursor = ''; cursor !== 'null'; ) {
      const { body } = await desk.as(sora).get(`/api/grants?limit=2${cursor && `&cursor=${cursor}`}`)
      seen.push(...body.items.map((one: { id: number }) => one.id))
      cursor = String(body.nextCursor)
    }
    expect(seen).toEqual(ids.toReversed())
    const { items } = (await desk.as(sora).get(`/api/grants?brandId=${second}`)).body
    expect(items.map((one: { id: number }) => one.id)).toEqual([ids[3], ids[1]])
  }))
