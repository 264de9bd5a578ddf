import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { bringScreens } from './built.ts'
import { signIn, withChromium } from './chromium.ts'

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

vi.setConfig({ testTimeout: 120_000 })

beforeAll(bringScreens, 240_000)

/** Ana at her desk in Chromium, signed in through the door like everybody else. */
async function atTheDesk(
  desk: TestDesk,
  options: { width?: number; height?: number; locale?: 'ja' | 'en' },
  work: (page: Page, address: string) => Promise<void>,
) {
  const address = await desk.app.listen({ port: 0, host: '127.0.0.1' })
  await withChromium(async (browser) => {
    const { width = 1440, height = 900, locale = 'en' } = options
    // Only axe needs the page's own policy out of the way, to be put into it.
    const context = await browser.newContext({
      baseURL: address,
      viewport: { width, height },
      locale,
      bypassCSP: true,
    })
    const page = await context.newPage()
    const broken: string[] = []
    page.on('pageerror', (error) => broken.push(error.message))
    await signIn(page)
    await work(page, address)
    expect(broken).toEqual([])
  })
}

async function seriousIn(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found = await page.evaluate(async () => {
    const result = await (
      window as unknown as { axe: { run: (root: unknown, options: unknown) => Promise<any> } }
    ).axe.run(document, { iframes: false })
    return result.violations.filter((one: any) => one.impact === 'serious' || one.impact === 'critical')
  })
  return found.map((one: any) => `${one.id}: ${one.nodes[0]?.html}`)
}

test('a message is read, taken, answered and resolved by keys alone', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('m.carter@example.com', 'Nothing was at my door.', {
      subject: 'Where is my order?',
      channel: 'api',
    })
    await atTheDesk(desk, {}, async (page, address) => {
      await page.goto(`${address}/inbox/unassigned`)
      await page.getByText('Where is my order?').first().waitFor()
      await page.keyboard.press('j')
      await page.getByRole('article').filter({ hasText: 'Nothing was at my door.' }).waitFor()
      await page.keyboard.press('i')
      await page.getByText('Ana took this').waitFor()
      await page.keyboard.press('r')
      const editor = page.getByRole('textbox', { name: 'Reply' })
      await editor.waitFor()
      await expect.poll(() => editor.evaluate((field) => field === document.activeElement)).toBe(true)
      await page.keyboard.type('I am looking into it.')
      await page.keyboard.press('Control+Enter')
      await page.getByRole('article').filter({ hasText: 'I am looking into it.' }).waitFor()
      await page.keyboard.press('e')
      await page.getByRole('status').filter({ hasText: 'Resolved' }).waitFor()
    })
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}`)
    expect(body).toMatchObject({ status: 'resolved', assignee: { name: 'Ana' } })
  }))

test('a reply stops when a colleague wrote meanwhile, shows what is new, and goes when told to', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const id = await desk.receive('k@example.com', 'Do you ship to Canada?', { subject: 'Shipping' })
    await atTheDesk(desk, {}, async (page, address) => {
      await page.goto(`${address}/inbox/all/${id}`)
      await page.getByRole('article').filter({ hasText: 'Do you ship to Canada?' }).waitFor()
      await page.keyboard.press('r')
      const editor = page.getByRole('textbox', { name: 'Reply' })
      await editor.waitFor()
      await expect.poll(() => editor.evaluate((field) => field === document.activeElement)).toBe(true)
      await page.keyboard.type('Yes, we do.')
      await desk.as(ben).post(`/api/conversations/${id}/notes`, { text: 'Customs are extra.' })
      await page.getByText('Customs are extra.').waitFor()
      await expect
        .poll(async () => (await desk.as(desk.ana).get(`/api/conversations/${id}/draft`)).body.draft?.text)
        .toBe('Yes, we do.')
      await page.keyboard.press('Control+Enter')
      await page.getByText('Not sent').waitFor()
      expect((await desk.events()).filter((type) => type === 'message.replied')).toEqual([])
      await page.getByRole('button', { name: 'Send anyway' }).click()
      await page.getByRole('article').filter({ hasText: 'Yes, we do.' }).waitFor()
    })
    expect((await desk.events()).filter((type) => type === 'message.replied')).toHaveLength(1)
  }))

test('a reply begun before the conversation had come stops just the same', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const id = await desk.receive('k@example.com', 'Do you ship to Canada?', { subject: 'Shipping' })
    await atTheDesk(desk, {}, async (page, address) => {
      const late = Promise.withResolvers<void>()
      await page.route(`**/api/conversations/${id}`, async (route) => {
        await late.promise
        await route.continue()
      })
      await page.goto(`${address}/inbox/all/${id}`)
      await page.getByRole('article').filter({ hasText: 'Do you ship to Canada?' }).waitFor()
      await page.keyboard.press('r')
      late.resolve()
      await page.getByRole('textbox', { name: 'Reply' }).waitFor()
      await desk.as(ben).post(`/api/conversations/${id}/notes`, { text: 'Customs are extra.' })
      await page.getByText('Customs are extra.').waitFor()
      await page.getByRole('textbox', { name: 'Reply' }).fill('Yes, we do.')
      await page.keyboard.press('Control+Enter')
      await page.getByText('Not sent').waitFor()
    })
    expect((await desk.events()).filter((type) => type === 'message.replied')).toEqual([])
  }))

test('what is typed while the editor is on its way waits for it, and R goes back to it', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('k@example.com', 'Do you ship to Canada?', { subject: 'Shipping' })
    await atTheDesk(desk, {}, async (page, address) => {
      const late = Promise.withResolvers<void>()
      await page.route('**/assets/composer-*.js', async (route) => {
        await late.promise
        await route.continue()
      })
      await page.goto(`${address}/inbox/all/${id}`)
      await page.getByRole('article').filter({ hasText: 'Do you ship to Canada?' }).waitFor()
      await page.keyboard.type('rWe do, ')
      late.resolve()
      const editor = page.getByRole('textbox', { name: 'Reply' })
      await expect.poll(() => editor.innerText()).toBe('We do, ')
      await page.keyboard.press('Escape')
      await expect.poll(() => editor.evaluate((field) => field === document.activeElement)).toBe(false)
      await page.keyboard.type('reveryone.')
      await expect.poll(() => editor.innerText()).toBe('We do, everyone.')
    })
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}`)
    expect(body).toMatchObject({ status: 'new' })
  }))

