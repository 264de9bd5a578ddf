import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { askingSteps, graphOf, letFlowsRun, publishFlow, startFlow } from '#test/flows.ts'
import { tellNotices } from '#test/notices.ts'

test('who was asked by a flow is told once that it asks no longer, whether for an approval, by name or as one of a team', () =>
  withDesk(async (desk) => {
    const mei = await desk.hire('Mei', 'supervisor', [desk.brandId])
    // Asked as one of a team, from outside the brand.
    const wataru = await desk.hire('Wataru', 'agent')
    const ana = desk.as(desk.ana)
    const { id: teamId } = (await ana.post('/api/teams', { name: 'Warehouse', memberIds: [wataru.staffId] }))
      .body
    const whom = [
      { ...askingSteps.approval, staffId: mei.staffId },
      { ...askingSteps.department, staffId: mei.staffId },
      { ...askingSteps.department, teamId },
    ]
    const runs: { id: number }[] = []
    for (const [at, step] of whom.entries()) {
      const flowId = await publishFlow(desk, graphOf({ one: step }))
      runs.push(await startFlow(desk, await desk.receive(`c${at}@example.com`, 'Hello'), flowId))
    }
    await tellNotices(desk)
    for (const { id } of runs) expect((await ana.post(`/api/flow-runs/${id}/stop`)).status).toBe(200)
    await letFlowsRun(desk)
    await tellNotices(desk)
    const kinds = async (who: typeof mei) =>
      (await desk.as(who).get('/api/notices')).body.items
        .map((one: { kind: string }) => one.kind)
        .filter((kind: string) => /^(task|approval)_/.test(kind))
        .toSorted()
    expect(await kinds(mei)).toEqual(['approval_asked', 'approval_withdrawn', 'task_asked', 'task_cancelled'])
    expect(await kinds(wataru)).toEqual(['task_asked', 'task_cancelled'])
    expect(await kinds(desk.ana)).toEqual([])
  }))
