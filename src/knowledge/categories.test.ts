import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

type Category = { id: number; nameEn: string; parentId: number | null; articles: number }

test('a new brand begins with the categories every shop needs, in both languages', () =>
  withDesk(async (desk) => {
    const sakura = await desk.openBrand('sakura')
    for (const brandId of [desk.brandId, sakura]) {
      const { items } = (await desk.as(desk.ana).get(`/api/article-categories?brandId=${brandId}`)).body
      expect(items.map((one: { nameEn: string; nameJa: string }) => [one.nameEn, one.nameJa])).toEqual([
        ['Our service', 'サービスについて'],
        ['Payment', 'お支払いについて'],
        ['Shipping and fees', '配送・送料について'],
        ['Returns and cancellation', '返品・キャンセルについて'],
      ])
    }
  }))

test('categories are made, named and put in order on two levels', () =>
  withDesk(async (desk) => {
    const mika = desk.as(await desk.hire('Mika', 'supervisor', [desk.brandId]))
    const [service, payment] = await categories(desk)
    const made = await mika.post('/api/article-categories', {
      brandId: desk.brandId,
      parentId: payment?.id,
      nameEn: 'Coupons',
      nameJa: 'クーポン',
    })
    await mika.patch(`/api/article-categories/${made.body.id}`, { nameEn: 'Vouchers' })
    await mika.put(`/api/article-categories/${payment?.id}/place`, { parentId: null, beforeId: service?.id })
    expect((await categories(desk)).map((one) => one.nameEn).slice(0, 3)).toEqual([
      'Payment',
      'Vouchers',
      'Our service',
    ])
    expect((await desk.events()).filter((type) => type.startsWith('category.'))).toEqual([
      'category.created',
      'category.renamed',
      'category.moved',
    ])
  }))

test('a circle or a third level cannot be made, and nothing is recorded', () =>
  withDesk(async (desk) => {
    const mika = desk.as(await desk.hire('Mika', 'supervisor', [desk.brandId]))
    const [service, payment, shipping] = (await categories(desk)).map((one) => one.id)
    await mika.put(`/api/article-categories/${payment}/place`, { parentId: service })
    const before = await desk.lastEvent()
    const wrong = [
      [service, payment],
      [service, service],
      [service, shipping],
      [shipping, payment],
      [shipping, 9_999],
    ]
    for (const [id, parentId] of wrong) {
      const refused = await mika.put(`/api/article-categories/${id}/place`, { parentId })
      expect(refused).toMatchObject({ status: 422, body: { code: 'wrong_place', field: 'parentId' } })
    }
    const sakura = await desk.openBrand('sakura')
    const foreign = (await desk.as(desk.ana).get(`/api/article-categories?brandId=${sakura}`)).body.items[0]
    const over = await desk
      .as(desk.ana)
      .put(`/api/article-categories/${shipping}/place`, { parentId: foreign.id })
    expect(over.status).toBe(422)
    expect(await desk.events(before)).toEqual([])
  }))

test('the database itself takes no circle', () =>
  withDesk(async (desk) => {
    const [service, payment] = (await categories(desk)).map((one) => one.id)
    const place = (id = 0, parent_id = 0) =>
      desk.rows((tx) =>
        tx
          .updateTable('article_categories')
          .set({ parent_id })
          .where('brand_id', '=', desk.brandId)
          .where('id', '=', id)
          .execute(),
      )
    await place(service, payment)
    await expect(place(payment, service)).rejects.toThrow(/foreign key/)
  }))

test('a category in which something stands is deleted only when it is said where that goes', () =>
  withDesk(async (desk) => {
    const mika = desk.as(await desk.hire('Mika', 'supervisor', [desk.brandId]))
    const [service, payment] = await categories(desk)
    await mika.post('/api/articles', {
      brandId: desk.brandId,
      sourceLocale: 'ja',
      title: '支払い',
      categoryId: payment?.id,
    })
    const at = `/api/article-categories/${payment?.id}`
    expect(await mika.delete(at)).toMatchObject({
      status: 409,
      body: { code: 'category_not_empty', articles: 1 },
    })
    expect((await mika.delete(`${at}?moveTo=${payment?.id}`)).status).toBe(422)
    expect((await mika.delete(`${at}?moveTo=${service?.id}`)).status).toBe(200)
    expect((await categories(desk))[0]).toMatchObject({ id: service?.id, articles: 1 })
    expect((await mika.delete(at)).status).toBe(404)
  }))

test('an agent does not change categories, and one of another brand is not there', () =>
  withDesk(async (desk) => {
    const [service] = await categories(desk)
    const rin = desk.as(await desk.hire('Rin', 'agent', [desk.brandId]))
    const omar = desk.as(await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')]))
    const before = await desk.lastEvent()
    for (const [who, status] of [
      [rin, 403],
      [omar, 404],
    ] as const) {
      const at = `/api/article-categories/${service?.id}`
      expect((await who.patch(at, { nameEn: 'Mine' })).status).toBe(status)
      expect((await who.put(`${at}/place`, { parentId: null })).status).toBe(status)
      expect((await who.delete(at)).status).toBe(status)
    }
    expect(await desk.events(before)).toEqual([])
  }))

test('words mean the same once they are said to, and those that differ in nothing are refused', () =>
  withDesk(async (desk) => {
    const rin = desk.as(await desk.hire('Rin', 'agent', [desk.brandId]))
    const omar = desk.as(await desk.hire('Omar', 'agent', [await desk.openBrand('sakura')]))
    const made = await rin.post('/api/synonyms', { brandId: desk.brandId, words: ['包丁', 'ナイフ', 'ﾅｲﾌ'] })
    expect(made.body.words).toEqual(['包丁', 'ナイフ'])
    const at = `/api/synonyms/${made.body.id}`
    const before = await desk.lastEvent()
    expect((await rin.put(at, { words: ['Knife', 'KNIFE'] })).status).toBe(422)
    expect((await omar.put(at, { words: ['a', 'b'] })).status).toBe(404)
    expect((await omar.delete(at)).status).toBe(404)
    expect(await desk.events(before)).toEqual([])
    await rin.put(at, { words: ['Knife', '包丁'] })
    expect((await rin.get('/api/synonyms')).body.items[0].words).toEqual(['Knife', '包丁'])
    await rin.delete(at)
    expect((await rin.get('/api/synonyms')).body.items).toEqual([])
  }))

async function categories(desk: TestDesk): Promise<Category[]> {
  return (await desk.as(desk.ana).get(`/api/article-categories?brandId=${desk.brandId}`)).body.items
}
