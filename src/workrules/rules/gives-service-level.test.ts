import { expect, test } from 'vitest'
import { keepLevel, reckonAll } from '#test/clocks.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { letRulesRun, ruleWish } from '#test/rules.ts'

const words = { message_words: ['recall', '回収'] }
const giving = (desk: TestDesk, serviceLevelId: number | 'none', more: Record<string, unknown> = {}) =>
  desk.as(desk.ana).post(
    '/api/rules',
    ruleWish(desk, {
      name: 'Recall',
      conditions: { all: [{ condition: 'message_words', value: words.message_words }] },
      actions: [{ action: 'service_level', value: { serviceLevelId } }],
      ...more,
    }),
  )
const levelOf = async (desk: TestDesk, id: number) => {
  await reckonAll(desk)
  const { items } = (await desk.as(desk.ana).get(`/api/conversations/${id}/deadlines`)).body
  return items.find((one: { endedAt: string | null }) => one.endedAt === null)?.serviceLevel
}

test('a rule gives a service level in place of the one whose conditions fit, tells of it, and another gives it back', () =>
  withDesk(async (desk) => {
    await keepLevel(desk, { name: 'Usual', firstMinutes: 240 })
    const strict = await keepLevel(desk, {
      name: 'Recall',
      firstMinutes: 15,
      conditions: { tags: ['no such tag'] },
    })
    expect((await giving(desk, strict.id)).status).toBe(200)
    await giving(desk, 'none', {
      name: 'Back',
      when: { on: 'tagged' },
      conditions: { all: [{ condition: 'tags', value: ['over'] }] },
    })
    const usual = await desk.receive('jo@example.com', 'Where is it?')
    const id = await desk.receive('aiko@example.com', 'Is my pot part of the recall?')
    expect([await levelOf(desk, usual), await levelOf(desk, id)]).toEqual(['Usual', 'Usual'])
    await letRulesRun(desk)
    expect(await levelOf(desk, id)).toBe('Recall')
    const ana = desk.as(desk.ana)
    const told = async (language: string) => {
      const { body } = await ana.get(`/api/conversations/${id}/events`, undefined, {
        'accept-language': language,
      })
      return body.items.map((one: { text: string }) => one.text)
    }
    expect(await told('en')).toContain('set the service level to Recall.')
    expect(await told('ja')).toContain('対応目標を「Recall」に変更しました。')
    const [run] = (await ana.get(`/api/conversations/${id}/rule-runs`)).body.items
    expect(run.deeds[0].deeds[0]).toMatchObject({
      text: 'Set the service level to Recall',
      changes: [{ of: 'Service level', from: 'the one whose conditions fit', to: 'Recall' }],
    })
    await ana.put(`/api/conversations/${id}/tags`, { tags: ['over'] })
    await letRulesRun(desk)
    expect(await levelOf(desk, id)).toBe('Usual')
  }))

test('a level that is deleted stops the rule that gives it, and what has it goes by the conditions again', () =>
  withDesk(async (desk) => {
    await keepLevel(desk, { name: 'Usual', firstMinutes: 240 })
    const strict = await keepLevel(desk, { name: 'Recall', conditions: { tags: ['none'] } })
    const { body: rule } = await giving(desk, strict.id)
    const id = await desk.receive('aiko@example.com', 'Is my pot part of the recall?')
    await letRulesRun(desk)
    expect(await levelOf(desk, id)).toBe('Recall')
    const ana = desk.as(desk.ana)
    expect((await ana.delete(`/api/service-levels/${strict.id}`)).status).toBe(200)
    expect(await levelOf(desk, id)).toBe('Usual')
    await letRulesRun(desk)
    const warnings = (await ana.get(`/api/rules/${rule.id}`)).body.warnings
    expect(warnings).toMatchObject([{ code: 'stopped', text: 'Stopped: a service level it names is gone.' }])
    expect(await giving(desk, strict.id)).toMatchObject({
      status: 422,
      body: { code: 'rule_names_nothing', field: 'actions.0.value.serviceLevelId' },
    })
  }))

test('a dry run says which conversations would get it', () =>
  withDesk(async (desk) => {
    const strict = await keepLevel(desk, { name: 'Recall' })
    await desk.receive('aiko@example.com', 'Is my pot part of the recall?')
    await desk.receive('jo@example.com', 'Where is it?')
    const { body } = await desk.as(desk.ana).post('/api/rules/dry-run', {
      brandId: desk.brandId,
      when: { on: 'message_received' },
      conditions: { all: [{ condition: 'message_words', value: words.message_words }] },
      actions: [{ action: 'service_level', value: { serviceLevelId: strict.id } }],
    })
    expect(body).toMatchObject({ looked: 2, matched: 1 })
    expect(body.items[0].deeds[0].changes).toMatchObject([{ of: 'Service level', to: 'Recall' }])
  }))
