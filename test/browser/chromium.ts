import { type Browser, chromium, type Page } from 'playwright-core'

/** Chromium as tests and pictures want it. */
export const openChromium = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })

/** Chromium for one piece of work; closed whatever happens. */
export async function withChromium(work: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await openChromium()
  // As long as tests wait for anything else: a shared machine is slow at times.
  browser.on('context', (context) => context.setDefaultTimeout(60_000))
  try {
    await work(browser)
  } finally {
    await browser.close()
  }
}

/** Ana goes to her desk, through the door like everybody else. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/')
  await page.fill('[name=email]', 'ana@hinoki.test')
  await page.fill('[name=password]', 'a long enough password')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/inbox/mine')
}
