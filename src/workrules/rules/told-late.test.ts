import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { letRulesRun, ruleWish } from '#test/rules.ts'
import { tasksOf } from '../../tasks.ts'

afterEach(() => setClock())

const context = { attempt: 1, isLastAttempt: false }
const tagsOf = async (desk: TestDesk, id: number) =>
  (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body.tags

/** A rule that marks who has waited for ten minutes. */
async function patient(desk: TestDesk): Promise<void> {
  const wish = ruleWish(desk, {
    when: { after: { minutes: 10, since: 'customer_wrote' } },
    conditions: { all: [] },
    actions: [{ action: 'tag_on', value: { tags: ['waiting'] } }],
  })
  expect((await desk.as(desk.ana).post('/api/rules', wish)).status).toBe(200)
  await letRulesRun(desk)
}

test('what became due while the desk was not running is made up for', () =>
  withDesk(async (desk) => {
    await patient(desk)
    const id = await desk.receive('carter@example.com', 'Hello')
    const later = new Date(Date.now() + 30 * 60_000)
    setClock(() => later)
    await letRulesRun(desk)
    expect(await tagsOf(desk, id)).toEqual(['waiting'])
  }))

test('the time of a conversation that was merged into another passes without a fault', () =>
  withDesk(async (desk) => {
    await patient(desk)
    const [id, into] = [
      await desk.receive('carter@example.com', 'Hello'),
      await desk.receive('carter@example.com', 'Hello again', { subject: 'Again' }),
    ]
    const ruleId = (await desk.as(desk.ana).get('/api/rules')).body.items[0].id
    await desk.as(desk.ana).post(`/api/conversations/${into}/merge`, { conversationIds: [id] })
    expect((await desk.as(desk.ana).get(`/api/conversations/${id}`)).body.mergedIntoId).toBe(into)
    const payload = { brandId: desk.brandId, ruleId, conversationId: id }
    await expect(tasksOf(desk)['rule-time-passed']?.(payload, context)).resolves.toBeUndefined()
  }))
