import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { tellNotices } from '#test/notices.ts'

test('of the answer to a question whose asker has left, who has the conversation is told', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const mia = await desk.hire('Mia', 'agent', [desk.brandId])
    const id = await desk.receive('carter@example.com', 'The lid came broken.')
    const ana = desk.as(desk.ana)
    const wish = { to: { staffId: desk.ana.staffId }, title: 'Lid', text: 'In stock?' }
    const asked = await desk.as(ben).post(`/api/conversations/${id}/tasks`, wish)
    await ana.put(`/api/conversations/${id}/assignee`, { staffId: mia.staffId })
    await ana.post(`/api/staff/${ben.staffId}/deactivate`)
    await ana.post(`/api/tasks/${asked.body.id}/messages`, { text: 'Three.', isAnswer: true })
    await tellNotices(desk)
    const { items } = (await desk.as(mia).get('/api/notices')).body
    expect(items.filter((one: { kind: string }) => one.kind === 'task_answered')).toHaveLength(1)
  }))