test('what was being written is there again after the page is opened anew', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('k@example.com', 'IH で使えますか。', { subject: 'IH' })
    await atTheDesk(desk, { locale: 'ja' }, async (page, address) => {
      await page.goto(`${address}/inbox/all/${id}`)
      await page.getByRole('article').filter({ hasText: 'IH で使えますか。' }).waitFor()
      await page.keyboard.press('n')
      const note = page.locator('[contenteditable=true]')
      await note.waitFor()
      await expect.poll(() => note.evaluate((field) => field === document.activeElement)).toBe(true)
      await page.keyboard.type('工場に確認する')
      await expect
        .poll(async () => (await desk.as(desk.ana).get(`/api/conversations/${id}/draft`)).body.note?.text)
        .toBe('工場に確認する')
      await page.reload()
      await page.locator('[contenteditable=true]', { hasText: '工場に確認する' }).waitFor()
    })
  }))

test.each([
  ['a wide screen', 1440, 900],
  ['a phone', 390, 844],
])('axe finds nothing serious on %s, and nothing is wider than it', (_, width, height) =>
  withDesk(async (desk) => {
    const id = await desk.receive('sato@example.jp', '蓋に傷がありました。', { subject: '傷について' })
    await atTheDesk(desk, { width, height, locale: 'ja' }, async (page, address) => {
      for (const path of [
        '/inbox/unassigned',
        `/inbox/all/${id}`,
        '/customers',
        '/search?q=傷',
        '/settings/me',
      ]) {
        await page.goto(address + path)
        await page.waitForLoadState('networkidle')
        expect(await seriousIn(page), path).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(
          width,
        )
      }
    })
  }),
)
