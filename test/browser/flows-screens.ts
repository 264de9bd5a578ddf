import { inBrands } from '#platform/database.ts'
import type { TestDesk } from '#test/desk.ts'
import { startFlow } from '#test/flows.ts'
import type { Screen } from './screen.ts'

const flows = (name: string, query = '', open?: Screen['open']): Screen => ({
  name,
  route: '/flows',
  path: () => `/flows${query}`,
  who: 'staff',
  ...(open ? { open } : {}),
})

const editor = (name: string, open?: Screen['open']): Screen => ({
  name,
  route: '/flows/$id',
  path: ({ flow }) => `/flows/${flow}`,
  who: 'staff',
  ...(open ? { open } : {}),
})

/** The board of runs, the flows and where one is written, and how one begins. */
export const flowScreens: Screen[] = [
  flows('flows-stuck'),
  flows('flows-under-way', '?tab=under_way', async (page) => {
    await page.locator('main li [aria-haspopup=menu]').first().click()
    await page.locator('[role=menuitem]').first().click()
    await page.locator('[role=dialog] ol').waitFor()
  }),
  flows('flows', '?tab=flows'),
  { name: 'settings-flows', route: '/settings/$page#flows', path: () => '/settings/flows', who: 'staff' },
  flows('flows-new', '?tab=flows', async (page) => {
    await page
      .locator('main button')
      .filter({ hasText: /New flow|フローを作成/ })
      .click()
    await page.locator('[role=dialog] li').first().waitFor()
  }),
  editor('flow'),
  editor('flow-step', async (page) => {
    await page.locator('main ol li button, .react-flow__node').first().click()
    await page.locator('textarea').first().waitFor()
  }),
  editor('flow-try', async (page) => {
    await page.getByRole('button', { name: /^(Try out|試してみる)$/ }).click()
    await page.locator('[role=dialog] select').first().waitFor()
  }),
]

/** A ready-made flow that is published, two runs in the middle, and one that is stuck. */
export async function furnishFlows(desk: TestDesk): Promise<{ flow: number }> {
  const ana = desk.as(desk.ana)
  const { body: teams } = await ana.get('/api/teams')
  const made = await ana.post('/api/flows', { brandId: desk.brandId, from: { ready: 'callback' } })
  const { id, revision, draft } = made.body
  const steps = draft.steps.map((one: { kind: string }) =>
    one.kind === 'team' ? { ...one, teamId: teams.items[0].id } : one,
  )
  const saved = await ana.patch(`/api/flows/${id}`, { revision, draft: { ...draft, steps } })
  await ana.post(`/api/flows/${id}/publication`, { revision: saved.body.revision })
  for (const [who, outcome] of [
    ['haruka@example.com', 'afternoon'],
    ['jo@example.com', undefined],
    ['kai@example.com', 'afternoon'],
  ] as const) {
    const conversation = await desk.receive(who, 'Could you call me back?')
    const run = await startFlow(desk, conversation, id)
    if (outcome) await ana.post(`/api/flow-runs/${run.id}/skip`, { outcome })
  }
  await inBrands(desk.db, [desk.brandId], (tx) =>
    tx
      .updateTable('flow_runs')
      .set({ state: 'stuck', waits_for: null, because: 'gone', stuck_at: new Date(), due_at: null })
      .where('id', '=', (one) => one.selectFrom('flow_runs').select((max) => max.fn.max('id').as('id')))
      .execute(),
  )
  return { flow: id }
}
