import type { Page } from 'playwright-core'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { publishScheduled } from '#knowledge/publish.ts'
import { setClock } from '#platform/clock.ts'
import { publishArticle } from '#test/articles.ts'
import { atTheDesk } from './at-the-desk.ts'
import { bringScreens } from './built.ts'

vi.setConfig({ testTimeout: 120_000 })
beforeAll(bringScreens, 240_000)
afterEach(() => setClock())

const english = (page: Page) => page.getByRole('region', { name: 'English' })
const write = async (page: Page, words: string) => {
  await english(page).getByRole('textbox', { name: 'Text (English)' }).fill(words)
  await english(page).getByText('with a draft').waitFor()
  await english(page).getByText('Saved', { exact: true }).waitFor()
}
const step = async (page: Page, name: string) => {
  await page.getByRole('button', { name: 'More for English' }).click()
  await page.getByRole('menuitem', { name }).click()
}

test('a new text is published at its time, called off, withdrawn, and an old version brought back, and readers see each at once', () =>
  atTheDesk(async ({ desk, sit, baseURL, browser }) => {
    const id = await publishArticle(desk, {
      en: { title: 'Gift wrapping', html: '<p>We wrap for free.</p>' },
    })
    const page = await sit(desk.ana)
    const reader = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage()
    const reads = async () => {
      const answer = await reader.goto(`/help/hinoki/en/articles/${id}`)
      return answer?.status() === 200 ? reader.locator('.body').innerText() : String(answer?.status())
    }
    await expect.poll(reads).toBe('We wrap for free.')
    await page.goto(`/knowledge/${id}?locale=en`)
    await english(page).getByText('Published', { exact: true }).waitFor()

    await write(page, 'Wrapping costs two dollars.')
    const schedule = async () => {
      await english(page).getByRole('button', { name: 'Publish the changes' }).click()
      await page.getByRole('radio', { name: 'At a time' }).check()
      await page.getByRole('button', { name: 'Schedule' }).click()
      await english(page)
        .getByText(/^Publishes /)
        .waitFor()
    }
    await schedule()
    expect(await reads()).toBe('We wrap for free.')
    await step(page, 'Call off the schedule')
    await page.getByText('The publication was called off').waitFor()
    await expect
      .poll(() =>
        english(page)
          .getByText(/^Publishes /)
          .count(),
      )
      .toBe(0)
    await schedule()
    const [due] = (await desk.jobs()).filter((job) => job.task === 'publish-article')
    setClock(() => new Date(Date.now() + 3 * 24 * 3_600_000))
    await publishScheduled(desk.db, due?.payload as Parameters<typeof publishScheduled>[1])
    setClock()
    await expect.poll(reads).toBe('Wrapping costs two dollars.')

    await page.reload()
    await step(page, 'Withdraw')
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click()
    await page.getByText('Readers do not see it any more').waitFor()
    await expect.poll(reads).toBe('404')

    await page.getByRole('tab', { name: 'Versions' }).click()
    await page.getByRole('button', { name: 'Restore: Version 1' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click()
    await english(page).getByText('We wrap for free.').waitFor()
    expect(await reads()).toBe('404')
    await english(page).getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByRole('button', { name: 'Publish now' }).click()
    await page.getByText('Readers see it now').waitFor()
    await expect.poll(reads).toBe('We wrap for free.')
  }))
