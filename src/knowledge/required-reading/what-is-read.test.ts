import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { dispatchAll } from '#test/dispatch-all.ts'
import { tasksOf } from '../../tasks.ts'

/** A manual in Japanese first, with an English translation, and an agent who reads English. */
async function manual(desk: TestDesk) {
  const ana = desk.as(desk.ana)
  const ben = await desk.hire('Ben', 'agent', [desk.brandId])
  const wish = { brandId: desk.brandId, sourceLocale: 'ja', title: '返金', audience: 'staff' }
  const id: number = (await ana.post('/api/articles', wish)).body.id
  const publish = async (locale: 'ja' | 'en', words: string) => {
    const { texts } = (await ana.get(`/api/articles/${id}`)).body
    const at = `/api/articles/${id}/texts/${locale}`
    const translatedFromId = locale === 'en' ? { translatedFromId: texts.ja.published.versionId } : {}
    const text = { title: words, html: `<p>${words}</p>`, keywords: [], ...translatedFromId }
    const saved = await ana.put(at, { revision: texts[locale]?.revision ?? 0, ...text })
    expect([saved.status, saved.body.code]).toEqual([200, undefined])
    const published = await ana.post(`${at}/publication`, { revision: saved.body.texts[locale].revision })
    expect(published.status).toBe(200)
    await dispatchAll(desk)
    for (const { task, payload } of (await desk.jobs()).filter((one) => one.task === 'ask-reading-anew'))
      await tasksOf(desk)[task]?.(payload, { attempt: 1, isLastAttempt: false })
  }
  await publish('ja', '3,000円まで')
  await publish('en', 'Up to 3,000 yen')
  await ana.put(`/api/articles/${id}/required-reading`, { staffIds: [ben.staffId] })
  const bens = desk.as(ben)
  const open = async () => (await bens.get('/api/my-readings')).body.items
  const page = async () => (await bens.get(`/api/my-readings/${(await open())[0].id}`)).body
  return { ana, id, publish, open, page, bens }
}

test('nobody confirms a new version by a translation of the old one', () =>
  withDesk(async (desk) => {
    const { publish, page } = await manual(desk)
    expect(await page()).toMatchObject({ locale: 'en', title: 'Up to 3,000 yen' })
    await publish('ja', '5,000円まで')
    expect(await page()).toMatchObject({ locale: 'ja', title: '5,000円まで' })
    await publish('en', 'Up to 5,000 yen')
    expect(await page()).toMatchObject({ locale: 'en', title: 'Up to 5,000 yen' })
  }))

test('what was withdrawn is asked of nobody, until it is published again', () =>
  withDesk(async (desk) => {
    const { ana, id, publish, open } = await manual(desk)
    const [{ id: reading }] = await open()
    expect((await ana.delete(`/api/articles/${id}/texts/ja/publication`)).status).toBe(200)
    expect(await open()).toEqual([])
    expect((await ana.get(`/api/required-readings/${reading}`)).body).toMatchObject({ asked: 0, readers: [] })
    await publish('ja', '3,000円まで。')
    expect(await open()).toHaveLength(1)
  }))
