import { globSync, readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { sessionCookie } from '#people/identify.ts'
import { startSession } from '#people/start-session.ts'
import { type Person, type TestDesk, withDesk } from '#test/desk.ts'
import { bringScreens } from './built.ts'
import { withChromium } from './chromium.ts'
import { furnishScreens } from './furnish-screens.ts'
import type { Known, Screen } from './screen.ts'
import { detours, screens } from './screens.ts'

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

beforeAll(bringScreens, 240_000)

test('every screen there is stands in the list of screens', () => {
  const settings = declared('agent/settings-screen/pages.ts', /page: '([\w-]+)'/g)
  const files = ['agent/screens.tsx', 'agent/work-screens.ts']
  const paths = files.flatMap((file) => declared(file, /path: '(\/[^']*)'/g))
  const routes = paths.flatMap((path) => {
    if (path === '/$id') return ['/inbox/$view/$id']
    return path === '/settings/$page' ? settings.map((page) => `${path}#${page}`) : [path]
  })
  const listed = new Set(screens.map((screen) => screen.route))
  expect([...routes, ...pagesOfServer()].filter((route) => !listed.has(route))).toEqual(detours)
  expect(pagesOfServer()).toContain('/api/docs')
})

test(
  'every screen is whole in both languages, wide and narrow, light and dark: nothing cut off, no error, no text missing, axe content',
  () =>
    withDesk(async (desk) => {
      const kei = await desk.hire('Kei', 'admin')
      const known = await furnishScreens(desk)
      const baseURL = await desk.app.listen({ port: 0, host: '127.0.0.1' })
      await withChromium(async (browser) => {
        const inLanguage = async (locale: 'ja' | 'en') => {
          const open = () => browser.newContext({ baseURL, locale, reducedMotion: 'reduce' })
          const [visitor, staff] = [await open(), await open()]
          await signIn(desk, locale === 'en' ? desk.ana : kei, staff, baseURL, locale)
          return lookAtAll({ ...known, locale }, { visitor, staff }, locale)
        }
        const wrong = await Promise.all([inLanguage('ja'), inLanguage('en')])
        expect(wrong.flat()).toEqual([])
      })
    }),
  // How long so many screens take is no matter of this test.
  1_200_000,
)

const declared = (file: string, pattern: RegExp) =>
  [...readFileSync(file, 'utf8').matchAll(pattern)].map((found) => found[1] ?? '')

/** The pages the server itself makes, by their addresses in the source. */
function pagesOfServer(): string[] {
  const sources = globSync('src/**/*.ts', { exclude: ['**/*.test.ts'] })
  const paths = sources.flatMap((file) => declared(file, /\.get(?:<[^(]*>)?\(\s*'(\/[^']*)'/g))
  return paths.filter(
    (path) => !/openapi|live$|metrics|healthz|readyz|\.js$|\.xml$|\*|socket|files/.test(path),
  )
}

async function signIn(
  desk: TestDesk,
  person: Person,
  context: BrowserContext,
  url: string,
  locale: 'ja' | 'en',
): Promise<void> {
  const { password_hash } = await desk.db.open
    .selectFrom('staff')
    .select('password_hash')
    .where('id', '=', desk.ana.staffId)
    .executeTakeFirstOrThrow()
  await desk.db.open.updateTable('staff').set({ password_hash }).where('id', '=', person.staffId).execute()
  await desk.as(person).patch('/api/me', { locale, theme: 'system' })
  const who = { staffId: person.staffId, ip: '127.0.0.1', userAgent: 'Chromium' }
  await context.addCookies([{ name: sessionCookie, value: await startSession(desk.db.open, who), url }])
}

type Contexts = Record<Screen['who'], BrowserContext>

async function lookAtAll(known: Known, contexts: Contexts, locale: 'ja' | 'en'): Promise<string[]> {
  const wrong: string[] = []
  const pages = { visitor: await contexts.visitor.newPage(), staff: await contexts.staff.newPage() }
  let name = ''
  for (const page of Object.values(pages)) {
    page.on('pageerror', (error) => wrong.push(`${name}: ${error.message}`))
    page.on('console', (message) => {
      // That nobody is signed in, and that a link is over, are answers these screens ask for.
      const isAnswer = /status of 40[14]/.test(message.text())
      if (message.type() === 'error' && !isAnswer) wrong.push(`${name}: ${message.text()}`)
    })
  }
  for (const [at, screen] of screens.entries()) {
    name = `${screen.name} in ${locale}`
    try {
      await arrive(pages[screen.who], screen, known)
      for (const found of await lookAt(pages[screen.who], locale, at % 2 === 0))
        wrong.push(`${name}: ${found}`)
    } catch (error) {
      wrong.push(`${name}: ${String(error)}`)
    }
    await pages[screen.who].unrouteAll()
  }
  return wrong
}

async function arrive(page: Page, screen: Screen, known: Known): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 })
  await screen.before?.(page)
  await page.goto(screen.path(known))
  await settled(page)
  await screen.open?.(page, known)
  await settled(page)
}

