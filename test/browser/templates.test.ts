import { beforeAll, expect, test, vi } from 'vitest'
import { atTheDesk } from './at-the-desk.ts'
import { bringScreens } from './built.ts'

vi.setConfig({ testTimeout: 120_000 })

beforeAll(bringScreens, 240_000)

test('by keys alone a template is chosen by its shortcut and sent in both languages, with what it does besides', () =>
  atTheDesk(async ({ desk, sit }) => {
    const agent = desk.as(desk.ana)
    await agent.post('/api/templates', {
      ...{ brandId: desk.brandId, name: 'Shipping is late', textEn: 'Late.', textJa: '遅れております。' },
    })
    await agent.post('/api/templates', {
      ...{ brandId: desk.brandId, name: 'On its way', shortcut: 'ship', keywords: 'はっそう' },
      ...{
        textEn: '{{customer.greeting}}, No. {{number}} left.',
        textJa: '{{customer.greeting}} {{number}} 発送済み',
      },
      actions: [{ kind: 'tag', add: ['shipped'] }],
    })
    // Nothing but digits tells no language.
    const id = await desk.receive('carter@example.com', '12345', { subject: '', channel: 'api' })
    const ana = await sit(desk.ana)
    await ana.goto(`/inbox/all/${id}`)
    await ana.getByRole('article').filter({ hasText: '12345' }).waitFor()
    await ana.keyboard.press('r')
    const first = ana.getByRole('textbox', { name: 'Reply', exact: true })
    await first.waitFor()
    await ana.getByText('It is not known which language').waitFor()
    await ana.keyboard.press('Control+Shift+E')
    const second = ana.getByRole('textbox', { name: 'Reply (second language)' })
    await second.waitFor()
    await first.focus()
    await ana.keyboard.type(';')
    const palette = ana.getByRole('listbox')
    await palette.getByRole('option', { name: /On its way/ }).waitFor()
    await ana.keyboard.type('ship')
    await palette.getByRole('option', { name: /On its way/, selected: true }).waitFor()
    await ana.keyboard.press('Enter')
    await first.filter({ hasText: `carter 様 ${id} 発送済み` }).waitFor()
    await second.filter({ hasText: `Dear carter, No. ${id} left.` }).waitFor()
    await ana.getByRole('region', { name: 'When sent:' }).getByText('tag: shipped').waitFor()
    await ana.getByRole('button', { name: 'Swap order' }).click()
    await first.filter({ hasText: `Dear carter, No. ${id} left.` }).waitFor()
    await first.focus()
    await ana.keyboard.press('Control+Enter')
    await ana.getByText('in Japanese and English').waitFor()
    const { items } = (await agent.get(`/api/conversations/${id}/messages`)).body
    expect(items.at(-1)).toMatchObject({ languages: ['en', 'ja'] })
    expect(items.at(-1).text).toMatch(/^Dear carter[^―]+―{10}\s+carter 様/)
    expect((await agent.get(`/api/conversations/${id}`)).body.tags).toEqual(['shipped'])
  }))
