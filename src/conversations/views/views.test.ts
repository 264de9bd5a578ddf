import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

const countsOf = async (desk: TestDesk, who = desk.ana) => {
  const { views } = (await desk.as(who).get('/api/views')).body
  return Object.fromEntries(views.map((one: { view: string; count: number }) => [one.view, one.count]))
}

test('each view shows and counts what it says', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const id = async (n: number) => desk.receive(`c${n}@example.com`, `Question ${n}`)
    const [fresh, mine, waiting, snoozed, resolved, spam] = [
      await id(1),
      await id(2),
      await id(3),
      await id(4),
      await id(5),
      await id(6),
    ]
    await ana.put(`/api/conversations/${mine}/assignee`, { staffId: desk.ana.staffId })
    await ana.put(`/api/conversations/${waiting}/status`, { status: 'pending_customer' })
    await ana.put(`/api/conversations/${snoozed}/snooze`, { until: null })
    await ana.put(`/api/conversations/${resolved}/status`, { status: 'resolved' })
    await ana.put(`/api/conversations/${spam}/spam`, {})
    const shown = async (view: string) =>
      (await ana.get(`/api/conversations?view=${view}`)).body.items.map((one: { id: number }) => one.id)
    const expected: Record<string, number[]> = {
      mine: [mine],
      unassigned: [fresh],
      open: [mine, fresh],
      waiting: [waiting],
      overdue: [],
      snoozed: [snoozed],
      mentions: [],
      resolved: [resolved],
      spam: [spam],
      all: [resolved, snoozed, waiting, mine, fresh],
    }
    for (const [view, ids] of Object.entries(expected)) expect(await shown(view), view).toEqual(ids)
    expect(await countsOf(desk)).toEqual(
      Object.fromEntries(Object.entries(expected).map(([view, ids]) => [view, ids.length])),
    )
    const outsider = await desk.hire('Omar', 'agent', [await desk.openBrand('sakura')])
    expect(Object.values(await countsOf(desk, outsider))).toEqual(Object.keys(expected).map(() => 0))
  }))

test('a list is read page by page in every order, over brands, without loss or repetition', () =>
  withDesk(async (desk) => {
    const sakura = await desk.openBrand('sakura')
    const all: number[] = []
    for (let n = 0; n < 9; n++)
      all.push(
        await desk.receive(`c${n}@example.com`, `Question ${n}`, n % 2 === 0 ? {} : { brandId: sakura }),
      )
    const ana = desk.as(desk.ana)
    await ana.put(`/api/conversations/${all[4]}/status`, { status: 'pending_customer' })
    const read = async (sort: string) => {
      const ids: number[] = []
      let cursor = ''
      do {
        const { body } = await ana.get(`/api/conversations?sort=${sort}&limit=2${cursor}`)
        ids.push(...body.items.map((one: { id: number }) => one.id))
        cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`
      } while (cursor !== '')
      return ids
    }
    expect(await read('oldest')).toEqual(all)
    expect(await read('newest')).toEqual(all.toReversed())
    expect(await read('longest_waiting')).toEqual(all.filter((_, at) => at !== 4))
    expect((await ana.get('/api/conversations?cursor=nonsense')).body.code).toBe('cursor_unknown')
  }))

test('views are saved for oneself or for all, counted, and changed only by their owner or a supervisor', () =>
  withDesk(async (desk) => {
    await desk.receive('carter@example.com', 'It never arrived.')
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const chie = await desk.hire('Chie', 'agent', [desk.brandId])
    const filter = { view: 'open', channel: 'api', sort: 'longest_waiting' }
    const own = (await desk.as(ben).post('/api/views', { name: 'Mine alone', filter })).body
    const shared = (
      await desk
        .as(ben)
        .post('/api/views', { name: 'For all', filter: { priority: 'urgent' }, isShared: true })
    ).body
    const seenBy = async (who: typeof ben) =>
      (await desk.as(who).get('/api/views')).body.savedViews.map((one: { name: string; count: number }) => [
        one.name,
        one.count,
      ])
    expect(await seenBy(ben)).toEqual([
      ['Mine alone', 1],
      ['For all', 0],
    ])
    expect(await seenBy(chie)).toEqual([['For all', 0]])
    expect((await desk.as(chie).patch(`/api/views/${own.id}`, { name: 'x' })).status).toBe(404)
    expect((await desk.as(chie).delete(`/api/views/${shared.id}`)).body.code).toBe('view_not_yours')
    expect((await desk.as(desk.ana).patch(`/api/views/${shared.id}`, { name: 'Urgent' })).body).toMatchObject(
      {
        name: 'Urgent',
        isShared: true,
        filter: { priority: 'urgent' },
      },
    )
    await desk.as(ben).delete(`/api/views/${own.id}`)
    expect(await seenBy(ben)).toEqual([['Urgent', 0]])
  }))

test('a shared view about a brand is not shown to those outside it', () =>
  withDesk(async (desk) => {
    const outsider = await desk.hire('Omar', 'agent', [await desk.openBrand('sakura')])
    await desk
      .as(desk.ana)
      .post('/api/views', { name: 'Hinoki', filter: { brandId: desk.brandId }, isShared: true })
    expect((await desk.as(outsider).get('/api/views')).body.savedViews).toEqual([])
  }))

test('the conversations of a tag are listed in the order of time, whichever was tagged or written to last, and page by page', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const ids: number[] = []
    for (let n = 0; n < 4; n++) ids.push(await desk.receive(`c${n}@example.com`, `Question ${n}`))
    for (const id of ids.slice(0, 3).reverse())
      await ana.put(`/api/conversations/${id}/tags`, { tags: ['recall'] })
    await desk.receive('c0@example.com', 'And one thing more', {}, ids[0])
    const read = async (sort: string) => {
      const first = (await ana.get(`/api/conversations?tag=recall&sort=${sort}&limit=2`)).body
      const rest = (
        await ana.get(`/api/conversations?tag=Recall&sort=${sort}&limit=2&cursor=${first.nextCursor}`)
      ).body
      expect(rest.nextCursor).toBeNull()
      return [...first.items, ...rest.items].map((one: { id: number }) => one.id)
    }
    expect(await read('newest')).toEqual([ids[0], ids[2], ids[1]])
    expect(await read('oldest')).toEqual([ids[1], ids[2], ids[0]])
    expect(await read('longest_waiting')).toEqual([ids[0], ids[1], ids[2]])
    expect((await ana.get('/api/conversations?tag=unheard')).body.items).toEqual([])
  }))

test('a shared view about a brand is not there for a supervisor of another', () =>
  withDesk(async (desk) => {
    const wish = { name: 'Hinoki, urgent', filter: { brandId: desk.brandId }, isShared: true }
    const { id } = (await desk.as(desk.ana).post('/api/views', wish)).body
    const outsider = await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')])
    expect((await desk.as(outsider).patch(`/api/views/${id}`, { name: 'Mine' })).status).toBe(404)
    expect((await desk.as(outsider).delete(`/api/views/${id}`)).status).toBe(404)
    expect((await desk.as(desk.ana).get('/api/views')).body.savedViews).toMatchObject([{ name: wish.name }])
  }))
