import type { Browser, Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { sessionCookie } from '#people/identify.ts'
import { startSession } from '#people/start-session.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { bringScreens } from './built.ts'
import { withChromium } from './chromium.ts'

vi.setConfig({ testTimeout: 120_000 })
beforeAll(bringScreens, 240_000)

type Seat = {
  desk: TestDesk
  sit: (person: TestDesk['ana']) => Promise<Page>
  baseURL: string
  browser: Browser
}

/** A desk at which people sit, each in a browser of their own. */
async function atTheDesk(work: (seat: Seat) => Promise<void>): Promise<void> {
  await withDesk(async (desk) => {
    const baseURL = await desk.app.listen({ port: 0, host: '127.0.0.1' })
    await withChromium(async (browser) => {
      const broken: string[] = []
      const sit = async ({ staffId }: TestDesk['ana']) => {
        const context = await browser.newContext({
          baseURL,
          locale: 'en',
          reducedMotion: 'reduce',
          viewport: { width: 1440, height: 900 },
        })
        const value = await startSession(desk.db.open, { staffId, ip: '127.0.0.1', userAgent: 'Chromium' })
        await context.addCookies([{ name: sessionCookie, value, url: baseURL }])
        const page = await context.newPage()
        page.on('pageerror', (error) => broken.push(error.message))
        return page
      }
      await work({ desk, sit, baseURL, browser })
      expect(broken).toEqual([])
    })
  })
}

const text = (page: Page, locale: 'ja' | 'en') => page.locator(`[role=textbox][lang=${locale}]`)
const hasKeyboard = (page: Page, locale: 'ja' | 'en') =>
  expect.poll(() => text(page, locale).evaluate((field) => field === document.activeElement)).toBe(true)
const saved = (page: Page) => page.getByText('Saved', { exact: true }).first().waitFor()

/** Types a command by its name, as everything can be done. */
async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').waitFor()
  await page.keyboard.type(name)
  await page.getByRole('option', { name }).first().waitFor()
  await page.keyboard.press('Enter')
}

test('an article is written, reviewed and published by keys alone, and a reader finds it in the help centre', () =>
  atTheDesk(async ({ desk, sit, baseURL, browser }) => {
    const writer = await sit(await desk.hire('Ben', 'agent', [desk.brandId]))
    await writer.goto('/knowledge')
    await writer.getByText('There are no articles yet').waitFor()
    await writer.keyboard.press('n')
    await writer.getByLabel('Title').waitFor()
    await writer.keyboard.type('How do I care for a donabe?')
    await writer.getByLabel('Written first in').selectOption('en')
    await writer.keyboard.press('Enter')
    await text(writer, 'en').waitFor()
    await writer.keyboard.press('1')
    await hasKeyboard(writer, 'en')
    await writer.keyboard.type('Dry it well.')
    await writer.keyboard.press('Enter')
    await writer.keyboard.type('/')
    await writer.getByRole('option', { name: 'Steps' }).waitFor()
    await writer.keyboard.type('Steps')
    await writer.keyboard.press('Enter')
    await hasKeyboard(writer, 'en')
    await writer.keyboard.type('Rinse it')
    await saved(writer)
    await writer.keyboard.press('Control+Enter')
    await writer.getByRole('dialog').getByLabel('Message').waitFor()
    await writer.keyboard.type('Is the order right?')
    await writer.keyboard.press('Control+Enter')
    await writer.getByText('Review asked for').waitFor()
    const address = writer.url().replace(baseURL, '')

    const reviewer = await sit(await desk.hire('Sato', 'supervisor', [desk.brandId]))
    await reviewer.goto('/knowledge')
    await reviewer.getByRole('link', { name: /donabe/ }).waitFor()
    await reviewer.keyboard.press('v')
    await reviewer.getByRole('link', { name: /donabe/ }).focus()
    await reviewer.keyboard.press('Enter')
    await reviewer.getByText('Is the order right?').waitFor()
    await command(reviewer, 'Approve')
    await reviewer.getByRole('dialog').getByLabel('Message').waitFor()
    await reviewer.keyboard.press('Control+Enter')
    await reviewer.getByText('Approved', { exact: true }).first().waitFor()
    await reviewer.keyboard.press('Control+Shift+Enter')
    await reviewer.getByRole('dialog').getByRole('radio').first().waitFor()
    await reviewer.keyboard.press('Enter')
    await reviewer.getByText('Readers see it now').waitFor()

    const reader = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage()
    const id = /\d+/.exec(address)?.[0]
    await expect
      .poll(async () => (await reader.goto(`/help/hinoki/en/articles/${id}`))?.status(), { timeout: 15_000 })
      .toBe(200)
    expect(await reader.locator('h1').innerText()).toBe('How do I care for a donabe?')
    expect(await reader.locator('ol[data-steps] li').innerText()).toBe('Rinse it')
  }))

