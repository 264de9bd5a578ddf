import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { learnReasons } from './learn.ts'
import { learnBrand } from './learn-brand.ts'
import { packModel, unpackModel } from './pack.ts'
import { seedExamples } from './seed.ts'
import { suggestReason } from './suggest.ts'

const reason = async (desk: TestDesk, slug: string): Promise<number> =>
  (
    await desk
      .as(desk.ana)
      .post('/api/contact-reasons', { brandId: desk.brandId, slug, nameEn: slug, nameJa: slug })
  ).body.id

const suggested = async (desk: TestDesk, id: number) =>
  (await desk.as(desk.ana).get(`/api/conversations/${id}/beside`)).body.reason

test('a new brand is suggested reasons by the seed, with their probability, in both languages', () =>
  withDesk(async (desk) => {
    const damaged = await reason(desk, 'damaged')
    await reason(desk, 'stock')
    await reason(desk, 'gift')
    expect(await learnBrand(desk.db, desk.brandId)).toBe(true)
    const id = await desk.receive('a@example.com', '届いたお皿が割れていました。')
    const found = await suggested(desk, id)
    expect(found.reasonId).toBe(damaged)
    expect(found.probability).toBeGreaterThan(0.5)
    expect(found.probability).toBeLessThanOrEqual(1)
    const en = await desk.receive('a@example.com', 'The plate arrived broken.')
    expect((await suggested(desk, en)).reasonId).toBe(damaged)
  }))

test('what a person said is never overridden, and a text about none of the reasons gets no suggestion', () =>
  withDesk(async (desk) => {
    const damaged = await reason(desk, 'damaged')
    const stock = await reason(desk, 'stock')
    await learnBrand(desk.db, desk.brandId)
    const id = await desk.receive('a@example.com', 'The plate arrived broken.')
    expect((await suggested(desk, id)).reasonId).toBe(damaged)
    await desk.as(desk.ana).put(`/api/conversations/${id}/reason`, { reasonId: stock })
    expect(await suggested(desk, id)).toBeNull()
    expect((await desk.as(desk.ana).get(`/api/conversations/${id}`)).body.reasonId).toBe(stock)
    expect(await suggested(desk, await desk.receive('a@example.com', 'zzz qqq 12345'))).toBeNull()
  }))

test('a brand learns from what its people labelled; a model is learnt once and a newer one reaches every process', () =>
  withDesk(async (desk) => {
    const engraving = await reason(desk, 'engraving')
    await reason(desk, 'stock')
    await learnBrand(desk.db, desk.brandId)
    const text = 'Could you engrave the blade with my initials?'
    expect((await suggested(desk, await desk.receive('a@example.com', text)))?.reasonId).not.toBe(engraving)
    for (const said of [
      'Please engrave my name',
      'Engraving initials on the blade',
      'Is engraving possible?',
      'Engrave two letters',
    ]) {
      const id = await desk.receive('b@example.com', said)
      await desk.as(desk.ana).put(`/api/conversations/${id}/reason`, { reasonId: engraving })
    }
    expect(await learnBrand(desk.db, desk.brandId)).toBe(true)
    expect(await learnBrand(desk.db, desk.brandId)).toBe(false)
    const { rows } = await desk.db.pool.query('select count(*)::int as count from reason_models')
    expect(rows[0].count).toBe(0)
    const model = await desk.rows((tx) =>
      tx.selectFrom('reason_models').select(['version', 'examples']).executeTakeFirst(),
    )
    expect(model).toEqual({ version: 2, examples: 4 })
    const id = await desk.receive('c@example.com', text)
    await expect.poll(async () => (await suggested(desk, id))?.reasonId).toBe(engraving)
  }))

test('the first who asks of a brand without a model has it learnt', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('a@example.com', 'The plate arrived broken.')
    expect(await suggested(desk, id)).toBeNull()
    expect(await desk.jobs()).toContainEqual({ task: 'learn-reasons', payload: { brandId: desk.brandId } })
  }))

test('a packed model says the same as the one that was learnt', () => {
  const model = learnReasons(seedExamples())
  const again = unpackModel(packModel(model))
  for (const text of ['where is my parcel', '返品したい', 'hello', ''])
    expect(suggestReason(again, text)).toEqual(suggestReason(model, text))
})
