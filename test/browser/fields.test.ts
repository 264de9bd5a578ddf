import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { bringScreens } from './built.ts'
import { signIn, withChromium } from './chromium.ts'

vi.setConfig({ testTimeout: 120_000 })

beforeAll(bringScreens, 240_000)

/** A conversation about a damaged kettle, whose reason asks for two things and one of them before it is resolved. */
async function withForm(desk: TestDesk): Promise<number> {
  const ana = desk.as(desk.ana)
  const { brandId } = desk
  const field = async (wish: Record<string, unknown>) =>
    (await ana.post('/api/custom-fields', { brandId, about: 'conversation', ...wish })).body.id
  const place = await field({ key: 'place', nameEn: 'Bought at', nameJa: '購入場所', kind: 'text' })
  const serial = await field({ key: 'serial', nameEn: 'Serial number', nameJa: '製造番号', kind: 'text' })
  const reason = async (wish: Record<string, unknown>) =>
    (await ana.post('/api/contact-reasons', { brandId, ...wish })).body.id
  const products = await reason({
    slug: 'products',
    nameEn: 'Products',
    nameJa: '商品',
    fields: [{ fieldId: place, isRequired: false }],
  })
  const damage = await reason({
    slug: 'damage',
    nameEn: 'Damage',
    nameJa: '破損',
    parentId: products,
    fields: [{ fieldId: serial, isRequired: true }],
  })
  const id = await desk.receive('carter@example.com', 'My kettle is broken.', { subject: 'Broken kettle' })
  await ana.put(`/api/conversations/${id}/reason`, { reasonId: damage })
  return id
}

const atTheDesk = (desk: TestDesk, width: number, work: (page: Page) => Promise<void>) =>
  withChromium(async (browser) => {
    const baseURL = await desk.app.listen({ port: 0, host: '127.0.0.1' })
    const page = await browser.newPage({ baseURL, viewport: { width, height: 900 }, locale: 'en' })
    await signIn(page)
    await work(page)
  })

test('resolving leads into the field that is missing; filled in by keys alone, it goes', () =>
  withDesk(async (desk) => {
    const id = await withForm(desk)
    const state = async () => (await desk.as(desk.ana).get(`/api/conversations/${id}`)).body
    await atTheDesk(desk, 1440, async (page) => {
      await page.goto(`/inbox/all/${id}`)
      const form = page.getByRole('region', { name: 'Form' })
      await form.getByLabel('Bought at').waitFor()
      await page.getByText('Products › Damage').waitFor()
      await page.keyboard.press('e')
      const serial = form.getByLabel('Serial number')
      await expect.poll(() => serial.evaluate((field) => field === document.activeElement)).toBe(true)
      await form.getByRole('alert').filter({ hasText: 'Fill this in to resolve' }).waitFor()
      expect(page.url()).toContain(`/inbox/all/${id}`)
      expect((await state()).status).not.toBe('resolved')
      await page.keyboard.type('K-77')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')
      await page.keyboard.press('e')
      await page.getByRole('status').filter({ hasText: 'Resolved' }).waitFor()
    })
    expect(await state()).toMatchObject({ status: 'resolved', fields: { serial: 'K-77' } })
  }))

test('on a phone the form comes forward, and a wrong answer is said at its field', () =>
  withDesk(async (desk) => {
    const id = await withForm(desk)
    const ana = desk.as(desk.ana)
    await ana.post('/api/custom-fields', {
      brandId: desk.brandId,
      about: 'conversation',
      key: 'weight',
      nameEn: 'Weight',
      nameJa: '重さ',
      kind: 'number',
    })
    await atTheDesk(desk, 390, async (page) => {
      await page.goto(`/inbox/all/${id}`)
      await page.getByRole('article').filter({ hasText: 'My kettle is broken.' }).waitFor()
      // The form waits beside the conversation, out of sight, until it is asked for.
      await page.locator('[data-field="conversation.serial"]').waitFor({ state: 'attached' })
      await page.getByRole('button', { name: 'Resolve' }).last().click()
      const form = page.getByRole('region', { name: 'Form' })
      await form.getByLabel('Serial number').fill('K-78')
      await form.getByText('More fields').click()
      await form.getByLabel('Weight').fill('heavy')
      await form.getByLabel('Weight').press('Enter')
      await form.getByRole('alert').filter({ hasText: 'Enter a number.' }).waitFor()
      await form.getByLabel('Weight').fill('１，２００')
      await form.getByLabel('Weight').press('Enter')
      await expect
        .poll(async () => (await ana.get(`/api/conversations/${id}`)).body.fields)
        .toEqual({ serial: 'K-78', weight: 1200 })
    })
  }))