test('two who write at once lose nothing: what differs is shown, chosen, and goes on', () =>
  atTheDesk(async ({ desk, sit }) => {
    const { id, at } = await drafted(desk, '<p>First.</p><p>Second.</p>')
    const ben = await sit(await desk.hire('Ben', 'agent', [desk.brandId]))
    await ben.goto(`/knowledge/${id}`)
    await text(ben, 'en').waitFor()
    // Ben hears nothing of what Ana saves, as on a bad line.
    await ben.context().setOffline(true)
    await ben.keyboard.press('1')
    await hasKeyboard(ben, 'en')
    await ben.keyboard.press('Control+End')
    await ben.keyboard.type(' Ben was here.')
    const anas = '<p>First, says Ana.</p><p>Second.</p>'
    await desk.as(desk.ana).put(at, { revision: 2, title: 'Care', html: anas, keywords: [] })
    await ben.context().setOffline(false)
    await ben.keyboard.press('Control+s')
    const dialog = ben.getByRole('dialog')
    await dialog.waitFor()
    expect(await dialog.innerText()).toContain('Ana saved this text while you were writing')
    await expect.poll(() => dialog.getByRole('radio', { checked: true }).count()).toBe(2)
    await dialog.getByRole('button', { name: 'Go on with this' }).focus()
    await ben.keyboard.press('Enter')
    const html = async () => (await desk.as(desk.ana).get(`/api/articles/${id}`)).body.texts.en.html
    await expect.poll(html, { timeout: 15_000 }).toBe('<p>First, says Ana.</p><p>Second. Ben was here.</p>')
    await expect.poll(() => text(ben, 'en').innerText()).toContain('First, says Ana.')
  }))

test('whoever translates sees what has changed in the source, and says when the translation says it too', () =>
  atTheDesk(async ({ desk, sit }) => {
    const { id, at } = await drafted(desk, '<p>Dry it for a day.</p>')
    const ana = desk.as(desk.ana)
    await ana.post(`${at}/publication`, { revision: 2 })
    const ja = at.replace('/en', '/ja')
    await ana.put(ja, { revision: 0, title: 'お手入れ', html: '<p>一日乾かします。</p>', keywords: [] })
    await ana.post(`${ja}/publication`, { revision: 1 })
    await ana.put(at, { revision: 2, title: 'Care', html: '<p>Dry it for two days.</p>', keywords: [] })
    await ana.post(`${at}/publication`, { revision: 3 })
    const page = await sit(desk.ana)
    await page.goto('/knowledge?stale=true')
    await page.getByRole('link', { name: /Care/ }).focus()
    await page.keyboard.press('Enter')
    const changes = page.getByRole('region', { name: 'What changed in English' })
    await changes.locator('ins').first().waitFor()
    expect((await changes.locator('del').allInnerTexts()).join(' ')).toBe('a day')
    await page.keyboard.press('2')
    await hasKeyboard(page, 'ja')
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText('二日乾かします。')
    await saved(page)
    await page.getByRole('button', { name: 'It says the same now' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Marked as up to date').waitFor()
    expect((await ana.get(`/api/articles/${id}`)).body.texts.ja).toMatchObject({
      isStale: false,
      html: '<p>二日乾かします。</p>',
    })
  }))

async function drafted(desk: TestDesk, html: string): Promise<{ id: number; at: string }> {
  const ana = desk.as(desk.ana)
  const begun = { brandId: desk.brandId, sourceLocale: 'en', title: 'Care' }
  const { body } = await ana.post('/api/articles', begun)
  const at = `/api/articles/${body.id}/texts/en`
  await ana.put(at, { revision: 1, title: 'Care', html, keywords: [] })
  return { id: body.id, at }
}
