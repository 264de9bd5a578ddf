import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import type { TestDesk } from '#test/desk.ts'
import { atTheDesk } from './at-the-desk.ts'
import { bringScreens } from './built.ts'

vi.setConfig({ testTimeout: 120_000 })
beforeAll(bringScreens, 240_000)

const text = (page: Page, locale: 'ja' | 'en') => page.locator(`[role=textbox][lang=${locale}]`)
const hasKeyboard = (page: Page, locale: 'ja' | 'en') =>
  expect.poll(() => text(page, locale).evaluate((field) => field === document.activeElement)).toBe(true)
const saved = (page: Page) => page.getByText('Saved', { exact: true }).first().waitFor()

/** Types a command by its name, as everything can be done. */
async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').waitFor()
  await page.keyboard.type(name)
  await page.getByRole('option', { name }).first().waitFor()
  await page.keyboard.press('Enter')
}

test('an article is written, reviewed and published by keys alone, and a reader finds it in the help centre', () =>
  atTheDesk(async ({ desk, sit, baseURL, browser }) => {
    const writer = await sit(await desk.hire('Ben', 'agent', [desk.brandId]))
    await writer.goto('/knowledge')
    await writer.getByText('There are no articles yet').waitFor()
    await writer.keyboard.press('n')
    await writer.getByLabel('Title').waitFor()
    await writer.keyboard.type('How do I care for a donabe?')
    await writer.getByLabel('Written first in').selectOption('en')
    await writer.keyboard.press('Enter')
    await text(writer, 'en').waitFor()
    await writer.keyboard.press('1')
    await hasKeyboard(writer, 'en')
    await writer.keyboard.type('Dry it well.')
    await writer.keyboard.press('Enter')
    await writer.keyboard.type('/')
    await writer.getByRole('option', { name: 'Steps' }).waitFor()
    await writer.keyboard.type('Steps')
    await writer.keyboard.press('Enter')
    await hasKeyboard(writer, 'en')
    await writer.keyboard.type('Rinse it')
    await saved(writer)
    await writer.keyboard.press('Control+Enter')
    await writer.getByRole('dialog').getByLabel('Message').waitFor()
    await writer.keyboard.type('Is the order right?')
    await writer.keyboard.press('Control+Enter')
    await writer.getByText('Review asked for').waitFor()
    const address = writer.url().replace(baseURL, '')

    const reviewer = await sit(await desk.hire('Sato', 'supervisor', [desk.brandId]))
    await reviewer.goto('/knowledge')
    await reviewer.getByRole('link', { name: /donabe/ }).waitFor()
    await reviewer.keyboard.press('v')
    await reviewer.getByRole('link', { name: /donabe/ }).focus()
    await reviewer.keyboard.press('Enter')
    await reviewer.getByText('Is the order right?').waitFor()
    await command(reviewer, 'Approve')
    await reviewer.getByRole('dialog').getByLabel('Message').waitFor()
    await reviewer.keyboard.press('Control+Enter')
    await reviewer.getByText('Approved', { exact: true }).first().waitFor()
    await reviewer.keyboard.press('Control+Shift+Enter')
    await reviewer.getByRole('dialog').getByRole('radio').first().waitFor()
    await reviewer.keyboard.press('Enter')
    await reviewer.getByText('Readers see it now').waitFor()

    const reader = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage()
    const id = /\d+/.exec(address)?.[0]
    await expect.poll(async () => (await reader.goto(`/help/hinoki/en/articles/${id}`))?.status()).toBe(200)
    expect(await reader.locator('h1').innerText()).toBe('How do I care for a donabe?')
    expect(await reader.locator('ol[data-steps] li').innerText()).toBe('Rinse it')
  }))

test('two who write at once lose nothing: what differs is shown, chosen, and goes on', () =>
  atTheDesk(async ({ desk, sit }) => {
    const { id, at } = await drafted(desk, '<p>First.</p><p>Second.</p>')
    const ben = await sit(await desk.hire('Ben', 'agent', [desk.brandId]))
    await ben.goto(`/knowledge/${id}`)
    await text(ben, 'en').waitFor()
    // Ben hears nothing of what Ana saves, as on a bad line.
    await ben.context().setOffline(true)
    await ben.keyboard.press('1')
    await hasKeyboard(ben, 'en')
    await ben.keyboard.press('Control+End')
    await ben.keyboard.type(' Ben was here.')
    const anas = '<p>First, says Ana.</p><p>Second.</p>'
    await desk.as(desk.ana).put(at, { revision: 2, title: 'Care', html: anas, keywords: [] })
    await ben.context().setOffline(false)
    await ben.keyboard.press('Control+s')
    const dialog = ben.getByRole('dialog')
    await dialog.waitFor()
    expect(await dialog.innerText()).toContain('Ana saved this text while you were writing')
    await expect.poll(() => dialog.getByRole('radio', { checked: true }).count()).toBe(2)
    await dialog.getByRole('button', { name: 'Go on with this' }).focus()
    await ben.keyboard.press('Enter')
    const html = async () => (await desk.as(desk.ana).get(`/api/articles/${id}`)).body.texts.en.html
    await expect.poll(html).toBe('<p>First, says Ana.</p><p>Second. Ben was here.</p>')
    await expect.poll(() => text(ben, 'en').innerText()).toContain('First, says Ana.')
  }))

