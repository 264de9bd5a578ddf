import { expect, test } from 'vitest'
import { give, keepLimits } from '#test/authority.ts'
import { withDesk } from '#test/desk.ts'

test('what waits is decided where its conversation was merged, also into one that was merged further', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const sora = await desk.hire('Sora', 'supervisor', [desk.brandId])
    await keepLimits(desk)
    const id = await desk.receive('carter@example.com', 'The lid has a crack.')
    const { body } = await give(desk, ben, id, { amount: '8000' })
    const [first, second] = [
      await desk.receive('a@example.com', 'One'),
      await desk.receive('b@example.com', 'Two'),
    ]
    for (const [kept, merged] of [
      [first, id],
      [second, first],
    ] as const) {
      const answer = await desk
        .as(desk.ana)
        .post(`/api/conversations/${kept}/merge`, { conversationIds: [merged] })
      expect(answer.status).toBe(200)
    }
    const said = await desk
      .as(sora)
      .post(`/api/approvals/${body.approvalId}/decision`, { decision: 'approve' })
    expect(said.body.state).toBe('approved')
    expect((await desk.as(ben).get(`/api/grants/${body.id}`)).body.state).toBe('granted')
  }))
