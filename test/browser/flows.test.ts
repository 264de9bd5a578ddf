import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { atTheDesk } from './at-the-desk.ts'
import { bringScreens } from './built.ts'

vi.setConfig({ testTimeout: 150_000 })

beforeAll(bringScreens, 240_000)

const hasFocus = (what: Locator) => what.evaluate((one) => one === document.activeElement).catch(() => false)

/** Tab, until it has the focus. */
async function tabTo(page: Page, what: Locator): Promise<void> {
  await what.waitFor()
  for (let stop = 0; stop < 120; stop++) {
    if (await hasFocus(what)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${what} is not reached by the Tab key`)
}

/** Chooses from a list that opens, by the first letters of its name. */
async function choose(page: Page, what: Locator, letters: string): Promise<void> {
  await tabTo(page, what)
  await page.keyboard.type(letters)
}

/** Writes into the palette that has opened, and takes what is found. */
async function pickNamed(page: Page, name: string): Promise<void> {
  const option = page.getByRole('option', { name, exact: true, selected: true })
  await expect.poll(() => hasFocus(page.getByRole('combobox').last())).toBe(true)
  await page.keyboard.type(name)
  await option.waitFor()
  await page.keyboard.press('Enter')
  await option.waitFor({ state: 'detached' })
}

test('by keys alone a flow is written and published; a colleague starts it, ticks its list, and all see where it stands', () =>
  atTheDesk(async ({ desk, sit }) => {
    const sora = await desk.hire('Sora', 'supervisor', [desk.brandId])
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const id = await desk.receive('carter@example.com', 'The lid has a crack.', {
      subject: 'Lid',
      channel: 'api',
    })
    const returns = (await desk.as(desk.ana).post('/api/teams', { name: 'Returns', memberIds: [] })).body
    const page = await sit(sora)
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    const field = (name: string) => page.getByRole('textbox', { name, exact: true })

    const addStep = async (by: string, kind: string, name: string) => {
      await tabTo(page, button(by))
      await page.keyboard.press('Enter')
      await page.getByRole('menuitem', { name: kind }).waitFor()
      await page.keyboard.type(kind.slice(0, 4))
      await page.keyboard.press('Enter')
      // Whoever adds a step goes on with its name.
      await expect.poll(() => hasFocus(field('Name of the step'))).toBe(true)
      await page.keyboard.type(name)
    }
    await page.goto('/flows?tab=flows')
    await tabTo(page, button('New flow'))
    await page.keyboard.press('Enter')
    await tabTo(page, button('Begin with nothing'))
    await page.keyboard.press('Enter')
    await tabTo(page, field('Name of the flow'))
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Photo first')
    await addStep('Add a step', 'Checklist', 'Look at the photo')
    await tabTo(page, field('Item 1: Japanese'))
    await page.keyboard.type('写真を確認した')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Photo looked at')
    await addStep('New step after “All ticked”', 'Hand to a team', 'Hand on')
    await choose(page, page.getByRole('combobox', { name: 'Team' }), 'Ret')
    await tabTo(page, button('Publish'))
    await page.keyboard.press('Enter')
    await page.getByText('Published, version 1').waitFor()

    const there = await sit(ben)
    await there.goto(`/inbox/all/${id}`)
    await there.getByRole('article').filter({ hasText: 'The lid has a crack.' }).waitFor()
    await there.keyboard.press('Control+k')
    await pickNamed(there, 'Start a flow')
    await pickNamed(there, 'Photo first')
    const beside = there.getByRole('region', { name: 'Flows' })
    await beside.getByText('Look at the photo').first().waitFor()
    await tabTo(there, beside.getByRole('checkbox', { name: 'Photo looked at' }))
    await there.keyboard.press('Space')
    await there.getByText('Flow “Photo first” finished').waitFor()
    const { teamId } = (await desk.as(ben).get(`/api/conversations/${id}`)).body
    expect(teamId).toBe(returns.id)

    await page.goto('/flows?tab=over')
    await page.getByRole('link', { name: /Lid/ }).waitFor()
  }))
