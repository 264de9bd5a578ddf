import type { TestDesk } from '#test/desk.ts'
import type { Screen } from './screen.ts'

const readings = (name: string, query = '', open?: Screen['open']): Screen => ({
  name,
  route: '/readings',
  path: () => `/readings${query}`,
  who: 'staff',
  ...(open ? { open } : {}),
})

/** What has to be read: the list, a manual with its question, and who has read it. */
export const readingScreens: Screen[] = [
  readings('readings', '', async (page) => {
    await page.locator('main li button').first().waitFor()
  }),
  readings('reading', '', async (page) => {
    await page.locator('main li button').first().click()
    await page.locator('form input[type=radio]').first().waitFor()
  }),
  readings('readings-who', '?tab=who', async (page) => {
    await page.locator('main li button').first().click()
    await page.locator('[role=dialog] li').first().waitFor()
  }),
]

/** A manual that everybody has to read, with a question. */
export async function furnishReadings(desk: TestDesk): Promise<void> {
  const { brandId } = desk
  const ana = desk.as(desk.ana)
  const begun = { brandId, sourceLocale: 'en', audience: 'staff', title: 'Refunds: what we do' }
  const { body } = await ana.post('/api/articles', begun)
  const at = (locale: string) => `/api/articles/${body.id}/texts/${locale}`
  const en = { title: begun.title, html: '<p>Up to JPY 20,000 you decide.</p>', keywords: [] }
  const ja = { title: '返金の対応手順', html: '<p>2万円までは担当者の判断です。</p>', keywords: [] }
  await ana.put(at('en'), { revision: 1, ...en })
  await ana.post(`${at('en')}/publication`, { revision: 2 })
  await ana.put(at('ja'), { revision: 0, ...ja })
  await ana.post(`${at('ja')}/publication`, { revision: 1 })
  const question = {
    right: 0,
    en: { text: 'Up to how much do you decide?', choices: ['JPY 20,000', 'JPY 50,000'] },
    ja: { text: 'いくらまで自分で判断できますか。', choices: ['2万円', '5万円'] },
  }
  const everybody = await desk.db.open.selectFrom('staff').select('id').execute()
  await ana.put(`/api/articles/${body.id}/required-reading`, {
    staffIds: everybody.map((one) => one.id),
    question,
  })
}
