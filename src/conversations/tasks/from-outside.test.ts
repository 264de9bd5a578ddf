import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'

test('who was asked one question from outside the brand finds no other question of it', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const wataru = await desk.hire('Wataru', 'agent')
    const id = await desk.receive('carter@example.com', 'The lid came broken.')
    const ask = async (staffId: number) =>
      (await ana.post(`/api/conversations/${id}/tasks`, { to: { staffId }, title: 'Lid', text: 'In stock?' }))
        .body.id
    const [own, other] = [await ask(wataru.staffId), await ask(desk.ana.staffId)]
    const outside = desk.as(wataru)
    expect((await outside.get(`/api/tasks/${own}`)).status).toBe(200)
    const before = await desk.lastEvent()
    const answer = { text: 'Yes.', isAnswer: true }
    for (const { status } of [
      await outside.get(`/api/tasks/${other}`),
      await outside.post(`/api/tasks/${other}/messages`, answer),
      await outside.post(`/api/tasks/${other}/take`),
    ])
      expect(status).toBe(404)
    expect(await desk.events(before)).toEqual([])
    const { items } = (await outside.get('/api/tasks?of=all&state=any')).body
    expect(items.map((one: { id: number }) => one.id)).toEqual([own])
  }))
