import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { withDesk } from '#test/desk.ts'

afterEach(() => setClock())

test('colleagues see who looks and who writes, once for all tabs, until they leave or fall silent', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const at = `/api/conversations/${id}/presence`
    const told: unknown[] = []
    desk.live.onTold((topic, body) => told.push([topic, body]))
    const announce = (connection: string, isWriting: boolean) =>
      desk.as(ben).put(at, { connection, isWriting })
    await announce('tab-1', false)
    await announce('tab-1', false)
    await announce('tab-2', true)
    expect((await desk.as(ben).get(at)).body.others).toEqual([])
    expect((await desk.as(desk.ana).get(at)).body.others).toMatchObject([
      { staff: { id: ben.staffId, name: 'Ben' }, isWriting: true },
    ])
    await desk.as(ben).delete(`${at}?connection=tab-2`)
    expect((await desk.as(desk.ana).get(at)).body.others).toMatchObject([{ isWriting: false }])
    await expect.poll(() => told.length).toBe(3)
    expect(told[1]).toMatchObject(['presence', { conversationId: id, name: 'Ben', state: 'writing' }])
    setClock(() => new Date(Date.now() + 21_000))
    expect((await desk.as(desk.ana).get(at)).body.others).toEqual([])
  }))

test('writing keeps one’s lock alive', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ana = desk.as(desk.ana)
    await ana.put(`/api/conversations/${id}/lock`, {})
    setClock(() => new Date(Date.now() + 110_000))
    await ana.put(`/api/conversations/${id}/presence`, { connection: 'tab', isWriting: true })
    setClock(() => new Date(Date.now() + 200_000))
    expect((await ana.get(`/api/conversations/${id}`)).body.lock.staff.name).toBe('Ana')
    setClock(() => new Date(Date.now() + 400_000))
    expect((await ana.get(`/api/conversations/${id}`)).body.lock).toBeNull()
  }))

test('presence in a conversation of another brand is not there', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const outsider = await desk.hire('Omar', 'agent', [await desk.openBrand('sakura')])
    expect((await desk.as(outsider).get(`/api/conversations/${id}/presence`)).status).toBe(404)
    expect(
      (await desk.as(outsider).put(`/api/conversations/${id}/presence`, { connection: 'x' })).status,
    ).toBe(404)
  }))
