import type { TestDesk } from '#test/desk.ts'
import type { Screen } from './screen.ts'

const tasks = (name: string, query = '', open?: Screen['open']): Screen => ({
  name,
  route: '/tasks',
  path: () => `/tasks${query}`,
  who: 'staff',
  ...(open ? { open } : {}),
})

/** Questions to others: the lists, one with what was said in it, and what is filled in to ask. */
export const taskScreens: Screen[] = [
  tasks('tasks'),
  tasks('tasks-all', '?tab=all', async (page) => {
    await page.locator('main li button').first().click()
    await page.locator('[role=dialog] textarea').waitFor()
  }),
  tasks('task-changed', '?tab=all', async (page) => {
    await page.locator('main li button').first().click()
    await page.locator('[role=dialog] textarea').waitFor()
    await page.locator('[role=dialog] button', { hasText: /^(Change|変更)$/ }).click()
    await page.locator('[role=dialog] form select').first().waitFor()
  }),
  tasks('tasks-ended', '?tab=ended'),
  {
    name: 'asking-others',
    route: '/inbox/$view/$id',
    path: ({ conversation }) => `/inbox/all/${conversation}`,
    who: 'staff',
    open: async (page) => {
      await page.locator('article').first().waitFor()
      await page.keyboard.press('q')
      await page.locator('[role=dialog] textarea').waitFor()
    },
  },
]

/** One of each state. */
export async function furnishTasks(desk: TestDesk, conversation: number): Promise<void> {
  const ana = desk.as(desk.ana)
  const dueAt = new Date(Date.now() + 5 * 3_600_000).toISOString()
  const to = { staffId: desk.ana.staffId }
  const ask = async (title: string) =>
    (
      await ana.post(`/api/conversations/${conversation}/tasks`, {
        ...{ to, title, dueAt },
        text: 'Order 1001 needs a lid of 24 cm.',
      })
    ).body.id
  await ask('Is the lid in stock?')
  const [answered, done] = [
    await ask('Did this batch have chipped rims?'),
    await ask('May we send a second one?'),
  ]
  for (const id of [answered, done])
    await ana.post(`/api/tasks/${id}/messages`, { text: 'Yes, three of them.', isAnswer: true })
  await ana.post(`/api/tasks/${done}/end`, { state: 'done' })
}
