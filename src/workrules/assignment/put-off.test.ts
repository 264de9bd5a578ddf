import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { letRulesRun } from '#test/rules.ts'

const path = '/api/assignment-wishes'
const assigneeOf = async (desk: TestDesk, id: number) =>
  (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body.assignee?.name ?? null
const listed = async (desk: TestDesk, more = '') =>
  (await desk.as(desk.ana).get(`${path}?brandId=${desk.brandId}${more}`)).body

/** As a rule would have left it, wished so many minutes ago. */
const wish = (desk: TestDesk, id: number, minutes: number) =>
  desk.rows((tx) =>
    sql`insert into assignment_wishes (brand_id, conversation_id, way, actor, is_waiting, wished_at, offer_at)
      select ${desk.brandId}, ${id}, 'turn', '{"kind": "system"}', true, at, at
      from (select now() - make_interval(mins => ${minutes}) as at) ago`.execute(tx),
  )

/** One that cannot be given, and one behind it that can. */
async function furnish(desk: TestDesk) {
  const [kept, gone, other] = [
    await desk.receive('carter@example.com', 'Where is my order, please?'),
    await desk.receive('carter@example.com', 'And the second one?'),
    await desk.receive('emma@example.com', 'Do you ship to Canada, please?'),
  ]
  await desk.as(desk.ana).post(`/api/conversations/${kept}/merge`, { conversationIds: [gone] })
  await wish(desk, gone, 60)
  await wish(desk, other, 30)
  return { gone, other }
}

test('what cannot be given keeps nothing behind it waiting, and is tried again later and later', () =>
  withDesk(async (desk) => {
    const { gone, other } = await furnish(desk)
    await desk.as(desk.ana).put('/api/me/away', { isAway: true })
    await desk.as(desk.ana).put('/api/me/away', { isAway: false })
    const before = await desk.lastEvent()
    await letRulesRun(desk, 1)
    expect(await assigneeOf(desk, other)).toBe('Ana')
    expect(await desk.events(before)).toEqual(['assignment.put_off', 'conversation.assigned'])
    const readOffer = () =>
      desk.rows((tx) =>
        sql<{ minutes: number; tries: number }>`
          select tries, round(extract(epoch from offer_at - now()) / 60)::int as minutes from assignment_wishes
          where conversation_id = ${gone}`.execute(tx),
      )
    expect((await readOffer()).rows).toEqual([{ tries: 1, minutes: 1 }])
    expect((await desk.jobs()).filter((job) => job.task === 'offer-waiting')).toHaveLength(1)
    for (const minutes of [2, 4, 8]) {
      await desk.rows((tx) => sql`update assignment_wishes set offer_at = now()`.execute(tx))
      await desk.as(desk.ana).put('/api/me/away', { isAway: true })
      await desk.as(desk.ana).put('/api/me/away', { isAway: false })
      await letRulesRun(desk, 1)
      expect((await readOffer()).rows[0]?.minutes).toBe(minutes)
    }
    expect((await desk.events(before)).filter((type) => type === 'assignment.put_off')).toHaveLength(1)
  }))

test('who leads sees what waits for somebody, since when, and why it could not be given', () =>
  withDesk(async (desk) => {
    const { gone, other } = await furnish(desk)
    expect((await listed(desk)).items).toMatchObject([
      { conversationId: gone, refused: null, offeredAt: null },
      { conversationId: other, refused: null },
    ])
    const first = await listed(desk, '&limit=1')
    expect(first.items).toHaveLength(1)
    expect((await listed(desk, `&limit=1&cursor=${first.nextCursor}`)).items).toMatchObject([
      { conversationId: other },
    ])
    await desk.as(desk.ana).put('/api/me/away', { isAway: true })
    await desk.as(desk.ana).put('/api/me/away', { isAway: false })
    await letRulesRun(desk, 1)
    expect((await listed(desk)).items).toMatchObject([
      { conversationId: gone, customer: { address: 'carter@example.com' }, way: 'turn' },
    ])
    const [refused] = (await listed(desk)).items
    expect(refused.refused).toMatch(/merged/i)
    expect(Date.parse(refused.offeredAt)).toBeGreaterThan(Date.now())
  }))

test('an agent does not see what waits for somebody, and another brand’s is not there', () =>
  withDesk(async (desk) => {
    await furnish(desk)
    const ben = desk.as(await desk.hire('Ben', 'agent', [desk.brandId]))
    const omar = desk.as(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    expect((await ben.get(`${path}?brandId=${desk.brandId}`)).status).toBe(403)
    expect((await omar.get(`${path}?brandId=${desk.brandId}`)).status).toBe(404)
  }))
