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

test('in the chat a rule’s answer does not say a second time that it is automatic', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const { body: template } = await ana.post('/api/templates', {
      ...{ brandId: desk.brandId, name: 'Closed', textEn: 'We are closed.', textJa: '本日は休業です。' },
    })
    const actions = [{ action: 'reply', value: { templateId: template.id } }]
    await ana.post('/api/rules', ruleWish(desk, { conditions: { all: [] }, actions }))
    const words = 'Where is my order? It never arrived.'
    const answers: Record<string, { text: string; isAutomatic: boolean }> = {}
    for (const channel of ['chat', 'email'] as const) {
      const id = await desk.receive(`${channel}@example.com`, words, { channel, subject: 'Order' })
      await letRulesRun(desk)
      const { items } = (await ana.get(`/api/conversations/${id}/messages`)).body
      answers[channel] = items.find((one: { direction: string }) => one.direction === 'out')
    }
    expect(answers.chat).toMatchObject({ text: 'We are closed.', isAutomatic: true })
    expect(answers.email?.text).toMatch(/^We are closed\.\n\nThis is an automatic message/)
  }))
