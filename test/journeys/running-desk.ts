import { existsSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { watchMailboxes } from '#channels/email/imap/watch-mailboxes.ts'
import { openIntake } from '#channels/email/take-in-mail.ts'
import { startWorker } from '#platform/jobs.ts'
import { startOutbox } from '#platform/outbox.ts'
import { openChromium, signIn } from '#test/browser/chromium.ts'
import { databaseUrlOf } from '#test/database-url.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { mailPassword, type PostOffice, startPostOffice } from '#test/mail/post-office.ts'
import { follow } from '../../src/consequences.ts'
import { tasksOf } from '../../src/tasks.ts'

/** A whole desk as `npm start` runs it, with the world around it: mail servers, and browsers for its people. */
export type RunningDesk = {
  desk: TestDesk
  /** Where its pages are. */
  address: string
  post: PostOffice
  browser: Browser
  /** Ana in the agent app, signed in by hand. */
  signIn(): Promise<Page>
}

export const supportAddress = 'support@hinoki.test'

/** Everything between a customer and an agent runs for real; only time is shortened, by settings that a brand has too. */
export async function withRunningDesk(work: (running: RunningDesk) => Promise<void>): Promise<void> {
  if (!existsSync('.generated/web/index.html')) throw new Error('The screens are not built: npm run build')
  const post = await startPostOffice()
  const browser = await openChromium()
  try {
    await withDesk(async (bare) => {
      const desk = { ...bare, mailRelayUrl: `smtp://127.0.0.1:${post.smtpPort}` }
      await openMailbox(desk, post)
      const address = await desk.app.listen({ port: 0, host: '127.0.0.1' })
      const worker = await startWorker(desk.db, tasksOf(desk), { concurrency: 2, log: desk.log })
      const outbox = startOutbox(desk.db, follow, desk.log)
      const databaseUrl = await databaseUrlOf(desk)
      const watching = await watchMailboxes({ ...desk, databaseUrl }, openIntake(desk))
      try {
        await work({ desk, address, post, browser, signIn: () => atTheDesk(browser, address) })
      } finally {
        await watching.stop()
        await outbox.stop()
        await worker.stop()
      }
    })
  } finally {
    await browser.close()
    await post.stop()
  }
}

async function openMailbox(desk: TestDesk, post: PostOffice): Promise<void> {
  const { status } = await desk.as(desk.ana).post('/api/mailboxes', {
    brandId: desk.brandId,
    address: supportAddress,
    receivesBy: 'imap',
    imap: { host: '127.0.0.1', port: post.imapPort, security: 'none', user: 'support', folder: 'INBOX' },
    secrets: { imapPassword: mailPassword },
    undoSeconds: 0,
  })
  expect(status).toBe(200)
}

async function atTheDesk(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 }, locale: 'en' })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await signIn(page)
  return page
}

/** The agent answers the conversation that is open, by keys, and sees in the thread that the answer has left. */
export async function answerByKeys(page: Page, text: string): Promise<void> {
  // What was written stands in a frame of its own once it has come, where nothing is sought from outside.
  const left = page.getByText(/^(Sent|Delivered|Read)$/)
  const before = await left.count()
  await page.keyboard.press('r')
  const editor = page.getByRole('textbox', { name: 'Reply' })
  await editor.waitFor()
  await expect.poll(() => editor.evaluate((field) => field === document.activeElement)).toBe(true)
  await page.keyboard.insertText(text)
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => left.count()).toBe(before + 1)
}
