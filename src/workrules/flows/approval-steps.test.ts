import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { type Person, type TestDesk, withDesk } from '#test/desk.ts'
import { graphOf, letFlowsRun, publishFlow, startFlow } from '#test/flows.ts'

afterEach(() => setClock())

const tag = (name: string) => ({
  kind: 'do',
  actions: [{ action: 'tag_on', value: { tags: [name] } }],
  next: { done: 'end' },
})
const may = { kind: 'approval', what: 'Send it again', next: { approved: 'yes', refused: 'no' } }
const graph = graphOf({ may, yes: tag('yes'), no: tag('no') })

const furnished = async (desk: TestDesk, steps = graph) => {
  const sora = await desk.hire('Sora', 'supervisor', [desk.brandId])
  const kei = await desk.hire('Kei', 'supervisor', [desk.brandId])
  const flowId = await publishFlow(desk, steps)
  const id = await desk.receive('carter@example.com', 'Hello')
  return { sora, kei, flowId, id }
}
const listed = async (desk: TestDesk, who: Person, which: string) =>
  (await desk.as(who).get(`/api/approvals?which=${which}`)).body.items
const tagsOf = async (desk: TestDesk, id: number) =>
  (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body.tags

test('whoever started a flow does not say the yes it asks for, nor leads it past that as if somebody had', () =>
  withDesk(async (desk) => {
    const { sora, kei, flowId, id } = await furnished(desk)
    const run = await startFlow(desk, id, flowId, sora)
    expect(run.outcomes).toMatchObject([{ key: 'refused' }])
    expect(await listed(desk, sora, 'mine')).toEqual([])
    const [asked] = await listed(desk, sora, 'asked')
    expect(asked).toMatchObject({
      askedBy: { name: 'Sora' },
      approvers: [{ staff: { name: 'Ana' } }, { staff: { name: 'Kei' } }],
    })
    const before = await desk.lastEvent()
    const say = (who: Person) =>
      desk.as(who).post(`/api/approvals/${asked.id}/decision`, { decision: 'approve' })
    expect(await say(sora)).toMatchObject({ status: 403, body: { code: 'not_asked' } })
    const at = `/api/flow-runs/${run.id}`
    expect((await desk.as(sora).post(`${at}/skip`, { outcome: 'approved' })).status).toBe(403)
    expect((await desk.as(sora).post(`${at}/move`, { step: 'yes' })).status).toBe(403)
    expect(await desk.events(before)).toEqual([])
    expect((await say(kei)).status).toBe(200)
    await letFlowsRun(desk)
    expect(await tagsOf(desk, id)).toEqual(['yes'])
  }))

test('a flow that a flow of theirs began asks others as well', () =>
  withDesk(async (desk) => {
    const { sora, flowId, id } = await furnished(desk)
    const outer = graphOf({
      begin: {
        kind: 'do',
        actions: [{ action: 'flow', value: { flowId } }],
        next: { done: 'end' },
      },
    })
    await startFlow(desk, id, await publishFlow(desk, outer), sora)
    await letFlowsRun(desk)
    const [asked] = await listed(desk, desk.ana, 'waiting')
    expect(asked).toMatchObject({
      askedBy: { name: 'Sora' },
      approvers: [{ staff: { name: 'Ana' } }, { staff: { name: 'Kei' } }],
    })
  }))

test('one person is asked: another who leads cannot say the yes for them', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const named = graphOf({ may: { ...may, staffId: desk.ana.staffId }, yes: tag('yes'), no: tag('no') })
    const { sora, flowId, id } = await furnished(desk, named)
    const run = await startFlow(desk, id, flowId, ben)
    const skip = (who: Person) => desk.as(who).post(`/api/flow-runs/${run.id}/skip`, { outcome: 'approved' })
    expect((await skip(sora)).status).toBe(403)
    expect((await skip(desk.ana)).body.state).toBe('ended')
  }))

test('where nobody else could say the yes a flow is stuck and says so', () =>
  withDesk(async (desk) => {
    const flowId = await publishFlow(desk, graph)
    const run = await startFlow(desk, await desk.receive('carter@example.com', 'Hello'), flowId)
    expect(run).toMatchObject({ state: 'stuck', outcomes: [{ key: 'refused' }] })
    expect(run.text).toBe('Stuck: Nobody is there who could approve this.')
    const skipped = await desk.as(desk.ana).post(`/api/flow-runs/${run.id}/skip`, { outcome: 'approved' })
    expect(skipped.status).toBe(403)
  }))

test('a flow asks as often as it comes to a step that asks', () =>
  withDesk(async (desk) => {
    const twice = graphOf({
      may: { ...may, next: { approved: 'again', refused: 'no' } },
      again: may,
      yes: tag('yes'),
      no: tag('no'),
    })
    const { sora, kei, flowId, id } = await furnished(desk, twice)
    await startFlow(desk, id, flowId, sora)
    for (const _ of [1, 2]) {
      const [asked] = await listed(desk, kei, 'mine')
      await desk.as(kei).post(`/api/approvals/${asked.id}/decision`, { decision: 'approve' })
      await letFlowsRun(desk)
    }
    expect(await tagsOf(desk, id)).toEqual(['yes'])
    expect(await listed(desk, kei, 'decided')).toHaveLength(2)
  }))
