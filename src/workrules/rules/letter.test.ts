import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { letRulesRun, ruleWish } from '#test/rules.ts'

test('who gives no hint of a language is answered in both, who writes in one in that one', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const { body: template } = await ana.post('/api/templates', {
      ...{ brandId: desk.brandId, name: 'Closed', textEn: 'We are closed.', textJa: '本日は休業です。' },
    })
    const actions = [{ action: 'reply', value: { templateId: template.id } }]
    await ana.post('/api/rules', ruleWish(desk, { conditions: { all: [] }, actions }))
    const silent = await desk.receive('jo@example.com', '12345')
    const english = await desk.receive('carter@example.com', 'Where is my order? It never arrived.')
    await letRulesRun(desk)
    const answer = async (id: number) =>
      (await ana.get(`/api/conversations/${id}/messages`)).body.items.find(
        (one: { direction: string }) => one.direction === 'out',
      )
    const both = await answer(silent)
    expect(both.languages).toEqual(['ja', 'en'])
    expect(both.text).toMatch(/^本日は休業です。[^―]+―{10}\s+We are closed\.[^―]+$/)
    expect((await answer(english)).languages).toEqual(['en'])
    expect((await answer(english)).text).not.toContain('休業')
  }))
