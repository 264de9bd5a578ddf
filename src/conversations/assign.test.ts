import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'

test('an agent assigns a conversation to a colleague, and it is recorded once', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const before = await desk.lastEvent()
    const answer = await desk.as(desk.ana).put(`/api/conversations/${id}/assignee`, { staffId: ben.staffId })
    expect(answer.status).toBe(200)
    expect(answer.body.assignee).toEqual({ id: ben.staffId, name: 'Ben' })
    expect(answer.body.status).toBe('open')
    await desk.as(desk.ana).put(`/api/conversations/${id}/assignee`, { staffId: ben.staffId })
    expect(await desk.events(before)).toEqual(['conversation.assigned'])
  }))

test('a colleague of another brand finds no such conversation, and nothing is recorded', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const outsider = await desk.hire('Omar', 'agent', [await desk.openBrand('sakura')])
    const before = await desk.lastEvent()
    const answer = await desk
      .as(outsider)
      .put(`/api/conversations/${id}/assignee`, { staffId: outsider.staffId })
    expect(answer.status).toBe(404)
    expect(await desk.events(before)).toEqual([])
  }))

test('nobody is assigned who does not work for the brand', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const outsider = await desk.hire('Omar', 'agent')
    const before = await desk.lastEvent()
    const answer = await desk
      .as(desk.ana)
      .put(`/api/conversations/${id}/assignee`, { staffId: outsider.staffId })
    expect(answer).toMatchObject({ status: 422, body: { code: 'not_in_brand', field: 'staffId' } })
    expect(await desk.events(before)).toEqual([])
  }))

test('who only reads cannot assign', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const reader = await desk.hire('Rin', 'read_only', [desk.brandId])
    expect((await desk.as(reader).put(`/api/conversations/${id}/assignee`, { staffId: null })).status).toBe(
      403,
    )
    expect(
      (await desk.as(undefined).put(`/api/conversations/${id}/assignee`, { staffId: null })).status,
    ).toBe(401)
  }))
