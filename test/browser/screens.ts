import type { Page } from 'playwright-core'
import { helpCentre, knowledgeScreens } from './knowledge-screens.ts'
import { authorityScreens } from './authority-screens.ts'
import { escalationScreens } from './escalation-screens.ts'
import { flowScreens } from './flows-screens.ts'
import { promiseScreens } from './promises-screens.ts'
import { replyApprovalScreens } from './reply-approval-screens.ts'
import { readingScreens } from './readings-screens.ts'
import { taskScreens } from './tasks-screens.ts'
import type { Known, Screen } from './screen.ts'

const firstButton = (page: Page) => page.locator('main button').first().click()
const rowButton = (at: number) => (page: Page) => page.locator('main li button').nth(at).click()
const lineButton = (at: number) => (page: Page) => page.locator('[data-ordered]').nth(at).click()
const lastOfRow = async (page: Page) => {
  await page.locator('main li [aria-haspopup=menu]').first().click()
  await page.locator('[role=menuitem]').last().click()
}

/** A page of the settings, and the dialog its first button opens if it has one. */
function settings(page: string, layer?: string, open: Screen['open'] = firstButton): Screen[] {
  const plain: Screen = {
    name: `settings-${page}`,
    route: `/settings/$page#${page}`,
    path: () => `/settings/${page}`,
    who: 'staff',
  }
  return layer ? [plain, { ...plain, name: `settings-${page}-${layer}`, open }] : [plain]
}

const inbox = (name: string, view: string, open?: Screen['open']): Screen => ({
  name,
  route: '/inbox/$view',
  path: () => `/inbox/${view}`,
  who: 'staff',
  ...(open ? { open } : {}),
})

const conversation = (name: string, open?: Screen['open']): Screen => ({
  name,
  route: '/inbox/$view/$id',
  path: (known) => `/inbox/all/${known.conversation}`,
  who: 'staff',
  ...(open ? { open } : {}),
})

const answers = (name: string, query = '', open?: Screen['open']): Screen => ({
  name,
  route: '/answers',
  path: () => `/answers${query}`,
  who: 'staff',
  ...(open ? { open } : {}),
})

const answering = (pattern: string, body: unknown) => async (page: Page) => {
  await page.route(pattern, (route) => route.fulfill({ json: body }))
}

async function beginTotp(page: Page, { password }: Known): Promise<void> {
  await firstButton(page)
  await page.locator('[role=dialog] input').fill(password)
  await page.keyboard.press('Enter')
  await page.locator('[role=dialog] img').waitFor()
}

async function endTotpEnrolment(page: Page, known: Known): Promise<void> {
  await beginTotp(page, known)
  await page.locator('[role=dialog] input').fill('000000')
  await page.keyboard.press('Enter')
  await page.locator('[role=dialog] li').first().waitFor()
}

const recoveryCodes = [
  'k7md-q2vx',
  'p4tw-9zcn',
  'h3rs-x8ba',
  'm6yk-e5jd',
  'w2gf-n7qt',
  'c9vp-t4hs',
  'z5xb-r3mk',
  'd8nj-a6ey',
]

const doors: Screen[] = [
  { name: 'sign-in', route: '/sign-in', path: () => '/sign-in', who: 'visitor' },
  {
    name: 'sign-in-totp',
    route: '/sign-in',
    path: () => '/sign-in',
    who: 'visitor',
    before: answering('**/api/sign-in', { needsTotp: true }),
    open: async (page) => {
      await page.locator('[name=email]').fill('ana@hinoki.test')
      await page.locator('[name=password]').fill('whatever it is')
      await page.keyboard.press('Enter')
      await page.locator('[name=code]').waitFor()
    },
  },
  {
    name: 'setup',
    route: '/setup',
    path: () => '/setup',
    who: 'visitor',
    before: answering('**/api/setup', { isSetUp: false, organisation: null, locale: null }),
  },
  { name: 'forgotten', route: '/forgotten', path: () => '/forgotten', who: 'visitor' },
  {
    name: 'password-reset',
    route: '/password-reset/$token',
    path: ({ reset }) => `/password-reset/${reset}`,
    who: 'visitor',
  },
  {
    name: 'invitation',
    route: '/invitation/$token',
    path: ({ invitation }) => `/invitation/${invitation}`,
    who: 'visitor',
  },
  {
    name: 'invitation-over',
    route: '/invitation/$token',
    path: () => '/invitation/a-token-that-is-over',
    who: 'visitor',
  },
]

