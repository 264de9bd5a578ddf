import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { sessionCookie } from '#people/identify.ts'
import { startSession } from '#people/start-session.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { withChromium } from './chromium.ts'

type Seat = {
  desk: TestDesk
  sit: (person: TestDesk['ana']) => Promise<Page>
  baseURL: string
  browser: Browser
}

/** A desk at which people sit, each in a browser of their own. */
export async function atTheDesk(work: (seat: Seat) => Promise<void>): Promise<void> {
  await withDesk(async (desk) => {
    const baseURL = await desk.app.listen({ port: 0, host: '127.0.0.1' })
    await withChromium(async (browser) => {
      const broken: string[] = []
      const sit = async ({ staffId }: TestDesk['ana']) => {
        const context = await browser.newContext({
          baseURL,
          locale: 'en',
          reducedMotion: 'reduce',
          viewport: { width: 1440, height: 900 },
        })
        const value = await startSession(desk.db.open, { staffId, ip: '127.0.0.1', userAgent: 'Chromium' })
        await context.addCookies([{ name: sessionCookie, value, url: baseURL }])
        const page = await context.newPage()
        page.on('pageerror', (error) => broken.push(error.message))
        return page
      }
      await work({ desk, sit, baseURL, browser })
      expect(broken).toEqual([])
    })
  })
}
