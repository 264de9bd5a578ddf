import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { asMail, openMailbox } from '#test/mail/mailbox.ts'
import { bringScreens } from './built.ts'
import { signIn, withChromium } from './chromium.ts'

vi.setConfig({ testTimeout: 120_000 })
beforeAll(bringScreens, 240_000)

type Seat = { page: Page; desk: TestDesk; mail: (text: string) => Promise<number> }

/** Ana with a mailbox, signed in at her desk in Chromium. */
async function atTheDesk(work: (seat: Seat) => Promise<void>): Promise<void> {
  await withDesk(async (desk) => {
    const mailboxId = await openMailbox(desk, { undo_seconds: 30 })
    const baseURL = await desk.app.listen({ port: 0, host: '127.0.0.1' })
    await withChromium(async (browser) => {
      const context = await browser.newContext({ baseURL, locale: 'en', reducedMotion: 'reduce' })
      const page = await context.newPage()
      const broken: string[] = []
      page.on('pageerror', (error) => broken.push(error.message))
      await signIn(page)
      const mail = (text: string) => desk.receive('carter@example.com', text, asMail(mailboxId))
      await work({ page, desk, mail })
      expect(broken).toEqual([])
    })
  })
}

const writing = (page: Page) => page.locator('[contenteditable=true]')

async function write(page: Page, key: string): Promise<void> {
  await page.getByRole('article').first().waitFor()
  await page.keyboard.press(key)
  await writing(page).waitFor()
  await expect.poll(() => writing(page).evaluate((field) => field === document.activeElement)).toBe(true)
}

test('a note is begun beside an answer, both stand after a reload, and the note still calls whom it mentions', () =>
  atTheDesk(async ({ page, desk, mail }) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const id = await mail('Nothing arrived.')
    await page.goto(`/inbox/all/${id}`)
    await write(page, 'r')
    await page.keyboard.type('We are looking into it.')
    await page.getByRole('tab', { name: 'Internal note' }).click()
    await expect.poll(async () => (await writing(page).innerText()).trim()).toBe('')
    await writing(page).click()
    await page.keyboard.type('@')
    await page.getByRole('option', { name: 'Ben' }).waitFor()
    await page.keyboard.type('Ben')
    await page.keyboard.press('Enter')
    await expect.poll(() => writing(page).innerText()).toContain('@Ben')
    await page.keyboard.type('please look')
    await page.locator('input[type=file]').setInputFiles({
      name: 'slip.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n1 0 obj\n'),
    })
    await page.getByText('slip.pdf').waitFor()
    const drafts = async () => (await desk.as(desk.ana).get(`/api/conversations/${id}/draft`)).body
    const note = async () => {
      const { text, attachmentIds = [] } = (await drafts()).note ?? {}
      return `${text} + ${attachmentIds.length}`
    }
    await expect.poll(note).toBe('@Ben please look + 1')
    await page.reload()
    await writing(page).filter({ hasText: 'We are looking into it.' }).waitFor()
    await page.getByRole('tab', { name: 'Internal note' }).click()
    await page.getByText('slip.pdf').waitFor()
    await writing(page).filter({ hasText: '@Ben please look' }).click()
    expect(await note()).toBe('@Ben please look + 1')
    await page.keyboard.press('Control+Enter')
    await writing(page).waitFor({ state: 'detached' })
    const called = await desk.rows((tx) => tx.selectFrom('mentions').select('staff_id').execute())
    expect(called).toEqual([{ staff_id: ben.staffId }])
    expect(await drafts()).toMatchObject({ draft: { text: 'We are looking into it.' }, note: null })
  }))

