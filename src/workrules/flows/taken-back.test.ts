import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { askingSteps, graphOf, letFlowsRun, publishFlow, startFlow } from '#test/flows.ts'

afterEach(() => setClock())

/** A run that waits for an approval, and one that waits for another department. */
async function asked(desk: TestDesk) {
  const mei = await desk.hire('Mei', 'supervisor', [desk.brandId])
  const begin = async (address: string, step: Record<string, unknown>) => {
    const flowId = await publishFlow(desk, graphOf({ one: { ...step, staffId: mei.staffId } }))
    const conversation = await desk.receive(address, 'Hello')
    const { id } = await startFlow(desk, conversation, flowId)
    return { conversation, id }
  }
  const runs = [
    await begin('a@example.com', askingSteps.approval),
    await begin('b@example.com', askingSteps.department),
  ] as const
  const read = async () => ({
    waiting: (await desk.as(mei).get('/api/approvals?which=mine')).body.items.length,
    open: (await desk.as(mei).get('/api/tasks?of=mine&state=open')).body.items.length,
    approval: (await desk.as(mei).get('/api/approvals?which=decided')).body.items[0],
    task: (await desk.as(mei).get('/api/tasks?of=mine&state=ended')).body.items[0],
  })
  expect(await read()).toMatchObject({ waiting: 1, open: 1 })
  return { mei, runs, read }
}

const told = async (desk: TestDesk, conversation: number) =>
  (await desk.as(desk.ana).get(`/api/conversations/${conversation}/events`)).body.items
    .map((one: { text: string }) => one.text)
    .filter((text: string) => text !== '')

test('what a flow has asked for and not got in time need not be answered any more, and says why', () =>
  withDesk(async (desk) => {
    const { runs, read } = await asked(desk)
    const at = new Date(Date.now() + 61 * 60_000)
    setClock(() => at)
    await letFlowsRun(desk)
    const because = 'Its time had passed, and the flow went on.'
    expect(await read()).toMatchObject({
      waiting: 0,
      open: 0,
      approval: { state: 'withdrawn', because },
      task: { state: 'cancelled', because },
    })
    expect(await told(desk, runs[0].conversation)).toContain(
      `Withdrew the request: Send it again. ${because}`,
    )
    expect(await told(desk, runs[1].conversation)).toContain(`cancelled the question “In stock?”. ${because}`)
  }))

test('a run that is stopped by hand, or because its conversation was closed, takes back what it asked', () =>
  withDesk(async (desk) => {
    const { runs, read } = await asked(desk)
    const stopped = await desk.as(desk.ana).post(`/api/flow-runs/${runs[0].id}/stop`)
    expect(stopped.body.state).toBe('stopped')
    await desk.as(desk.ana).put(`/api/conversations/${runs[1].conversation}/status`, { status: 'closed' })
    await letFlowsRun(desk)
    expect(await read()).toMatchObject({
      waiting: 0,
      open: 0,
      approval: { state: 'withdrawn', decidedBy: { name: 'Ana' }, because: 'The flow was stopped.' },
      task: { state: 'cancelled', endedBy: null, because: 'The flow was stopped.' },
    })
  }))

test('a run that is led on or moved takes back what it asked; an answer that came stays', () =>
  withDesk(async (desk) => {
    const { mei, runs, read } = await asked(desk)
    const led = await desk.as(mei).post(`/api/flow-runs/${runs[0].id}/skip`, { outcome: 'refused' })
    expect(led.body.state).toBe('ended')
    await desk.as(mei).post(`/api/flow-runs/${runs[1].id}/move`, { step: 'end' })
    const because = 'The flow was led on by hand.'
    expect(await read()).toMatchObject({ approval: { because }, task: { state: 'cancelled', because } })
  }))
