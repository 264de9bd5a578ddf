import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { give, keepLimits } from '#test/authority.ts'
import { type Person, type TestDesk, withDesk } from '#test/desk.ts'
import { levelled } from '#test/escalation.ts'

afterEach(() => setClock())
const hour = 3_600_000
const nothing = { count: 0, isMore: false, isLate: false }
const one = { count: 1, isMore: false, isLate: false }

const waiting = async (desk: TestDesk, person: Person) => {
  const { status, body } = await desk.as(person).get('/api/waiting')
  expect(status).toBe(200)
  return body
}

test('everybody sees how much waits for themselves, and nothing of what waits for others', () =>
  withDesk(async (desk) => {
    const { cast, settings } = await levelled(desk)
    await keepLimits(desk)
    expect(await waiting(desk, cast.sue)).toEqual(
      Object.fromEntries(
        ['promises', 'tasks', 'escalations', 'approvals', 'replyApprovals', 'flows', 'readings'].map(
          (kind) => [kind, nothing],
        ),
      ),
    )
    const id = await desk.receive('carter@example.com', 'The lid came broken.')
    const ben = desk.as(cast.ben)
    const dueAt = new Date(Date.now() + hour).toISOString()
    await ben.post(`/api/conversations/${id}/promises`, { what: 'Ask the carrier', dueAt })
    const wish = { to: { staffId: cast.sue.staffId }, title: 'A lid?', text: 'Is there one?', dueAt }
    const task = (await ben.post(`/api/conversations/${id}/tasks`, wish)).body
    await give(desk, cast.ben, id, { amount: '8000' })
    const up = { reasonId: settings.reasons[0].id, temperature: 'calm' }
    await ben.post(`/api/conversations/${id}/escalations`, up)
    expect(await waiting(desk, cast.sue)).toMatchObject({
      promises: nothing,
      tasks: one,
      escalations: one,
      approvals: one,
    })
    expect(await waiting(desk, cast.ben)).toMatchObject({ promises: one, tasks: nothing, approvals: nothing })
    // Answered, it is for whoever asked; approved, it is for nobody.
    await desk.as(cast.sue).post(`/api/tasks/${task.id}/messages`, { text: 'Two are.', isAnswer: true })
    const { items } = (await desk.as(cast.sue).get('/api/approvals?which=mine')).body
    await desk.as(cast.sue).post(`/api/approvals/${items[0].id}/decision`, { decision: 'approve' })
    expect(await waiting(desk, cast.sue)).toMatchObject({ tasks: nothing, approvals: nothing })
    expect(await waiting(desk, cast.ben)).toMatchObject({ tasks: one })
    setClock(() => new Date(Date.now() + 2 * hour))
    expect(await waiting(desk, cast.ben)).toMatchObject({ promises: { ...one, isLate: true } })
  }))

test('what waits in another brand is counted for nobody, but a question asked across is', () =>
  withDesk(async (desk) => {
    const sakura = await desk.openBrand('sakura')
    const stranger = await desk.hire('Saku', 'supervisor', [sakura])
    const { cast, settings } = await levelled(desk)
    const id = await desk.receive('carter@example.com', 'The lid came broken.')
    const ben = desk.as(cast.ben)
    await ben.post(`/api/conversations/${id}/escalations`, {
      reasonId: settings.reasons[0].id,
      temperature: 'calm',
    })
    expect(await waiting(desk, stranger)).toMatchObject({ escalations: nothing, tasks: nothing })
    const wish = { to: { staffId: stranger.staffId }, title: 'A lid?', text: 'Is there one?' }
    expect((await ben.post(`/api/conversations/${id}/tasks`, wish)).status).toBe(200)
    expect(await waiting(desk, stranger)).toMatchObject({ tasks: one })
  }))

test('nobody is told anything without signing in', () =>
  withDesk(async (desk) => {
    expect((await desk.as(undefined).get('/api/waiting')).status).toBe(401)
  }))
