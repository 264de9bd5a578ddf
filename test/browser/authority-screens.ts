import type { Page } from 'playwright-core'
import { give, keepChain, keepLimits } from '#test/authority.ts'
import type { TestDesk } from '#test/desk.ts'
import type { Screen } from './screen.ts'

const staff = (name: string, route: string, path = route, open?: Screen['open']): Screen => ({
  name,
  route,
  path: () => path,
  who: 'staff',
  ...(open ? { open } : {}),
})

/** A page of the settings with the dialog that a button of it opens. */
const settings = (page: string, layer: string, open: (page: Page) => Promise<void>): Screen[] => {
  const plain = staff(`settings-${page}`, `/settings/$page#${page}`, `/settings/${page}`)
  return [plain, { ...plain, name: `settings-${page}-${layer}`, open }]
}

/** What waits for a yes, the page that asks for it, what was given, and where limits and chains are set. */
export const authorityScreens: Screen[] = [
  staff('approvals', '/approvals'),
  staff('approvals-decided', '/approvals', '/approvals?tab=decided'),
  staff('approvals-figures', '/approvals', '/approvals?tab=figures'),
  // The first there is, furnished below.
  staff('approval', '/approvals/$id', '/approvals/1'),
  {
    name: 'granting',
    route: '/inbox/$view/$id',
    path: ({ conversation }) => `/inbox/all/${conversation}`,
    who: 'staff',
    open: async (page) => {
      await page.locator('aside kbd').first().waitFor()
      await page.keyboard.press('Shift+G')
      await page.locator('[role=dialog] textarea').waitFor()
    },
  },
  ...settings('authority', 'change', async (page) => {
    await page.locator('main td button').first().click()
    await page.locator('[role=dialog] input[type=checkbox]').first().waitFor()
  }),
  ...settings('approval-chains', 'change', async (page) => {
    await page.locator('main li button').first().click()
    await page.locator('[role=dialog] fieldset').first().waitFor()
  }),
]

/** One that waits, one that was refused, one that was given; limits, a chain and a rate. */
export async function furnishAuthority(desk: TestDesk, conversation: number): Promise<void> {
  const ben = await desk.hire('Ben', 'agent', [desk.brandId])
  const chainId = await keepChain(desk, [{ name: 'Management', roles: ['admin'], minutes: 240 }])
  const own = { role: 'admin', kind: 'refund', perCase: '50000', perMonth: '200000' }
  await keepLimits(desk, { chainId, others: [own] })
  const ana = desk.as(desk.ana)
  const rate = { brandId: desk.brandId, from: 'USD', to: 'JPY', date: '2026-11-01', rate: '154.6' }
  await ana.post('/api/exchange-rates', rate)
  await give(desk, ben, conversation, {
    amount: '14800',
    why: 'The blade is chipped; there is no other in stock.',
  })
  const { body } = await give(desk, ben, conversation, {
    amount: '9000',
    why: 'Wants a discount on the next order.',
  })
  await ana.post(`/api/approvals/${body.approvalId}/decision`, {
    decision: 'refuse',
    comment: 'Points, please.',
  })
  await give(desk, desk.ana, conversation, { amount: '1200' })
}
