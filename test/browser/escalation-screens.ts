import type { TestDesk } from '#test/desk.ts'
import type { Screen } from './screen.ts'

const list = (name: string, route: '/escalations' | '/complaints', query = ''): Screen => ({
  name,
  route,
  path: () => `${route}${query}`,
  who: 'staff',
})

/** What was handed up with its card, what is complained of, and what is filled in for each. */
export const escalationScreens: Screen[] = [
  list('escalations', '/escalations', '?tab=waiting'),
  list('escalations-mine', '/escalations'),
  list('escalations-figures', '/escalations', '?tab=figures'),
  list('complaints', '/complaints'),
  {
    name: 'escalation-card',
    route: '/inbox/$view/$id',
    path: ({ escalated }) => `/inbox/all/${escalated}`,
    who: 'staff',
    open: async (page) => {
      await page.locator('section blockquote').first().waitFor()
    },
  },
  {
    name: 'escalate',
    route: '/inbox/$view/$id',
    path: ({ conversation }) => `/inbox/all/${conversation}`,
    who: 'staff',
    open: async (page) => {
      await page.locator('article').first().waitFor()
      await page.keyboard.press('Shift+E')
      await page.locator('[role=dialog] textarea').first().waitFor()
    },
  },
  {
    name: 'complaint-form',
    route: '/inbox/$view/$id',
    path: ({ conversation }) => `/inbox/all/${conversation}`,
    who: 'staff',
    open: async (page) => {
      await page.locator('article').first().waitFor()
      await page.keyboard.press('Shift+Q')
      await page.locator('aside fieldset').first().waitFor()
    },
  },
]

/** Two levels, one escalation that waits, and a complaint in it; answers the conversation. */
export async function furnishEscalation(desk: TestDesk): Promise<{ escalated: number }> {
  const ana = desk.as(desk.ana)
  const level = (nameEn: string, nameJa: string) => ({
    ...{ nameEn, nameJa, staffIds: [desk.ana.staffId], acceptMinutes: 30, answerMinutes: 240 },
  })
  const { body } = await ana.put(`/api/brands/${desk.brandId}/escalation`, {
    levels: [
      level('Agent', '担当者'),
      level('Supervisor', 'スーパーバイザー'),
      level('Manager', 'マネージャー'),
    ],
    reasons: [{ nameEn: 'Asks for a manager', nameJa: '責任者との対応を希望' }],
  })
  const escalated = await desk.receive('r.okafor@example.com', 'This is unacceptable. I want your manager.', {
    subject: 'Third time the lid is broken',
  })
  await ana.post(`/api/conversations/${escalated}/escalations`, {
    ...{ reasonId: body.reasons[0].id, levelId: body.levels[1].id, temperature: 'angry' },
    ...{ quote: 'This is unacceptable. I want your manager.', suggestion: 'Send a new set by express.' },
  })
  await ana.patch(`/api/conversations/${escalated}/complaint`, {
    facts: { what: 'The lid broke for the third time.', wish: 'A new set' },
    ...{ temperature: 'angry', severity: 'moderate' },
  })
  return { escalated }
}
