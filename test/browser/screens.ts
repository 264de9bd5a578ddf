import type { Page } from 'playwright-core'

/** What the addresses of some screens need to know of the desk they are opened on. */
export type Known = {
  conversation: number
  customer: number
  invitation: string
  reset: string
  /** Words that are found, in any language of the sample. */
  words: string
  brand: string
  password: string
  /** Published in both languages, its Japanese anew since it was translated, and the category it stands in. */
  article: number
  topic: number
  /** What opens a customer's own page in the help centre. */
  own: string
  locale: 'ja' | 'en'
}

export type Screen = {
  name: string
  /** The route as the app declares it. */
  route: string
  path: (known: Known) => string
  /** Visitors see it without signing in. */
  who: 'visitor' | 'staff'
  /** What the desk is made to answer first, where a screen shows a state that this desk is not in. */
  before?: (page: Page) => Promise<void>
  /** What is pressed to open a layer over the screen. */
  open?: (page: Page, known: Known) => Promise<void>
}

const firstButton = (page: Page) => page.locator('main button').first().click()
const rowButton = (at: number) => (page: Page) => page.locator('main li button').nth(at).click()

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

const knowledge = (name: string, query: string, open?: Screen['open']): Screen => ({
  name,
  route: '/knowledge',
  path: () => `/knowledge${query}`,
  who: 'staff',
  ...(open ? { open } : {}),
})

const article = (name: string, open?: Screen['open']): Screen => ({
  name,
  route: '/knowledge/$id',
  path: (known) => `/knowledge/${known.article}`,
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
    await page.locator('aside h3').last().waitFor()
    await page.keyboard.press('Shift+K')
    await page.locator('[role=listbox]').waitFor()
  }),
  conversation('conversation-to-article', async (page, { locale }) => {
    await page.locator('aside h3').last().waitFor()
    await page.keyboard.press('Control+k')
    await page.locator('[role=combobox]').fill(locale === 'ja' ? '記事を作成' : 'make an article')
    await page.keyboard.press('Enter')
    await page.locator('[role=dialog] form').waitFor()
  }),
  inbox('command-bar', 'all', (page) => page.keyboard.press('Control+k')),
  inbox('compose', 'all', async (page) => {
    await page.keyboard.press('c')
    await page.locator('[role=dialog] .ProseMirror').waitFor()
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
  knowledge('knowledge', ''),
  knowledge('knowledge-nothing', '?q=zzzzqqqq'),
  knowledge('knowledge-reviews', '?tab=reviews'),
  knowledge('knowledge-new', '', (page) => page.keyboard.press('n')),
  knowledge('knowledge-filter', '', (page) => page.keyboard.press('f')),
  article('article'),
  article('article-review', (page) => page.keyboard.press('m')),
  article('article-versions', (page) => page.keyboard.press('h')),
  article('article-publish', async (page) => {
    await page.keyboard.press('Control+Shift+Enter')
    await page.locator('[role=dialog] form').waitFor()
  }),
  article('article-compare', async (page) => {
    await page.keyboard.press('x')
    await page.locator('[role=dialog] ins').first().waitFor()
  }),
  article('article-preview', async (page) => {
    await page.keyboard.press('p')
    await page.frameLocator('[role=dialog] iframe').locator('h1').waitFor()
  }),
  article('article-insert', async (page) => {
    await page.keyboard.press('1')
    await page.keyboard.press('Control+/')
    await page.locator('[role=option]').first().waitFor()
  }),
  article('article-picture', async (page) => {
    await page.keyboard.press('1')
    await page
      .getByRole('button', { name: /^(Picture|画像)$/ })
      .first()
      .click()
    await page.locator('[role=dialog] form').waitFor()
  }),
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
  ...settings('bot'),
  ...settings('mailboxes', 'new'),
  ...settings('quarantine'),
  ...settings('templates', 'new'),
  ...settings('reasons', 'new'),
  ...settings('tags', 'delete', rowButton(1)),
  ...settings('categories', 'new'),
  ...settings('categories', 'delete', rowButton(2)).slice(1),
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

const help = (name: string, path: (known: Known) => string = () => ''): Screen => ({
  name: `help${name}`,
  route: '/help/:brand/:locale',
  path: (known) => `/help/${known.brand}/${known.locale}${path(known)}`,
  who: 'visitor',
})

/** The help centre, to its last step: people. */
const helpCentre: Screen[] = [
  help(''),
  help('-topic', ({ topic }) => `/topics/${topic}`),
  help('-article', ({ article }) => `/articles/${article}`),
  help('-search', ({ words }) => `/search?q=${words}`),
  help('-search-nothing', () => '/search?q=zzzzqqqq'),
  help('-order', () => '/order'),
  help('-order-unknown', () => '/order?number=1&proof=a%40example.com'),
  help('-mine', () => '/mine'),
  help('-mine-own', ({ own }) => `/mine/${own}`),
  help('-mine-conversation', ({ own, conversation }) => `/mine/${own}/${conversation}`),
  help('-gone', () => '/articles/999999'),
  {
    ...help('-contact'),
    route: '/form/:brand',
    path: ({ brand, locale }) =>
      `/form/${brand}?lang=${locale}&message=${locale === 'ja' ? '返品' : 'Returns'}`,
  },
]

/** What customers and API users see; made by the server. */
const pages: Screen[] = [
  page('form', '/form/:brand'),
  page('form-embedded', '/form/:brand', '?embed=1'),
  page('form-thanks', '/form/:brand/thanks'),
  page('chat', '/widget/:brand/panel'),
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
