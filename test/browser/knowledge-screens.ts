import type { Known, Screen } from './screen.ts'

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

/** Articles, their list and their queue, and all that opens over them. */
export const knowledgeScreens: Screen[] = [
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
]

const help = (name: string, path: (known: Known) => string = () => ''): Screen => ({
  name: `help${name}`,
  route: '/help/:brand/:locale',
  path: (known) => `/help/${known.brand}/${known.locale}${path(known)}`,
  who: 'visitor',
})

/** The help centre, to its last step: people. */
export const helpCentre: Screen[] = [
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
