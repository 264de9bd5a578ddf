import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { graphOf, letFlowsRun, publishFlow, startFlow } from '#test/flows.ts'

const tag = (name: string) => ({
  kind: 'do',
  actions: [{ action: 'tag_on', value: { tags: [name] } }],
  next: { done: 'end' },
})

test('a flow asks another department and whoever leads, and goes on with what they say', () =>
  withDesk(async (desk) => {
    const mei = await desk.hire('Mei', 'supervisor', [desk.brandId])
    const flowId = await publishFlow(
      desk,
      graphOf({
        ask: {
          kind: 'department',
          name: 'Is it in stock?',
          what: 'Is the knife in stock?',
          staffId: mei.staffId,
          next: { answered: 'may' },
        },
        may: {
          kind: 'approval',
          what: 'Send it again',
          staffId: mei.staffId,
          next: { approved: 'yes', refused: 'no' },
        },
        yes: tag('yes'),
        no: tag('no'),
      }),
    )
    const id = await desk.receive('carter@example.com', 'Hello')
    const begun = await startFlow(desk, id, flowId)
    expect(begun).toMatchObject({ state: 'waiting', waitsFor: 'task' })
    const { id: taskId } = (await desk.as(mei).get('/api/tasks?of=mine')).body.items[0]
    const answered = await desk
      .as(mei)
      .post(`/api/tasks/${taskId}/messages`, { text: 'Yes, eight.', isAnswer: true })
    expect(answered.status).toBe(200)
    await letFlowsRun(desk)
    expect((await desk.as(desk.ana).get(`/api/flow-runs/${begun.id}`)).body).toMatchObject({
      waitsFor: 'approval',
    })
    const { items } = (await desk.as(mei).get('/api/approvals')).body
    const decided = await desk.as(mei).post(`/api/approvals/${items[0].id}/decision`, { decision: 'approve' })
    expect(decided.status).toBe(200)
    await letFlowsRun(desk)
    expect((await desk.as(desk.ana).get(`/api/conversations/${id}`)).body.tags).toEqual(['yes'])
  }))

test('an agent who started a flow cannot lead it past an approval as if there had been a yes', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const mei = await desk.hire('Mei', 'supervisor', [desk.brandId])
    const may = { kind: 'approval', what: 'Send it again', next: { approved: 'yes', refused: 'no' } }
    const flowId = await publishFlow(desk, graphOf({ may, yes: tag('yes'), no: tag('no') }))
    const id = await desk.receive('carter@example.com', 'Hello')
    const run = await startFlow(desk, id, flowId, ben)
    const skip = (person: typeof ben, outcome: string) =>
      desk.as(person).post(`/api/flow-runs/${run.id}/skip`, { outcome })
    expect((await skip(ben, 'approved')).status).toBe(403)
    expect((await desk.as(ben).get(`/api/flow-runs/${run.id}`)).body.waitsFor).toBe('approval')
    expect((await skip(mei, 'approved')).body.state).toBe('ended')
    const other = await startFlow(desk, await desk.receive('lee@example.com', 'Hello'), flowId, ben)
    const refused = await desk.as(ben).post(`/api/flow-runs/${other.id}/skip`, { outcome: 'refused' })
    expect(refused.body.state).toBe('ended')
  }))
