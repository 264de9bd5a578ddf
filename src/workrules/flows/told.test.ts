import { expect, test } from 'vitest'
import { type Person, type TestDesk, withDesk } from '#test/desk.ts'
import { dispatchAll } from '#test/dispatch-all.ts'
import { graphOf, publishFlow, startFlow } from '#test/flows.ts'
import { tasksOf } from '../../tasks.ts'

async function letTell(desk: TestDesk): Promise<void> {
  await dispatchAll(desk)
  for (const job of (await desk.jobs()).filter(({ task }) => task === 'notify-of-stuck-flow'))
    for (const attempt of [1, 2])
      await tasksOf(desk)[job.task]?.(job.payload, { attempt, isLastAttempt: false })
}
const notices = async (desk: TestDesk, who: Person) =>
  (await desk.as(who).get('/api/notices')).body.items.filter(
    (one: { kind: string }) => one.kind === 'flow_stuck',
  )

async function stuck(desk: TestDesk, starter: Person, assignee: Person) {
  const { id: teamId } = (await desk.as(desk.ana).post('/api/teams', { name: 'Returns' })).body
  const team = { kind: 'team', name: 'Hand on', teamId, next: { done: 'end' } }
  const flowId = await publishFlow(desk, graphOf({ team }))
  await desk.as(desk.ana).delete(`/api/teams/${teamId}`)
  const id = await desk.receive('carter@example.com', 'Hello')
  await desk.as(desk.ana).put(`/api/conversations/${id}/assignee`, { staffId: assignee.staffId })
  return { id, flowId, run: await startFlow(desk, id, flowId, starter) }
}

test('a flow that is stuck is told once to who started it, who has the conversation and who leads, and to nobody else', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const kei = await desk.hire('Kei', 'agent', [desk.brandId])
    const lee = await desk.hire('Lee', 'agent', [desk.brandId])
    const sora = await desk.hire('Sora', 'supervisor', [desk.brandId])
    const omar = await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')])
    const { id } = await stuck(desk, ben, kei)
    await letTell(desk)
    for (const who of [ben, kei, sora, desk.ana])
      expect(await notices(desk, who)).toMatchObject([
        { conversationId: id, data: { flowName: 'Parcel', because: 'team_unknown' } },
      ])
    for (const who of [lee, omar]) expect(await notices(desk, who)).toEqual([])
  }))

test('what has been mended before anybody was told is no news', () =>
  withDesk(async (desk) => {
    const { run } = await stuck(desk, desk.ana, desk.ana)
    await desk.as(desk.ana).post(`/api/flow-runs/${run.id}/skip`, { outcome: 'done' })
    await letTell(desk)
    expect(await notices(desk, desk.ana)).toEqual([])
  }))

test('the conversation tells by which hand a flow was led on or moved, and where to, in both languages', () =>
  withDesk(async (desk) => {
    const hana = await desk.hire('Hana', 'supervisor', [desk.brandId])
    const list = {
      kind: 'checklist',
      name: 'Look at it',
      items: [{ key: 'a', text: { en: 'Box', ja: '箱' } }],
      next: { ticked: 'pause' },
    }
    const pause = { kind: 'wait', span: { minutes: 60 }, next: { passed: 'end' } }
    const flowId = await publishFlow(desk, graphOf({ list, pause }))
    const id = await desk.receive('carter@example.com', 'Hello')
    const run = await startFlow(desk, id, flowId)
    await desk.as(hana).post(`/api/flow-runs/${run.id}/skip`, { outcome: 'ticked' })
    await desk.as(hana).post(`/api/flow-runs/${run.id}/move`, { step: 'list' })
    const said = async () =>
      (await desk.as(hana).get(`/api/conversations/${id}/events`)).body.items
        .map((one: { text: string }) => one.text)
        .filter((text: string) => /Parcel/.test(text))
    expect((await said()).slice(-2)).toEqual([
      'led the flow “Parcel” on by hand from “Look at it”: All ticked',
      'moved the flow “Parcel” to the step “Look at it”',
    ])
    await desk.as(hana).patch('/api/me', { locale: 'ja' })
    expect((await said()).slice(-2)).toEqual([
      'フロー「Parcel」を「Look at it」から手動で進めました：すべて完了',
      'フロー「Parcel」を「Look at it」に移しました',
    ])
  }))

test('who published, withdrew and deleted a flow stands in the audit log', () =>
  withDesk(async (desk) => {
    const flowId = await publishFlow(
      desk,
      graphOf({ pause: { kind: 'wait', span: { minutes: 60 }, next: { passed: 'end' } } }),
    )
    await desk.as(desk.ana).delete(`/api/flows/${flowId}/publication`)
    await desk.as(desk.ana).delete(`/api/flows/${flowId}`)
    const { items } = (await desk.as(desk.ana).get('/api/audit-log')).body
    expect(items.slice(0, 3)).toMatchObject([
      { type: 'flow.deleted', actor: { name: 'Ana' }, data: { name: 'Parcel' } },
      { type: 'flow.withdrawn' },
      { type: 'flow.published', data: { version: 1 } },
    ])
  }))
