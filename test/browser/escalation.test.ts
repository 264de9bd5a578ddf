import { beforeAll, expect, test, vi } from 'vitest'
import { levelled } from '#test/escalation.ts'
import { atTheDesk } from './at-the-desk.ts'
import { bringScreens } from './built.ts'

vi.setConfig({ testTimeout: 120_000 })

beforeAll(bringScreens, 240_000)

test('an agent escalates by keys alone, and the supervisor reads the card and takes it over by one', () =>
  atTheDesk(async ({ desk, sit }) => {
    const { cast } = await levelled(desk)
    const id = await desk.receive('carter@example.com', 'This is unacceptable. Where is my pan?', {
      subject: 'My pan',
      channel: 'api',
    })
    const ben = await sit(cast.ben)
    await ben.goto(`/inbox/all/${id}`)
    await ben.getByRole('article').filter({ hasText: 'Where is my pan?' }).waitFor()
    await ben.keyboard.press('Shift+E')
    const dialog = ben.getByRole('dialog', { name: 'Escalate' })
    const quote = dialog.getByRole('textbox', { name: 'In the customer' })
    await expect.poll(() => quote.inputValue()).toBe('This is unacceptable.')
    await dialog.getByText('handed it to our supervisor').waitFor()
    await dialog.getByRole('textbox', { name: 'Why, in your words' }).focus()
    await ben.keyboard.type('Waits for the third time.')
    await ben.keyboard.press('Control+Enter')
    await ben.getByRole('region', { name: 'Hand-over card' }).getByText('Waits for supervisor').waitFor()
    const sue = await sit(cast.sue)
    await sue.goto('/escalations')
    await sue.getByRole('link', { name: 'Waits for the third time.' }).click()
    const card = sue.getByRole('region', { name: 'Hand-over card' })
    await card.getByText('Waits for the third time.').waitFor()
    await sue.keyboard.press('Shift+A')
    await card.getByText('Sue has it (supervisor)').waitFor()
    expect((await desk.as(cast.sue).get(`/api/conversations/${id}`)).body.assignee.name).toBe('Sue')
  }))

test('a complaint is taken in beside the conversation, restated, and confirmed on a phone without JavaScript', () =>
  atTheDesk(async ({ desk, sit, browser, baseURL }) => {
    const id = await desk.receive('carter@example.com', 'My lid is cracked.', {
      subject: 'Lid',
      channel: 'api',
    })
    const ana = await sit(desk.ana)
    await ana.goto(`/inbox/all/${id}`)
    await ana.getByRole('article').filter({ hasText: 'My lid is cracked.' }).waitFor()
    await ana.keyboard.press('Shift+Q')
    const form = ana.getByRole('region', { name: 'Complaint' })
    await form.getByRole('textbox', { name: 'What the customer wishes' }).fill('A new lid')
    await ana.keyboard.press('Tab')
    await form.getByText('Saved as you write.').waitFor()
    await form.getByRole('radio', { name: 'Serious' }).press('Space')
    await form.getByRole('button', { name: 'Restate to the customer' }).click()
    const dialog = ana.getByRole('dialog', { name: 'Restate to the customer' })
    await dialog.getByText('What you would like us to do: A new lid').waitFor()
    // Pressed again while it is under way, it is sent once.
    const { promise: seen, resolve: letGo } = Promise.withResolvers<void>()
    let sent = 0
    await ana.route('**/complaint/restatements', async (route) => {
      sent++
      await seen
      await route.continue()
    })
    await dialog.getByRole('textbox', { name: 'Restatement' }).press('Control+Enter')
    await dialog.getByRole('button', { name: 'Send', disabled: true }).waitFor()
    await ana.keyboard.press('Control+Enter')
    letGo()
    await form.getByText('Waiting for the customer').waitFor()
    expect(sent).toBe(1)
    const { items } = (await desk.as(desk.ana).get(`/api/conversations/${id}/messages`)).body
    const path = /http:\/\/desk\.test(\/complaint\S+)/.exec(items.at(-1).text)?.[1] ?? ''
    const phone = await browser.newContext({
      viewport: { width: 390, height: 844 },
      javaScriptEnabled: false,
    })
    const page = await phone.newPage()
    await page.goto(baseURL + path)
    await page.getByText('A new lid').waitFor()
    await page.getByRole('button', { name: 'Yes, that is right' }).click()
    await page.getByText('Thank you.').waitFor()
    await phone.close()
    await form.getByText('Confirmed', { exact: true }).waitFor()
    expect((await desk.as(desk.ana).get(`/api/conversations/${id}`)).body.complaint).toBe('confirmed')
  }))
