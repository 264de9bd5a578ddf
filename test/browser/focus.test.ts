import { beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { bringScreens } from './built.ts'
import { atTheDesk } from './at-the-desk.ts'

beforeAll(bringScreens, 240_000)

const focused = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.activeElement?.tagName ?? ''), { timeout: 20_000 })

test('by keys alone the focus is never thrown back to the top: what goes away leaves it to the screen that comes', () =>
  atTheDesk(async ({ desk, sit }) => {
    const ana = desk.as(desk.ana)
    const id = await desk.receive('carter@example.com', 'Where is my parcel?')
    const made = await ana.post('/api/rules', {
      ...{ brandId: desk.brandId, name: 'Urgent words', when: { on: 'message_received' } },
      ...{ conditions: { all: [] }, actions: [{ action: 'priority', value: { priority: 'urgent' } }] },
    })
    expect(made.status).toBe(200)
    const page = await sit(desk.ana)

    // One screen takes the place of another, there and back.
    await page.goto('/settings/rules')
    await page.getByRole('button', { name: /^Urgent words/ }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Name' }).waitFor()
    await focused(page).not.toBe('BODY')
    await page.getByRole('button', { name: 'Cancel' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'New rule' }).waitFor()
    await focused(page).not.toBe('BODY')

    // The key that leaves a field leaves it to the conversation.
    await page.goto(`/inbox/all/${id}`)
    await page.getByRole('button', { name: /^Reply by/ }).waitFor()
    await page.keyboard.press('r')
    await focused(page).toBe('DIV')
    await page.keyboard.press('Escape')
    await focused(page).toBe('MAIN')
  }))
