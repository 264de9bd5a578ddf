import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { letRulesRun, ruleWish } from '#test/rules.ts'

const keepRule = async (desk: TestDesk, on: string) => {
  const actions = [{ action: 'tag_on', value: { tags: [on] } }]
  const wish = ruleWish(desk, { name: on, when: { on }, conditions: { all: [] }, actions })
  expect((await desk.as(desk.ana).post('/api/rules', wish)).status).toBe(200)
}
const tagsOf = async (desk: TestDesk, id: number) =>
  (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body.tags.toSorted()

test('rules act on what we do ourselves: answering, filling in, another language, a promise kept', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const id = await desk.receive('jo@example.com', 'Where is it?')
    for (const on of ['we_replied', 'order_changed', 'language_changed', 'promise_kept'])
      await keepRule(desk, on)
    await letRulesRun(desk)
    expect(await tagsOf(desk, id)).toEqual([])
    const { body } = await ana.get(`/api/conversations/${id}`)
    const reply = { text: 'On its way.', lastSeenEventId: body.lastEventId }
    expect((await ana.post(`/api/conversations/${id}/replies`, reply)).status).toBe(200)
    await letRulesRun(desk)
    expect(await tagsOf(desk, id)).toEqual(['we_replied'])
    expect(
      (await ana.put(`/api/conversations/${id}/order-number`, { orderNumber: 'HK-100231' })).status,
    ).toBe(200)
    expect((await ana.put(`/api/conversations/${id}/language`, { language: 'fr' })).status).toBe(200)
    const dueAt = new Date(Date.now() + 86_400_000).toISOString()
    const promise = await ana.post(`/api/conversations/${id}/promises`, { what: 'Call back', dueAt })
    await ana.post(`/api/promises/${promise.body.id}/end`, { state: 'kept' })
    await letRulesRun(desk)
    expect(await tagsOf(desk, id)).toEqual([
      'language_changed',
      'order_changed',
      'promise_kept',
      'we_replied',
    ])
  }))

test('an answer of the desk itself is none of ours', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    await keepRule(desk, 'we_replied')
    const { body: template } = await ana.post('/api/templates', {
      ...{ brandId: desk.brandId, name: 'Closed', textEn: 'We are closed.', textJa: '本日は休業です。' },
    })
    const actions = [{ action: 'reply', value: { templateId: template.id } }]
    await ana.post('/api/rules', ruleWish(desk, { conditions: { all: [] }, actions }))
    const id = await desk.receive('jo@example.com', 'Where is it?')
    await letRulesRun(desk)
    expect((await ana.get(`/api/conversations/${id}/messages`)).body.items).toHaveLength(2)
    expect(await tagsOf(desk, id)).toEqual([])
  }))
