import { beforeAll, expect, test, vi } from 'vitest'
import { atTheDesk } from './at-the-desk.ts'
import { bringScreens } from './built.ts'

vi.setConfig({ testTimeout: 120_000 })

beforeAll(bringScreens, 240_000)

test('what waits for me stands in the navigation as it comes, a question is given on, and a part folded by keyboard stays so', () =>
  atTheDesk(async ({ desk, sit }) => {
    const id = await desk.receive('carter@example.com', 'The lid has a crack.', { channel: 'api' })
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const ana = await sit(desk.ana)
    await ana.goto('/tasks')
    const place = (words: RegExp) => ana.getByRole('navigation').getByRole('link', { name: words })
    await place(/^Questions to others$/).waitFor()
    const dueAt = new Date(Date.now() + 3_600_000).toISOString()
    const wish = { to: { staffId: desk.ana.staffId }, title: 'A lid?', text: 'Is there one?', dueAt }
    expect((await desk.as(ben).post(`/api/conversations/${id}/tasks`, wish)).status).toBe(200)
    await place(/^Questions to others 1$/).waitFor()
    await ana.getByRole('button', { name: /A lid\?/ }).click()
    const task = ana.getByRole('dialog', { name: 'A lid?' })
    await task.getByRole('button', { name: 'Change', exact: true }).click()
    await task.getByRole('combobox', { name: 'Whom' }).selectOption({ label: 'Ben' })
    await task.getByRole('button', { name: 'Save', exact: true }).click()
    await task.getByText('To Ben').waitFor()
    await ana.keyboard.press('Escape')
    await place(/^Questions to others$/).waitFor()
    const { body } = await desk.as(ben).get('/api/waiting')
    expect(body.tasks.count).toBe(1)
    await ana.goto('/customers')
    const part = ana.getByRole('button', { name: 'Promises and approvals' })
    await part.focus()
    await ana.keyboard.press('Enter')
    await expect.poll(() => part.getAttribute('aria-expanded')).toBe('false')
    await ana.reload()
    await part.waitFor()
    expect(await part.getAttribute('aria-expanded')).toBe('false')
    // Where one goes, its part is open.
    await ana.keyboard.press('g')
    await ana.keyboard.press('p')
    await place(/^Promises$/).waitFor()
  }))
