import { afterEach, expect, test, vi } from 'vitest'
import { followUpgrades } from './renewed.ts'

afterEach(() => vi.unstubAllGlobals())

/** A page that was built with one entry script, at a desk that now answers with another page, or none. */
async function partIsMissing(mine: string, answer: () => Promise<Response>): Promise<boolean> {
  const page = new EventTarget()
  let isReloaded = false
  const asked = Promise.withResolvers<void>()
  vi.stubGlobal('window', page)
  vi.stubGlobal('document', { querySelector: () => ({ getAttribute: () => mine }) })
  vi.stubGlobal('location', { reload: () => (isReloaded = true) })
  vi.stubGlobal('fetch', () => {
    setImmediate(asked.resolve)
    return answer()
  })
  followUpgrades()
  page.dispatchEvent(new Event('vite:preloadError'))
  await asked.promise
  return isReloaded
}

const pageWith = (script: string) => () =>
  Promise.resolve(new Response(`<script type="module" src="${script}"></script>`))

test('a page of before an upgrade is opened anew when a part of it is gone', async () => {
  expect(await partIsMissing('/app-1.js', pageWith('/app-2.js'))).toBe(true)
})

test('when nothing was renewed the page stays, with what is typed in it', async () => {
  expect(await partIsMissing('/app-1.js', pageWith('/app-1.js'))).toBe(false)
})

test('a desk that is away, or broken, renews nothing', async () => {
  expect(await partIsMissing('/app-1.js', () => Promise.reject(new TypeError('fetch failed')))).toBe(false)
  expect(await partIsMissing('/app-1.js', async () => new Response('', { status: 503 }))).toBe(false)
})
