import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { siteOf } from '#knowledge/help-centre/site.ts'
import { indexOf } from '#knowledge/index-of-library.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { decide } from '../decide.ts'
import { decidedWith, fused } from './fuse.ts'
import { openMeaning } from './meaning.ts'

// Meanings of this endpoint: how much of parcels, of money back and of the kitchen a text speaks of.
const meanings: [RegExp, number[]][] = [
  [/parcel|delivery|deliver|post/i, [1, 0, 0]],
  [/refund|money|reimburse/i, [0, 1, 0]],
  [/pan|wash|kitchen/i, [0, 0, 1]],
]
let behaviour: 'well' | 'error' | 'slow' | 'nonsense' = 'well'
let asked: string[][] = []
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (part) => (body += part))
  request.on('end', () => {
    const { input } = JSON.parse(body) as { input: string[] }
    asked.push(input)
    const data = input.map((text, index) => ({ index, embedding: vectorOf(text) })).reverse()
    const answer = behaviour === 'nonsense' ? '{"data": [{"embedding": [0, 0]}]}' : JSON.stringify({ data })
    setTimeout(
      () => response.writeHead(behaviour === 'error' ? 500 : 200).end(answer),
      behaviour === 'slow' ? 1_500 : 0,
    )
  })
})
const vectorOf = (text: string) =>
  meanings.reduce(
    (sum, [pattern, one]) => (pattern.test(text) ? sum.map((n, at) => n + (one[at] ?? 0)) : sum),
    [0.1, 0.1, 0.1],
  )
let url = ''
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
})
afterAll(() => void server.close())

test('two rankings become one by their places', () => {
  const at = (...places: number[]) => places.map((place) => ({ at: place, score: 1 }))
  expect(fused(at(1, 2, 3), at(3, 1), 3).map((one) => one.at)).toEqual([1, 3, 2])
  expect(fused(at(), at(5), 3).map((one) => one.at)).toEqual([5])
})

test('meaning alone never answers: it asks, and only where it stands out', () => {
  const nothing = {
    kind: 'hand_over' as const,
    confidence: 0,
    evidence: { lead: 0, leadOfThree: 0, cover: 0 },
    choices: [],
    ranked: [],
  }
  const flat = Array.from({ length: 20 }, (_, at) => ({ at, score: 0.5 - at / 1_000 }))
  expect(decidedWith(nothing, flat, 10).kind).toBe('hand_over')
  const sharp = flat.map((one) => (one.at === 0 ? { at: 0, score: 0.9 } : one))
  expect(decidedWith(nothing, sharp, 10)).toMatchObject({
    kind: 'ask',
    choices: [{ at: 0 }, { at: 1 }, { at: 2 }],
  })
  expect(decidedWith(nothing, [], 10)).toBe(nothing)
})

test('a question finds the article that means it, and without the endpoint the one whose words it has, in time', () =>
  withDesk(async (desk) => {
    for (const [title, html] of [
      ['When will my parcel arrive?', '<p>Within three days by post.</p>'],
      ['How do I get a refund?', '<p>Money goes back to your card.</p>'],
      ['Washing a pan', '<p>By hand in the kitchen.</p>'],
    ] as const)
      await publish(desk, title, html)
    const library = await desk.library.of(desk.brandId)
    const { index, articles } = await indexOf(library, 'en')
    const lexical = decide(index, 'please reimburse me')
    const shelf = { library, articles, isShown: () => true, most: 10 }
    const meaning = openMeaning(
      desk.db,
      { url, key: undefined, model: 'tiny', timeoutMs: 500 },
      { warn: () => {} },
    )
    const weigh = (question: string) => meaning.weigh(question, decide(index, question), shelf)
    const first = async (question: string) => articles[(await weigh(question)).ranked[0]?.at ?? -1]?.title
    expect(siteOf(library, 'en').articles).toHaveLength(3)
    await expect.poll(() => first('please reimburse me')).toBe('How do I get a refund?')
    expect(
      await desk.rows((tx) => tx.selectFrom('article_embeddings').select('version_id').execute()),
    ).toHaveLength(3)
    // Another process has them from the database.
    asked = []
    const other = openMeaning(desk.db, { url, key: undefined, model: 'tiny' }, { warn: () => {} })
    await expect.poll(async () => (await other.weigh('reimburse', lexical, shelf)).ranked.length).toBe(3)
    expect(asked).toEqual([['reimburse']])
    for (const now of ['error', 'slow', 'nonsense'] as const) {
      behaviour = 'well'
      const model = { url, key: undefined, model: 'tiny', timeoutMs: 400 }
      const fresh = openMeaning(desk.db, model, { warn: () => {} })
      await expect.poll(async () => (await fresh.weigh('reimburse', lexical, shelf)).ranked.length).toBe(3)
      behaviour = now
      asked = []
      for (let n = 0; n < 3; n++)
        expect(await fresh.weigh('please reimburse me', lexical, shelf)).toBe(lexical)
      // After a failure nobody waits for the next one.
      expect(asked).toHaveLength(1)
    }
    behaviour = 'well'
  }))

async function publish(desk: TestDesk, title: string, html: string): Promise<void> {
  const ana = desk.as(desk.ana)
  const { id } = (await ana.post('/api/articles', { brandId: desk.brandId, sourceLocale: 'en', title })).body
  await ana.put(`/api/articles/${id}/texts/en`, { revision: 1, title, html, keywords: [] })
  await ana.post(`/api/articles/${id}/texts/en/publication`, { revision: 2 })
}
