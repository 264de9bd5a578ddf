import { beforeAll, expect, test } from 'vitest'
import { learnBrand } from '../../src/answers/reasons/learn-brand.ts'
import { publishArticle } from '#test/articles.ts'
import { withDesk } from '#test/desk.ts'
import { bringScreens } from './built.ts'
import { signIn, withChromium } from './chromium.ts'

beforeAll(bringScreens, 240_000)

test(
  'by keys alone an agent takes the likely reason, puts an article into the answer and begins one from the conversation',
  () =>
    withDesk(async (desk) => {
      const ana = desk.as(desk.ana)
      for (const slug of ['damaged', 'stock', 'gift'])
        await ana.post('/api/contact-reasons', { brandId: desk.brandId, slug, nameEn: slug, nameJa: slug })
      for (const title of ['Shipping abroad', 'Gift wrapping', 'Paying by card'])
        await publishArticle(desk, { en: { title, html: `<p>${title} is easy.</p>` } })
      await publishArticle(desk, {
        en: { title: 'A plate arrived broken', html: '<p>Send us a photo of the broken plate.</p>' },
      })
      await learnBrand(desk.db, desk.brandId)
      const id = await desk.receive('grace@example.com', 'I am Grace Liu. The plate arrived broken.', {
        subject: 'Broken plate',
      })
      await ana.put(`/api/conversations/${id}/language`, { language: 'en' })
      await ana.patch('/api/me', { locale: 'en' })
      const baseURL = await desk.app.listen({ port: 0, host: '127.0.0.1' })
      await withChromium(async (browser) => {
        const page = await browser.newPage({ baseURL, locale: 'en', viewport: { width: 1440, height: 900 } })
        await signIn(page)
        await page.goto(`/inbox/all/${id}`)
        await page.getByRole('button', { name: /Set the contact reason to “damaged”/ }).waitFor()
        await page.keyboard.press('y')
        const reason = async () => (await ana.get(`/api/conversations/${id}`)).body.reasonId
        await expect.poll(reason).not.toBeNull()
        await page.keyboard.press('Shift+K')
        await page.getByRole('option', { name: /A plate arrived broken/ }).waitFor()
        await page.keyboard.press('Enter')
        await page.getByRole('option', { name: /As a quotation/ }).waitFor()
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('Enter')
        const written = () => page.locator('[role=textbox]').innerText()
        await expect.poll(written).toContain('Send us a photo of the broken plate.')
        await page.keyboard.press('Escape')
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox').fill('make an article')
        await page.getByRole('option', { name: /Make an article/ }).waitFor()
        await page.keyboard.press('Enter')
        const dialog = page.getByRole('dialog')
        await dialog.getByText('There is something like it already').waitFor()
        await dialog.getByRole('checkbox').focus()
        await page.keyboard.press('Space')
        await dialog.getByLabel('Title').focus()
        await page.keyboard.press('Enter')
        await page.waitForURL('**/knowledge/*')
      })
      const made = (await ana.get('/api/articles?state=draft')).body.items.at(-1)
      const { texts } = (await ana.get(`/api/articles/${made.id}`)).body
      expect(texts.en.html).toContain('The plate arrived broken.')
      expect(JSON.stringify(texts)).not.toContain('Grace')
    }),
  120_000,
)