/**
 * Axe reads each screen wide in one language and narrow in the other, by turns light and dark: reading takes most of the time.
 */
async function lookAt(page: Page, locale: 'ja' | 'en', isEven: boolean): Promise<string[]> {
  const wrong: string[] = []
  const text = await page.evaluate(wordsOfScreen)
  const key =
    /\b(agent|settings|search|people|customers|conversations|chat|form|email|platform|knowledge|help|answers|fields|promises|templates|checks|reply_approvals|authority|tasks|required_reading|rules|flows|calendars|service_levels|assignment|escalation|complaints)_[a-z_]+\b/.exec(
      text,
    )
  if (key) wrong.push(`an untranslated text: ${key[0]}`)
  // A language is offered in its own words.
  const isJapanese = /[\u3041-\u30fa]/.test(text.replace('日本語に切り替える', ''))
  if (isJapanese !== (locale === 'ja')) wrong.push(`not in ${locale}: ${text.slice(0, 80)}`)
  await page.evaluate(axe)
  const theme = (locale === 'ja') === isEven ? 'light' : 'dark'
  await page.emulateMedia({ colorScheme: theme })
  for (const [at, size] of sizes.entries()) {
    await page.setViewportSize(size)
    const isWhole = (at === 0) === (locale === 'ja')
    for (const found of await page.evaluate(look, { theme, isWhole }))
      wrong.push(`${size.width} ${theme}: ${found}`)
  }
  return wrong
}

/** Runs in the page: what it says, without what says of itself that it is in the other language. */
function wordsOfScreen(): string {
  const { lang } = document.documentElement
  const others = [...document.body.querySelectorAll<HTMLElement>(`[lang]:not([lang|=${lang}])`)]
  const hidden = others.map((other) => [other, other.style.display] as const)
  for (const other of others) other.style.display = 'none'
  const text = document.body.innerText
  for (const [other, display] of hidden) other.style.display = display
  return text
}

/** Drawn, with nothing still to come. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.body.innerText.trim().length > 10 && !document.querySelector('.animate-pulse'),
  )
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

/** Runs in the page: what axe and the eye would find wrong in one size and light. */
async function look({ theme, isWhole }: { theme: string; isWhole: boolean }): Promise<string[]> {
  const isDressed = () => [undefined, theme].includes(document.documentElement.dataset['theme'])
  do await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  while (!isDressed())
  const found: string[] = []
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth) found.push(`wider than the screen: ${scrollWidth} > ${clientWidth}`)
  if (!isWhole) return found
  type Violation = { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }
  const { axe } = window as unknown as {
    axe: { run: (root: unknown, options: unknown) => Promise<{ violations: Violation[] }> }
  }
  const { violations } = await axe.run(document, { iframes: false, resultTypes: ['violations'] })
  for (const { id, impact, nodes } of violations)
    if (impact === 'serious' || impact === 'critical')
      found.push(
        `${id}: ${nodes
          .map((one) => one.html)
          .join(' | ')
          .slice(0, 300)}`,
      )
  return found
}