const desk: Screen[] = [
  inbox('inbox', 'all'),
  inbox('inbox-empty', 'mentions'),
  conversation('conversation'),
  conversation('conversation-articles', async (page) => {
    await page.locator('aside kbd').first().waitFor()
    await page.keyboard.press('Shift+K')
    await page.locator('[role=listbox]').waitFor()
  }),
  conversation('conversation-to-article', async (page, { locale }) => {
    await page.locator('aside kbd').first().waitFor()
    await page.keyboard.press('Control+k')
    await page.locator('[role=combobox]').fill(locale === 'ja' ? '記事を作成' : 'make an article')
    await page.keyboard.press('Enter')
    await page.locator('[role=dialog] form').waitFor()
  }),
  conversation('conversation-why', async (page, { locale }) => {
    await page.locator('aside kbd').first().waitFor()
    await page.keyboard.press('Control+k')
    await page.locator('[role=combobox]').fill(locale === 'ja' ? 'なぜ' : 'why did')
    await page.keyboard.press('Enter')
    await page.locator('[role=dialog] p, [role=dialog] li').first().waitFor()
  }),
  inbox('command-bar', 'all', (page) => page.keyboard.press('Control+k')),
  inbox('compose', 'all', async (page) => {
    await page.keyboard.press('c')
    await page.locator('[role=dialog] .ProseMirror').waitFor()
  }),
  inbox('compose-both', 'all', async (page) => {
    await page.keyboard.press('c')
    await page.locator('[role=dialog] .ProseMirror').waitFor()
    await page.keyboard.press('Control+Shift+E')
    await page.locator('[role=dialog] .ProseMirror').nth(1).waitFor()
  }),
  inbox('keys', 'all', (page) => page.keyboard.press('?')),
  { name: 'search', route: '/search', path: ({ words }) => `/search?q=${words}`, who: 'staff' },
  { name: 'search-begin', route: '/search', path: () => '/search', who: 'staff' },
  { name: 'search-nothing', route: '/search', path: () => '/search?q=zzzzqqqq', who: 'staff' },
  { name: 'customers', route: '/customers', path: () => '/customers', who: 'staff' },
  {
    name: 'customer',
    route: '/customers/$id',
    path: ({ customer }) => `/customers/${customer}`,
    who: 'staff',
  },
  ...promiseScreens,
  ...flowScreens,
  ...escalationScreens,
  ...authorityScreens,
  ...taskScreens,
  ...readingScreens,
  ...knowledgeScreens,
  answers('answers'),
  answers('answers-searches', '?tab=searches'),
  answers('answers-replay', '?tab=replay', async (page) => {
    await page.locator('form button').click()
    await page.locator('[aria-live] h2').waitFor()
  }),
  { name: 'nowhere', route: '*', path: () => '/nowhere/at/all', who: 'staff' },
  ...settings('me'),
  ...settings('security', 'totp', beginTotp),
  {
    name: 'settings-security-codes',
    route: '/settings/$page#security',
    path: () => '/settings/security',
    who: 'staff',
    before: answering('**/api/me/totp/confirm', { recoveryCodes }),
    open: endTotpEnrolment,
  },
  ...settings('staff', 'invite'),
  ...settings('teams', 'new'),
  ...settings('audit'),
  ...settings('brands', 'new'),
  ...settings('brands', 'embed', rowButton(0)).slice(1),
  ...settings('brands', 'chat', rowButton(1)).slice(1),
  ...settings('brands', 'change', rowButton(2)).slice(1),
  ...settings('calendars', 'change', rowButton(0)),
  ...settings('service-levels', 'change', rowButton(0)),
  ...settings('acknowledgement'),
  ...settings('bot'),
  ...settings('mailboxes', 'new'),
  ...settings('quarantine'),
  ...settings('templates', 'new'),
  ...settings('templates', 'history', rowButton(1)).slice(1),
  ...settings('reasons', 'new'),
  ...settings('reasons', 'change', lineButton(1)).slice(1),
  ...settings('fields', 'new'),
  ...settings('fields', 'choices', lineButton(1)).slice(1),
  ...settings('tags', 'delete', rowButton(1)),
  ...settings('reply-checks', 'new'),
  ...settings('reply-approvals'),
  ...replyApprovalScreens,
  ...settings('rules', 'new'),
  ...settings('assignment', 'change', rowButton(0)),
  ...settings('escalation'),
  ...settings('complaints'),
  ...settings('categories', 'new'),
  ...settings('categories', 'delete', lastOfRow).slice(1),
  ...settings('synonyms', 'new'),
  ...settings('imports'),
  ...settings('keys', 'new'),
  ...settings('webhooks', 'new'),
  ...settings('webhooks', 'log', rowButton(0)).slice(1),
]

const page = (name: string, route: string, query = ''): Screen => ({
  name,
  route,
  path: ({ brand }) => route.replace(':brand', brand) + query,
  who: 'visitor',
})

/** What customers and API users see; made by the server. */
const pages: Screen[] = [
  page('form', '/form/:brand'),
  page('form-embedded', '/form/:brand', '?embed=1'),
  page('form-thanks', '/form/:brand/thanks'),
  page('chat', '/widget/:brand/panel'),
  page('chat-try', '/widget/:brand/try'),
  page('shop', '/demo-shop'),
  {
    ...page('api-docs', '/api/docs'),
    // Some of the endpoints stand for all: they are made alike, and axe would read them for a minute.
    open: (shown) =>
      shown.evaluate(() => document.querySelectorAll('section').forEach((one, at) => at > 5 && one.remove())),
  },
]

/** Every screen of the product, for whoever looks at them all: the test that opens each, and the pictures. */
export const screens: Screen[] = [...doors, ...desk, ...pages, ...helpCentre]

/** Addresses that only lead to another. */
export const detours = ['/', '/conversations/$id', '/settings', '/help/:brand']
