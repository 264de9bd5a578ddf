import { mkdir } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { demoPassword, staff } from '#database/sample/people.ts'
import { openChromium } from './chromium.ts'
import type { Known, Screen } from './screen.ts'
import { screens } from './screens.ts'

/**
 * Pictures of every screen of a running demo, to be looked at:
 * node test/browser/pictures.ts --desk http://localhost:3000 --folder /tmp/pictures
 * [--only settings] [--width 390] [--locale ja] [--theme dark]
 */
const { values } = parseArgs({
  options: {
    desk: { type: 'string', default: 'http://localhost:3000' },
    folder: { type: 'string', default: '.generated/tmp/pictures' },
    only: { type: 'string', default: '' },
    width: { type: 'string', default: '1440' },
    locale: { type: 'string', default: 'ja' },
    theme: { type: 'string', default: 'light' },
  },
})
const width = Number(values.width)
const locale = values.locale === 'en' ? 'en' : 'ja'
const theme = values.theme === 'dark' ? 'dark' : 'light'

const browser = await openChromium()
try {
  await mkdir(values.folder, { recursive: true })
  const desk = await signedIn(browser)
  const known = await knownOf(desk)
  const visitor = await contextOf(browser)
  for (const screen of screens.filter((one) => one.name.includes(values.only)))
    await take(screen, known, screen.who === 'staff' ? desk : visitor).catch((error) =>
      console.error(`${screen.name}: ${error.message}`),
    )
} finally {
  await browser.close()
}

type Context = Awaited<ReturnType<Browser['newContext']>>

async function contextOf(from: Browser): Promise<Context> {
  const height = width < 600 ? 844 : 900
  return from.newContext({
    baseURL: values.desk,
    viewport: { width, height },
    locale,
    colorScheme: theme,
  })
}

async function signedIn(from: Browser): Promise<Context> {
  const context = await contextOf(from)
  const who = { email: staff[0].email, password: demoPassword }
  await context.request.post('/api/sign-in', { data: who })
  await context.request.patch('/api/me', { data: { locale, theme } })
  return context
}

async function knownOf(context: Context): Promise<Known> {
  const list = await (await context.request.get('/api/conversations?view=all&limit=5')).json()
  const [first] = list.items
  const articles = await (await context.request.get('/api/articles?limit=1')).json()
  const handedUp = await (await context.request.get('/api/escalations?limit=1')).json()
  const flows = await (await context.request.get('/api/flows')).json()
  const invited = await context.request.post('/api/staff', {
    data: {
      email: `kato-${Date.now()}@hinoki.example`,
      name: '加藤 直美',
      role: 'agent',
      brandIds: [first.brandId],
    },
  })
  const { link } = await invited.json()
  return {
    conversation: first.id,
    customer: first.customer.id,
    escalated: handedUp.items[0]?.conversation.id ?? first.id,
    flow: flows.items[0]?.id ?? 0,
    invitation: link?.split('/').at(-1) ?? 'none',
    reset: 'none',
    words: '鍋',
    brand: 'hinoki',
    password: demoPassword,
    article: articles.items[0].id,
    topic: articles.items[0].categoryId,
    own: 'none',
    locale,
  }
}

async function take(screen: Screen, known: Known, context: Context): Promise<void> {
  const page = await context.newPage()
  page.on('pageerror', (error) => console.error(`${screen.name}: ${error.message}`))
  await screen.before?.(page)
  await page.goto(screen.path(known), { waitUntil: 'load' })
  await drawn(page)
  await screen.open?.(page, known)
  await drawn(page)
  // Nothing moves for longer than this (150 ms), and whatever a layer asks for is local.
  await page.waitForTimeout(600)
  const path = `${values.folder}/${screen.name}-${locale}-${theme}-${width}.png`
  await page.screenshot({ path, animations: 'disabled' })
  await page.close()
}

/** Words are there, and nothing is still to come. */
async function drawn(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.body.innerText.trim().length > 10 && !document.querySelector('.animate-pulse'),
  )
}
