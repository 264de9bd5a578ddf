import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { letRulesRun, ruleWish } from '#test/rules.ts'

/** Every message is answered from a template in both languages. */
async function answerAll(desk: TestDesk): Promise<void> {
  const ana = desk.as(desk.ana)
  const { body: template } = await ana.post('/api/templates', {
    ...{ brandId: desk.brandId, name: 'Closed', textEn: 'We are closed.', textJa: '本日は休業です。' },
  })
  const actions = [{ action: 'reply', value: { templateId: template.id } }]
  await ana.post('/api/rules', ruleWish(desk, { conditions: { all: [] }, actions }))
}

async function answerIn(desk: TestDesk, id: number) {
  const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}/messages`)
  return body.items.find((one: { direction: string }) => one.direction === 'out')
}

test('who gives no hint of a language is answered in both, who writes in one in that one', () =>
  withDesk(async (desk) => {
    await answerAll(desk)
    const silent = await desk.receive('jo@example.com', '12345')
    const english = await desk.receive('carter@example.com', 'Where is my order? It never arrived.')
    await letRulesRun(desk)
    const both = await answerIn(desk, silent)
    expect(both.languages).toEqual(['ja', 'en'])
    expect(both.text).toMatch(/^本日は休業です。[^―]+―{10}\s+We are closed\.[^―]+$/)
    expect((await answerIn(desk, english)).languages).toEqual(['en'])
    expect((await answerIn(desk, english)).text).not.toContain('休業')
  }))

test('in the chat a rule’s answer does not say a second time that it is automatic', () =>
  withDesk(async (desk) => {
    await answerAll(desk)
    const words = 'Where is my order? It never arrived.'
    const chat = await desk.receive('chat@example.com', words, { channel: 'chat' })
    const mail = await desk.receive('mail@example.com', words, { channel: 'email', subject: 'Order' })
    await letRulesRun(desk)
    expect(await answerIn(desk, chat)).toMatchObject({ text: 'We are closed.', isAutomatic: true })
    expect((await answerIn(desk, mail)).text).toMatch(/^We are closed\.\n\nThis is an automatic message/)
  }))
