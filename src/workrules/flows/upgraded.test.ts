import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { tasksOf } from '../../tasks.ts'
import { dispatchAll } from '#test/dispatch-all.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { graphOf, letFlowsRun, publishFlow, startFlow } from '#test/flows.ts'

const asks = graphOf({
  ask: {
    kind: 'ask',
    text: { en: 'By post or by phone?', ja: '郵便とお電話のどちらがよろしいでしょうか。' },
    choices: [{ key: 'post', label: { en: 'By post', ja: '郵便' } }],
    giveUp: { minutes: 7_200 },
    next: { post: 'post', answered: 'post', silent: 'end' },
  },
  post: { kind: 'do', actions: [{ action: 'tag_on', value: { tags: ['post'] } }], next: { done: 'end' } },
})
/** As a version of the program wrote it that this one does not know yet, or the other way round. */
const rewrite = (desk: TestDesk, from: string, to: string) =>
  desk.rows((tx) =>
    sql`update flow_versions set graph = replace(graph::text, ${from}, ${to})::jsonb`.execute(tx),
  )

/** What follows from the answer, by a worker at its first or its last attempt. */
async function wake(desk: TestDesk, isLastAttempt: boolean): Promise<unknown> {
  await dispatchAll(desk)
  const job = (await desk.jobs()).find((one) => one.task === 'wake-flow')
  const task = tasksOf(desk)['wake-flow']
  return task?.(job?.payload, { attempt: 1, isLastAttempt }).then(
    () => undefined,
    (error: unknown) => error,
  )
}

/** A run whose question was answered when its version had come to hold a step that this worker does not know. */
async function answered(desk: TestDesk): Promise<{ id: number; runId: number }> {
  const flowId = await publishFlow(desk, asks)
  const id = await desk.receive('carter@example.com', 'Hello there')
  const { id: runId } = await startFlow(desk, id, flowId)
  await letFlowsRun(desk)
  await rewrite(desk, '"kind": "do"', '"kind": "teleport"')
  await desk.receive('carter@example.com', '1', {}, id)
  return { id, runId }
}

test('an answer that an older worker hears during an upgrade is left to a newer one, which goes on with it', () =>
  withDesk(async (desk) => {
    const { id, runId } = await answered(desk)
    expect(await wake(desk, false)).toBeInstanceOf(Error)
    const run = async () => (await desk.as(desk.ana).get(`/api/flow-runs/${runId}`)).body
    expect((await run()).state).toBe('waiting')
    await rewrite(desk, '"kind": "teleport"', '"kind": "do"')
    expect(await wake(desk, false)).toBeUndefined()
    expect((await run()).state).toBe('ended')
    expect((await desk.as(desk.ana).get(`/api/conversations/${id}`)).body.tags).toEqual(['post'])
  }))

test('where no newer one comes the run is stuck and says why', () =>
  withDesk(async (desk) => {
    const { runId } = await answered(desk)
    expect(await wake(desk, true)).toBeInstanceOf(Error)
    const { body } = await desk.as(desk.ana).get(`/api/flow-runs/${runId}`)
    expect(body.state).toBe('stuck')
    expect(body.text).toContain('does not know')
  }))
