import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Frame, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { answerChat, deliveryStates } from '#test/chat.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { bringScreens } from './built.ts'
import { withChromium } from './chromium.ts'

beforeAll(bringScreens, 240_000)

/** A shop on another origin whose policy allows one script and one frame of ours and nothing else. */
async function openShop(desk: string, lang: string) {
  const policy = `default-src 'none'; script-src ${desk}; frame-src ${desk}`
  const server = createServer((_request, response) => {
    response.setHeader('content-security-policy', policy)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html lang="${lang}"><title>Shop</title><h1>Shop</h1>
      <script async src="${desk}/widget.js" data-brand="hinoki"></script></html>`)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server }
}

async function withBrowser(
  desk: TestDesk,
  lang: string,
  work: (shop: string, open: () => Promise<Page>) => Promise<void>,
) {
  const base = await desk.app.listen({ port: 0, host: '127.0.0.1' })
  const { url, server } = await openShop(base, lang)
  try {
    await withChromium(async (browser) => {
      const visitor = await browser.newContext({ locale: lang, viewport: { width: 1000, height: 760 } })
      await work(url, () => visitor.newPage())
    })
  } finally {
    server.close()
  }
}

const launcher = (page: Page) => page.locator('button[aria-label]').first()

async function panelOf(page: Page): Promise<Frame> {
  await launcher(page).waitFor()
  const frame = page.frames().find((one) => one.url().includes('/panel'))
  if (!frame) throw new Error('There is no panel')
  return frame
}

async function write(panel: Frame, text: string) {
  await panel.locator('textarea').fill(text)
  await panel.locator('textarea').press('Enter')
}

const bubbles = (panel: Frame) => panel.locator('article .bubble').allInnerTexts()
const messageCount = async (desk: TestDesk) =>
  (await desk.as(desk.ana).get('/api/conversations')).body.items[0]?.messageCount ?? 0

test(
  'a visitor and a person chat; the network is cut and comes back; nothing is lost or doubled',
  () =>
    withDesk((desk) =>
      withBrowser(desk, 'ja', async (shop, open) => {
        const page = await open()
        const troubles: string[] = []
        page.on(
          'console',
          (line) =>
            line.type() === 'error' &&
            !line.location().url.endsWith('favicon.ico') &&
            troubles.push(line.text()),
        )
        await page.goto(shop)
        const panel = await panelOf(page)
        await launcher(page).click()
        await write(panel, '在庫はありますか')
        await panel.getByText('送信済み').waitFor()
        const { items } = (await desk.as(desk.ana).get('/api/conversations')).body
        desk.live.tell('typing', { conversationId: items[0].id, who: 'staff', name: '結衣' })
        await panel.getByText('結衣が入力しています').waitFor()
        await answerChat(desk, 'ございます。')
        await panel.getByText('ございます。', { exact: true }).waitFor()
        expect(troubles).toEqual([])

        await page.context().setOffline(true)
        await panel.getByText('接続が切れています', { exact: false }).waitFor()
        await write(panel, '二つお願いします')
        await write(panel, '包装もできますか')
        await answerChat(desk, '本日発送できます。')
        await page.context().setOffline(false)
        await panel.getByText('本日発送できます。').waitFor()
        await expect.poll(() => messageCount(desk)).toBe(5)
        await expect
          .poll(async () => (await bubbles(panel)).toSorted())
          .toEqual(
            [
              '在庫はありますか',
              'ございます。',
              '二つお願いします',
              '包装もできますか',
              '本日発送できます。',
            ].toSorted(),
          )

        await page.reload()
        const again = await panelOf(page)
        await expect.poll(async () => (await bubbles(again)).length).toBe(5)
        const tab = await open()
        await tab.goto(shop)
        await expect.poll(async () => (await bubbles(await panelOf(tab))).length).toBe(5)
        await answerChat(desk, '閉じていても届きます。')
        await expect.poll(() => tab.locator('b').innerText()).toBe('1')
      }),
    ),
  60_000,
)

test(
  'the loader leaves the shop’s page as it was, and the panel has nothing that shuts people out',
  () =>
    withDesk((desk) =>
      withBrowser(desk, 'en', async (shop, open) => {
        const page = await open()
        await page.goto(shop)
        await panelOf(page)
        await launcher(page).click()
        const left = await page.evaluate(() => {
          const bare = document.createElement('iframe')
          document.body.append(bare)
          const known = new Set(Object.getOwnPropertyNames(bare.contentWindow ?? {}))
          bare.remove()
          return Object.getOwnPropertyNames(window).filter(
            (name) => !known.has(name) && !/^(\d+|__.*|playwright.*)$/i.test(name),
          )
        })
        expect(left).toEqual(['Engawa'])
        const panel = await panelOf(page)
        await write(panel, 'Hello https://example.com')
        await panel.getByText('Sent').waitFor()
        await panel.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'))
        const found = await panel.evaluate(async () => {
          const { violations } = await (
            window as unknown as { axe: { run(): Promise<{ violations: { id: string; impact: string }[] }> } }
          ).axe.run()
          return violations.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => one.id)
        })
        expect(found).toEqual([])
        await panel.locator('textarea').press('Escape')
        await expect.poll(() => page.locator('iframe').isVisible()).toBe(false)
        await page.setViewportSize({ width: 320, height: 640 })
        await launcher(page).click()
        const overflow = await panel.evaluate(() => document.documentElement.scrollWidth > innerWidth)
        expect(overflow).toBe(false)
      }),
    ),
  60_000,
)

test(
  'where sockets are blocked, an answer that came while the network was away is known to be read',
  () =>
    withDesk((desk) =>
      withBrowser(desk, 'en', async (shop, open) => {
        const page = await open()
        await page.routeWebSocket('**', (socket) => socket.close())
        await page.goto(shop)
        const panel = await panelOf(page)
        await launcher(page).click()
        await write(panel, 'Is it in stock?')
        await expect.poll(() => messageCount(desk)).toBe(1)
        await page.context().setOffline(true)
        await panel.getByText('Connection lost', { exact: false }).waitFor()
        await answerChat(desk, 'It is.')
        await page.context().setOffline(false)
        await panel.getByText('It is.').waitFor()
        await expect.poll(() => deliveryStates(desk)).toEqual(['read'])
      }),
    ),
  120_000,
)
