import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { dispatchAll } from '#test/dispatch-all.ts'
import { graphOf, letFlowsRun, publishFlow, startFlow } from '#test/flows.ts'
import { tasksOf } from '../../tasks.ts'

const hour = { minutes: 60 }
const approval = {
  kind: 'approval',
  what: 'Send it again',
  atMost: hour,
  next: { approved: 'end', refused: 'end', too_late: 'end' },
}
const department = {
  kind: 'department',
  name: 'In stock?',
  what: 'Is the knife in stock?',
  atMost: hour,
  next: { answered: 'end', too_late: 'end' },
}

/** Lets everything that has happened have its notices, twice, as after a crash. */
async function tell(desk: TestDesk): Promise<void> {
  await letFlowsRun(desk)
  await dispatchAll(desk)
  for (const { task, payload } of await desk.jobs())
    if (task === 'notify-of-task' || task === 'notify-of-approval')
      for (const attempt of [1, 2]) await tasksOf(desk)[task]?.(payload, { attempt, isLastAttempt: false })
}

test('who was asked by a flow is told once that it asks no longer, whether for an approval, by name or as one of a team', () =>
  withDesk(async (desk) => {
    const mei = await desk.hire('Mei', 'supervisor', [desk.brandId])
    // Asked as one of a team, from outside the brand.
    const wataru = await desk.hire('Wataru', 'agent')
    const ana = desk.as(desk.ana)
    const { id: teamId } = (await ana.post('/api/teams', { name: 'Warehouse', memberIds: [wataru.staffId] }))
      .body
    const whom = [
      { ...approval, staffId: mei.staffId },
      { ...department, staffId: mei.staffId },
      { ...department, teamId },
    ]
    const runs: { id: number }[] = []
    for (const [at, step] of whom.entries()) {
      const flowId = await publishFlow(desk, graphOf({ one: step }))
      runs.push(await startFlow(desk, await desk.receive(`c${at}@example.com`, 'Hello'), flowId))
    }
    await tell(desk)
    for (const { id } of runs) expect((await ana.post(`/api/flow-runs/${id}/stop`)).status).toBe(200)
    await tell(desk)
    const kinds = async (who: typeof mei) =>
      (await desk.as(who).get('/api/notices')).body.items
        .map((one: { kind: string }) => one.kind)
        .filter((kind: string) => /^(task|approval)_/.test(kind))
        .toSorted()
    expect(await kinds(mei)).toEqual(['approval_asked', 'approval_withdrawn', 'task_asked', 'task_cancelled'])
    expect(await kinds(wataru)).toEqual(['task_asked', 'task_cancelled'])
    expect(await kinds(desk.ana)).toEqual([])
  }))