test('words become a link by a sheet of ours, and what is not filled in is selected and not sent', () =>
  atTheDesk(async ({ page, desk, mail }) => {
    const id = await mail('Where is it?')
    await page.goto(`/inbox/all/${id}`)
    await write(page, 'r')
    await page.keyboard.type('See {{tracking}} at ')
    const address = page.getByRole('dialog').getByRole('textbox')
    const openSheet = async () => {
      await page.getByRole('button', { name: 'Link', exact: true }).click()
      await expect.poll(() => address.evaluate((field) => field === document.activeElement)).toBe(true)
    }
    await openSheet()
    // Keys of a sheet are its own: this closes it, and not the writing below.
    await page.keyboard.press('Escape')
    await address.waitFor({ state: 'detached' })
    await writing(page).waitFor()
    await openSheet()
    await page.keyboard.type('nowhere')
    await page.keyboard.press('Enter')
    await page.getByText('Write a web or mail address.').waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('shop.example/track')
    await page.keyboard.press('Enter')
    await writing(page).locator('a[href="https://shop.example/track"]').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('alert').filter({ hasText: '{{tracking}}' }).waitFor()
    expect(await page.evaluate(() => String(getSelection()))).toBe('{{tracking}}')
    expect(await desk.events()).not.toContain('message.replied')
    await page.keyboard.type('1118')
    await page.keyboard.press('Control+Enter')
    const last = async () =>
      (await desk.as(desk.ana).get(`/api/conversations/${id}/messages`)).body.items.at(-1).text
    await expect.poll(last).toBe('See 1118 at https://shop.example/track')
  }))

test('an answer that came back says why, and leaves again to the right address', () =>
  atTheDesk(async ({ page, desk, mail }) => {
    const id = await mail('Where is it?')
    const ana = desk.as(desk.ana)
    const { lastEventId } = (await ana.get(`/api/conversations/${id}`)).body
    const { body } = await ana.post(`/api/conversations/${id}/replies`, {
      text: 'On its way.',
      lastSeenEventId: lastEventId,
    })
    await desk.rows((tx) =>
      tx
        .updateTable('messages')
        .set({ delivery_state: 'failed', delivery_reason: 'mailbox_unknown: 550 5.1.1 no such user' })
        .where('id', '=', body.id)
        .execute(),
    )
    await page.goto(`/inbox/all/${id}`)
    const failure = page.getByRole('alert').filter({ hasText: 'does not exist' })
    await failure.waitFor()
    await failure.getByRole('button', { name: 'What the server said' }).click()
    await page.getByText('550 5.1.1 no such user').waitFor()
    await failure.getByRole('button', { name: 'Correct the address' }).click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('m.carter@example.com')
    await page.keyboard.press('Enter')
    await failure.waitFor({ state: 'detached' })
    const { items } = (await ana.get(`/api/conversations/${id}/messages`)).body
    expect(items[1]).toMatchObject({ deliveryState: 'queued', to: [{ address: 'm.carter@example.com' }] })
    const customer = (await ana.get(`/api/conversations/${id}`)).body.customer.id
    await expect
      .poll(async () =>
        (await ana.get(`/api/customers/${customer}`)).body.identities.map(
          (one: { value: string }) => one.value,
        ),
      )
      .toContain('m.carter@example.com')
  }))

test('a new conversation is begun by keys, with a copy and a file', () =>
  atTheDesk(async ({ page, desk }) => {
    await page.getByRole('navigation').first().waitFor()
    await page.keyboard.press('c')
    await page.getByRole('textbox', { name: 'To', exact: true }).waitFor()
    await page.keyboard.type('Mori <mori@example.com>')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Cc', exact: true }).waitFor()
    await page.keyboard.type('lee@example.com')
    await page.getByRole('textbox', { name: 'Subject' }).focus()
    await page.keyboard.type('Your return')
    await page.locator('input[type=file]').setInputFiles({
      name: 'label.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n1 0 obj\n'),
    })
    await page.getByText('label.pdf').waitFor()
    await writing(page).focus()
    await page.keyboard.type('The label is attached.')
    await expect.poll(() => page.getByRole('button', { name: 'Send' }).isEnabled()).toBe(true)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('article').getByText('label.pdf').waitFor()
    const { items } = (await desk.as(desk.ana).get('/api/conversations?view=all')).body
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${items[0].id}/messages`)
    expect(body.items).toMatchObject([
      {
        to: [{ name: 'Mori', address: 'mori@example.com' }],
        cc: [{ address: 'lee@example.com' }],
        attachments: [{ name: 'label.pdf' }],
      },
    ])
  }))
