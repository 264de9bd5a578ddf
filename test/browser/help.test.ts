import { readFileSync } from 'node:fs'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { publishArticle } from '#test/articles.ts'
import { withDesk } from '#test/desk.ts'
import { bringScreens } from './built.ts'
import { withChromium } from './chromium.ts'

beforeAll(bringScreens, 240_000)

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
const section = (title: string) => `<h2>${title}</h2><p>Said in a sentence.</p>`
const html = `${['First', 'Second', 'Third'].map(section).join('')}<table><tr><th>To</th><td>Price</td></tr></table>`
const texts = {
  en: { title: 'When will I get my refund?', html },
  ja: { title: '返金はいつになりますか', html: '<p>3 営業日以内です。</p>' },
}

async function withReader(
  more: BrowserContextOptions,
  work: (browser: Browser, base: string, options: BrowserContextOptions, id: number) => Promise<void>,
) {
  await withDesk(async (desk) => {
    const id = await publishArticle(desk, texts)
    await publishArticle(desk, { ja: { title: '土鍋の使い方', html: '<p>弱火でお使いください。</p>' } })
    const base = await desk.app.listen({ port: 0, host: '127.0.0.1' })
    await withChromium((browser) => work(browser, `${base}/help/hinoki`, more, id))
  })
}

test(
  'a reader finds an article by the keyboard alone, and the policy of the page forbids nothing of it',
  () =>
    withReader({ viewport: { width: 1280, height: 900 } }, async (browser, base, options, id) => {
      const page = await (await browser.newContext(options)).newPage()
      const troubles: string[] = []
      page.on('console', (line) => line.type() === 'error' && troubles.push(line.text()))
      await page.goto(`${base}/en`)
      await page.locator('[role=combobox]').pressSequentially('refnd')
      await page.locator('[role=option]').first().waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForURL(`**/en/articles/${id}?q=refnd`)
      expect(await page.locator('.contents a').allInnerTexts()).toEqual(['First', 'Second', 'Third'])
      expect(await page.locator('.say').isVisible()).toBe(false)
      await page.getByLabel('No', { exact: true }).check()
      await page.locator('.say textarea').fill('Say which bank')
      await page.getByRole('button', { name: 'Send' }).click()
      await page.getByRole('status').waitFor()
      expect(troubles).toEqual([])
    }),
  60_000,
)

test(
  'without JavaScript one searches, reads and changes the language',
  () =>
    withReader({ javaScriptEnabled: false }, async (browser, base, options) => {
      const page = await (await browser.newContext(options)).newPage()
      await page.goto(`${base}/en`)
      await page.locator('[name=q]').fill('refund')
      await page.getByRole('button', { name: 'Search' }).click()
      await page.getByRole('link', { name: texts.en.title }).click()
      await page.getByRole('link', { name: '日本語' }).click()
      expect(await page.locator('h1').innerText()).toBe(texts.ja.title)
    }),
  60_000,
)

test(
  'no page is wider than a small phone or hard to read, in either language and light',
  () =>
    withReader(
      { viewport: { width: 320, height: 700 }, bypassCSP: true },
      async (browser, base, options, id) => {
        for (const colorScheme of ['light', 'dark'] as const) {
          const page = await (await browser.newContext({ ...options, colorScheme })).newPage()
          const paths = ['', `/articles/${id}`, '/search?q=refund', '/order', '/mine', '/nowhere']
          for (const path of paths.flatMap((one) => [`/en${one}`, `/ja${one}`])) {
            await page.goto(base + path)
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
            await page.evaluate(axe)
            const wrong = await page.evaluate(async () => {
              const { axe } = window as unknown as {
                axe: { run(): Promise<{ violations: { id: string }[] }> }
              }
              return (await axe.run()).violations.map((one) => one.id)
            })
            expect([path, Math.max(0, wide), wrong]).toEqual([path, 0, []])
          }
        }
      },
    ),
  120_000,
)
