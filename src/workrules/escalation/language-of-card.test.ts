import { expect, test } from 'vitest'
import { give, keepLimits } from '#test/authority.ts'
import { withDesk } from '#test/desk.ts'
import { levelled, told } from '#test/escalation.ts'
import { letRulesRun, ruleWish } from '#test/rules.ts'

test('a card that a rule writes is in the language of the brand', () =>
  withDesk(async (desk) => {
    const { cast, settings } = await levelled(desk)
    const ana = desk.as(desk.ana)
    expect((await ana.patch(`/api/brands/${desk.brandId}`, { locale: 'en' })).status).toBe(200)
    await keepLimits(desk)
    const id = await desk.receive('carter@example.com', 'The lid has a crack.')
    await give(desk, cast.ben, id)
    const value = { levelId: settings.levels[1].id, reasonId: settings.reasons[0].id }
    const wish = ruleWish(desk, {
      conditions: { all: [{ condition: 'message_words', value: ['manager'] }] },
      actions: [{ action: 'escalate', value }],
    })
    expect((await ana.post('/api/rules', wish)).status).toBe(200)
    await desk.receive('carter@example.com', 'Get me your manager, please.', {}, id)
    await letRulesRun(desk)
    const [{ id: escalation }] = (await ana.get(`/api/escalations?conversationId=${id}`)).body.items
    const { card } = (await ana.get(`/api/escalations/${escalation}`)).body
    expect(card.tried.map((one: { text: string }) => one.text)).toContain('Refund ¥1,000')
  }))

test('who gives no hint of a language is told in both who answers and by when, each on its words for the clock', () =>
  withDesk(async (desk) => {
    const words = { raised: { en: 'To {{level}}, {{by}}.', ja: '{{level}}、{{by}}。' } }
    const { cast, settings } = await levelled(desk, { words })
    const wish = { reasonId: settings.reasons[0].id, temperature: 'angry' }
    const silent = await desk.receive('jo@example.com', '12345')
    const english = await desk.receive('carter@example.com', 'Where is my order? I want the manager.')
    for (const id of [silent, english])
      expect((await desk.as(cast.ben).post(`/api/conversations/${id}/escalations`, wish)).status).toBe(200)
    expect((await told(desk, silent))[0]).toMatch(
      /^supervisor.+月.+日.+まで。\s+―{10}\s+To supervisor, by .+\.$/s,
    )
    expect((await told(desk, english))[0]).toMatch(/^To supervisor, by [^―]+\.$/)
  }))
