import type { TestDesk } from '#test/desk.ts'
import type { Screen } from './screen.ts'

const promises = (name: string, query = '', open?: Screen['open']): Screen => ({
  name,
  route: '/promises',
  path: () => `/promises${query}`,
  who: 'staff',
  ...(open ? { open } : {}),
})

/** The list of promises, what became of them, and what is asked before one is given or given up. */
export const promiseScreens: Screen[] = [
  promises('promises'),
  promises('promises-broken', '?tab=all', async (page) => {
    await page.locator('main li [aria-haspopup=menu]').first().click()
    await page.locator('[role=menuitem]').nth(2).click()
    await page.locator('[role=dialog] textarea').waitFor()
  }),
  promises('promises-ended', '?tab=ended'),
  promises('promises-figures', '?tab=figures'),
  {
    name: 'promising',
    route: '/inbox/$view/$id',
    path: ({ conversation }) => `/inbox/all/${conversation}`,
    who: 'staff',
    open: async (page) => {
      await page.keyboard.press('r')
      await page.locator('.ProseMirror').waitFor()
      await page.keyboard.press('Control+Shift+L')
      await page.locator('[role=dialog] input[type=radio]').first().waitFor()
    },
  },
]

/** One that is open and one that was kept. */
export async function furnishPromises(desk: TestDesk, conversation: number): Promise<void> {
  const ana = desk.as(desk.ana)
  const dueAt = new Date(Date.now() + 5 * 3_600_000).toISOString()
  const promise = (what: string) => ana.post(`/api/conversations/${conversation}/promises`, { what, dueAt })
  await promise('Call back about the lid')
  const { body } = await promise('Ask the workshop')
  await ana.post(`/api/promises/${body.id}/end`, { state: 'kept', outcome: 'They make a new lid.' })
}
