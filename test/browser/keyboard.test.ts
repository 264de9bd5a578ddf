import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { bringScreens } from './built.ts'
import { signIn, withChromium } from './chromium.ts'

beforeAll(bringScreens, 240_000)

/** What has the focus, as a screen reader calls it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const here = document.activeElement as HTMLElement | null
    const label = (here as HTMLInputElement | null)?.labels?.[0]?.innerText
    return here?.getAttribute('aria-label') ?? label ?? here?.innerText.trim() ?? ''
  })

const focusIsOn = (page: Page, name: string) => expect.poll(() => focused(page)).toBe(name)

/** Tab, until what is called so has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = []
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press('Tab')
    const here = await focused(page)
    if (here === name) return
    passed.push(here)
  }
  throw new Error(`${name} is not reached by the Tab key; passed: ${passed.join(' · ')}`)
}

async function withPage(work: (page: Page, desk: TestDesk) => Promise<void>): Promise<void> {
  await withDesk(async (desk) => {
    const baseURL = await desk.app.listen({ port: 0, host: '127.0.0.1' })
    await withChromium(async (browser) => {
      const context = await browser.newContext({ baseURL, locale: 'en', reducedMotion: 'reduce' })
      await work(await context.newPage(), desk)
    })
  })
}

test('by keys alone one signs in, makes a team, thinks twice, and deletes it', () =>
  withPage(async (page, desk) => {
    await page.goto('/settings/teams')
    await focusIsOn(page, 'Email address')
    await page.keyboard.type('ana@hinoki.test')
    await page.keyboard.press('Tab')
    await page.keyboard.type('not the password')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    expect(await focused(page)).toBe('Password')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('a long enough password')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Teams' }).waitFor()

    await tabTo(page, 'Skip to content')
    await page.keyboard.press('Enter')
    await tabTo(page, 'New team')
    await page.keyboard.press('Enter')
    await focusIsOn(page, 'Name')
    await page.keyboard.press('Escape')
    await focusIsOn(page, 'New team')
    await page.keyboard.press('Enter')
    await focusIsOn(page, 'Name')
    await page.keyboard.type('Returns')
    await page.keyboard.press('Enter')
    await page.getByText('Returns').waitFor()
    await focusIsOn(page, 'New team')

    await tabTo(page, 'Delete')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await focusIsOn(page, 'Delete')
    expect((await desk.as(desk.ana).get('/api/teams')).body.items).toHaveLength(1)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await tabTo(page, 'Delete')
    await page.keyboard.press('Enter')
    await page.getByText('No teams yet').waitFor()
    expect((await desk.as(desk.ana).get('/api/teams')).body.items).toEqual([])
  }))

test('every stop of the Tab key in the settings can be seen and has a name', () =>
  withPage(async (page, desk) => {
    await signIn(page)
    await desk.as(desk.ana).post('/api/teams', { name: 'Returns', memberIds: [] })
    for (const place of ['me', 'security', 'staff', 'teams', 'brands', 'mailboxes', 'keys', 'webhooks']) {
      await page.goto(`/settings/${place}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await tabTo(page, 'Skip to content')
      await page.keyboard.press('Enter')
      const stops = await page.locator('main :is(a, button, input, select, textarea):not(:disabled)').count()
      for (let stop = 0; stop < stops; stop++) {
        await page.keyboard.press('Tab')
        const seen = await page.evaluate(() => {
          const here = document.activeElement
          const { width, height, top, bottom } = here?.getBoundingClientRect() ?? new DOMRect()
          const outline = here ? getComputedStyle(here) : undefined
          return {
            isInMain: here?.closest('main') !== null,
            isInSight: width > 0 && height > 0 && top >= 0 && bottom <= innerHeight + 1,
            isOutlined: outline?.outlineStyle !== 'none' && parseFloat(outline?.outlineWidth ?? '0') >= 1,
          }
        })
        expect({ ...seen, name: await focused(page), place }).toEqual({
          isInMain: true,
          isInSight: true,
          isOutlined: true,
          name: expect.stringMatching(/\S/),
          place,
        })
      }
    }
  }))
