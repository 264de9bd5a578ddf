import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { contrastWithWhite } from './contrast.ts'

test('a brand is opened with our defaults, changed part by part, and archived without loss', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const made = await ana.post('/api/brands', { slug: 'sakura', name: 'Sakura Tea' })
    expect(made.body.settings).toMatchObject({
      chat: { ask: 'after', greeting: { en: '', ja: '' } },
    })
    const path = `/api/brands/${made.body.id}`
    await ana.patch(path, { settings: { mailFooter: { en: 'Hello', ja: 'こんにちは' } } })
    await ana.patch(path, { settings: { chat: { ask: 'before' } }, colour: '#8a1c3b' })
    expect((await ana.get(path)).body).toMatchObject({
      colour: '#8a1c3b',
      settings: { chat: { ask: 'before' }, mailFooter: { ja: 'こんにちは' } },
    })
    expect((await ana.get('/api/me')).body.brands).toHaveLength(2)
    await ana.put(`${path}/archived`, { isArchived: true })
    expect((await ana.get('/api/me')).body.brands).toHaveLength(1)
    await ana.put(`${path}/archived`, { isArchived: false })
    expect((await ana.get('/api/me')).body.brands).toHaveLength(2)
  }))

test.each([
  [{ colour: '#ffd54a' }, 'colour', 'colour_too_light'],
  [
    { settings: { chat: { allowedOrigins: ['https://shop.example/path'] } } },
    'settings.chat.allowedOrigins',
    'origin_wrong',
  ],
  [{ timeZone: 'Mars/Olympus' }, 'timeZone', 'invalid_input'],
  [{ website: 'javascript:alert(1)' }, 'website', 'invalid_input'],
])('a brand cannot have %j', (wish, field, code) =>
  withDesk(async (desk) => {
    const path = `/api/brands/${desk.brandId}`
    const before = (await desk.as(desk.ana).get(path)).body
    const answer = await desk.as(desk.ana).patch(path, { ...wish, name: 'Changed' })
    expect(answer).toMatchObject({ status: 422, body: { field, code } })
    expect((await desk.as(desk.ana).get(path)).body).toEqual(before)
  }),
)

test('an agent sees only their brands and changes none', () =>
  withDesk(async (desk) => {
    const sakura = await desk.openBrand('sakura')
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const { items } = (await desk.as(ben).get('/api/brands')).body
    expect(items.map((brand: { slug: string }) => brand.slug)).toEqual(['hinoki'])
    expect((await desk.as(ben).get(`/api/brands/${sakura}`)).status).toBe(404)
    expect((await desk.as(ben).patch(`/api/brands/${desk.brandId}`, { name: 'Mine' })).status).toBe(403)
    expect((await desk.as(ben).post(`/api/brands/${desk.brandId}/identity-secret`)).status).toBe(403)
  }))

test('the identity secret is shown once and kept encrypted', () =>
  withDesk(async (desk) => {
    const path = `/api/brands/${desk.brandId}`
    const { secret } = (await desk.as(desk.ana).post(`${path}/identity-secret`)).body
    const brand = (await desk.as(desk.ana).get(path)).body
    expect(brand.hasIdentitySecret).toBe(true)
    expect(JSON.stringify(brand)).not.toContain(secret)
    const stored = await desk.db.open.selectFrom('brands').select('identity_secret').executeTakeFirstOrThrow()
    expect(stored.identity_secret).not.toContain(secret)
    expect(desk.vault.unlock(stored.identity_secret ?? '')).toBe(secret)
  }))

test('contrast runs from 1 for white to 21 for black, and a darker colour never has less', () => {
  expect(contrastWithWhite('#ffffff')).toBeCloseTo(1)
  expect(contrastWithWhite('#000000')).toBeCloseTo(21)
  expect(contrastWithWhite('#767676')).toBeGreaterThan(4.5)
  const part = fc.integer({ min: 0, max: 255 })
  const hex = (parts: number[]) => `#${parts.map((one) => one.toString(16).padStart(2, '0')).join('')}`
  fc.assert(
    fc.property(fc.tuple(part, part, part), (parts) => {
      const darker = parts.map((one) => Math.floor(one / 2))
      return contrastWithWhite(hex(darker)) >= contrastWithWhite(hex(parts))
    }),
  )
})

test('an archived brand is out of sight for everybody who works in it', () =>
  withDesk(async (desk) => {
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const id = await desk.receive('carter@example.com', 'Hello')
    await desk.as(desk.ana).put(`/api/brands/${desk.brandId}/archived`, { isArchived: true })
    for (const person of [desk.ana, ben]) {
      expect((await desk.as(person).get('/api/me')).body.brands).toEqual([])
      expect((await desk.as(person).get(`/api/conversations/${id}`)).status).toBe(404)
    }
    await desk.as(desk.ana).put(`/api/brands/${desk.brandId}/archived`, { isArchived: false })
    expect((await desk.as(ben).get(`/api/conversations/${id}`)).status).toBe(200)
  }))
