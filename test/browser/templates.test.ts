import { beforeAll, expect, test, vi } from 'vitest'
import { openMailbox } from '#test/mail/mailbox.ts'
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

test('a first mail is written by keys alone in both languages, comes back as it was left and does what its template does', () =>
  atTheDesk(async ({ desk, sit }) => {
    await openMailbox(desk)
    const agent = desk.as(desk.ana)
    await agent.post('/api/templates', {
      ...{ brandId: desk.brandId, name: 'Return label', shortcut: 'label' },
      ...{ textEn: 'Here is your label.', textJa: '返送用のラベルはこちらです。' },
      actions: [{ kind: 'tag', add: ['return'] }],
    })
    const ana = await sit(desk.ana)
    await ana.goto('/inbox/all')
    await ana.getByRole('navigation').first().waitFor()
    await ana.keyboard.press('c')
    const dialog = ana.getByRole('dialog', { name: 'New conversation' })
    await dialog.getByRole('textbox', { name: 'To', exact: true }).waitFor()
    await ana.keyboard.type('mori@example.com')
    await dialog.getByRole('textbox', { name: 'Subject' }).fill('Your return')
    const first = dialog.getByRole('textbox', { name: 'Message', exact: true })
    await first.focus()
    await ana.keyboard.press('Control+Shift+E')
    const second = dialog.getByRole('textbox', { name: 'Message (second language)' })
    await second.waitFor()
    await first.focus()
    await ana.keyboard.type(';')
    await ana
      .getByRole('option', { name: /Return label/ })
      .first()
      .waitFor()
    await ana.keyboard.type('label')
    await ana.keyboard.press('Enter')
    await second.filter({ hasText: /label|ラベル/ }).waitFor()
    await dialog.getByText('Draft kept').waitFor()
    await ana.keyboard.press('Escape')
    await ana.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await ana.reload()
    await ana.getByRole('navigation').first().waitFor()
    await ana.keyboard.press('c')
    await dialog.getByText('tag: return').waitFor()
    await second.filter({ hasText: /label|ラベル/ }).waitFor()
    await first.focus()
    await ana.keyboard.press('Control+Enter')
    await ana.getByText('in Japanese and English').waitFor()
    const { items } = (await agent.get('/api/conversations')).body
    expect(items).toMatchObject([{ subject: 'Your return', tags: ['return'] }])
  }))

test('what was changed in a template is seen word by word, and an earlier state is taken back', () =>
  atTheDesk(async ({ desk, sit }) => {
    const agent = desk.as(desk.ana)
    const { body } = await agent.post('/api/templates', {
      ...{ brandId: desk.brandId, name: 'Late', textEn: 'It ships today.', textJa: '本日発送します。' },
    })
    const changed = await agent.patch(`/api/templates/${body.id}`, { textEn: 'It ships tomorrow.' })
    expect(changed.body).toMatchObject({ staleTwin: 'ja' })
    const ana = await sit(desk.ana)
    await ana.goto('/settings/templates')
    await ana.getByRole('button', { name: 'History' }).click()
    const history = ana.getByRole('dialog', { name: 'History of “Late”' })
    await history.locator('del').filter({ hasText: 'today' }).waitFor()
    await history.locator('ins').filter({ hasText: 'tomorrow' }).waitFor()
    await history.getByRole('button', { name: 'Compare with now' }).click()
    await expect.poll(() => history.locator('ins').count()).toBe(2)
    await history.getByRole('button', { name: 'Restore this' }).click()
    await history.getByText('restored it as of').waitFor()
    const { items } = (await agent.get('/api/templates')).body
    expect(items).toMatchObject([{ textEn: 'It ships today.', staleTwin: null }])
  }))