test('whoever translates sees what has changed in the source, and says when the translation says it too', () =>
  atTheDesk(async ({ desk, sit }) => {
    const { id, at } = await drafted(desk, '<p>Dry it for a day.</p>')
    const ana = desk.as(desk.ana)
    await ana.post(`${at}/publication`, { revision: 2 })
    const ja = at.replace('/en', '/ja')
    await ana.put(ja, { revision: 0, title: 'お手入れ', html: '<p>一日乾かします。</p>', keywords: [] })
    await ana.post(`${ja}/publication`, { revision: 1 })
    await ana.put(at, { revision: 2, title: 'Care', html: '<p>Dry it for two days.</p>', keywords: [] })
    await ana.post(`${at}/publication`, { revision: 3 })
    const page = await sit(desk.ana)
    await page.goto('/knowledge?stale=true')
    await page.getByRole('link', { name: /Care/ }).focus()
    await page.keyboard.press('Enter')
    const changes = page.getByRole('region', { name: 'What changed in English' })
    await changes.locator('ins').first().waitFor()
    expect((await changes.locator('del').allInnerTexts()).join(' ')).toBe('a day')
    await page.keyboard.press('2')
    await hasKeyboard(page, 'ja')
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText('二日乾かします。')
    await saved(page)
    await page.getByRole('button', { name: 'It says the same now' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Marked as up to date').waitFor()
    expect((await ana.get(`/api/articles/${id}`)).body.texts.ja).toMatchObject({
      isStale: false,
      html: '<p>二日乾かします。</p>',
    })
  }))

const everything = [
  '<h2>A heading</h2>',
  '<p>Words: <strong>bold</strong>, <em>slanted</em>, <u>under</u>, <s>out</s>, <code>code</code>, H<sub>2</sub>O, m<sup>2</sup>.</p>',
  '<h3>Smaller</h3>',
  '<ul><li><p>One</p><ul><li><p>Within</p></li></ul></li></ul>',
  '<ol start="3"><li><p>Third</p></li></ol>',
  '<ol data-steps><li><p>First do this</p></li></ol>',
  '<aside data-callout="caution"><p>Careful.</p></aside>',
  '<blockquote><p>Said.</p></blockquote>',
  '<pre><code>npm start</code></pre>',
  '<hr />',
  '<figure><img src="/article-files/7" alt="A pot" width="400" /><figcaption>The <strong>pot</strong></figcaption></figure>',
  '<figure data-video="https://vimeo.com/76979871"><a href="https://vimeo.com/76979871">How to seal it</a></figure>',
  '<figure><video src="/article-files/8" controls></video></figure>',
  '<table><tbody><tr><th><p>To</p></th><th colspan="2"><p>Price</p></th></tr><tr><td><p>US</p></td><td><p>$1</p></td><td><p>$2</p></td></tr></tbody></table>',
  '<p>See <a data-article="1">the other</a>, <a href="https://example.com/a">a page</a>, <a href="/article-files/9">a file</a>.</p>',
]

test('whatever an article may hold stays as it was when somebody writes in it, and what others save appears', () =>
  atTheDesk(async ({ desk, sit }) => {
    const { id, at } = await drafted(desk, everything.join(''))
    const before = (await desk.as(desk.ana).get(`/api/articles/${id}`)).body.texts.en.html
    expect(before).toBe(everything.join(''))
    const page = await sit(await desk.hire('Ben', 'agent', [desk.brandId]))
    await page.goto(`/knowledge/${id}`)
    await text(page, 'en').waitFor()
    await page.keyboard.press('1')
    await hasKeyboard(page, 'en')
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('Not ')
    await saved(page)
    const html = async () => (await desk.as(desk.ana).get(`/api/articles/${id}`)).body.texts.en.html
    expect(await html()).toBe(everything.join('').replace('A heading', 'Not A heading'))
    await desk.as(desk.ana).put(at, { revision: 3, title: 'Care', html: '<p>Said anew.</p>', keywords: [] })
    await expect.poll(() => text(page, 'en').innerText()).toBe('Said anew.')
  }))

test('sections change places by keys with all that stands beneath them', () =>
  atTheDesk(async ({ desk, sit }) => {
    const { id } = await drafted(desk, '<h2>One</h2><p>a</p><h3>Deep</h3><p>b</p><h2>Two</h2><p>c</p>')
    const page = await sit(desk.ana)
    await page.goto(`/knowledge/${id}`)
    await text(page, 'en').waitFor()
    await page.keyboard.press('1')
    await hasKeyboard(page, 'en')
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Alt+Shift+ArrowDown')
    await saved(page)
    const html = async () => (await desk.as(desk.ana).get(`/api/articles/${id}`)).body.texts.en.html
    expect(await html()).toBe('<h2>Two</h2><p>c</p><h2>One</h2><p>a</p><h3>Deep</h3><p>b</p>')
  }))

async function drafted(desk: TestDesk, html: string): Promise<{ id: number; at: string }> {
  const ana = desk.as(desk.ana)
  const begun = { brandId: desk.brandId, sourceLocale: 'en', title: 'Care' }
  const { body } = await ana.post('/api/articles', begun)
  const at = `/api/articles/${body.id}/texts/en`
  await ana.put(at, { revision: 1, title: 'Care', html, keywords: [] })
  return { id: body.id, at }
}
