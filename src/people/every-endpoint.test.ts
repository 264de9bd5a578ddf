import { expect, test } from 'vitest'
import type { Endpoint } from '#platform/endpoint.ts'
import { type Answer, type Person, type TestDesk, withDesk } from '#test/desk.ts'
import { exampleOf } from '#test/example-of.ts'

// A word that stands in everything the brand Hinoki holds, so that a leak is seen wherever it comes out.
const mark = 'himitsu-no-hinoki'

test('a stranger gets nothing from any endpoint but those that are open', () =>
  withDesk(async (desk) => {
    const ids = await furnish(desk)
    const before = await desk.lastEvent()
    for (const endpoint of served(desk)) {
      const answer = await call(desk, undefined, endpoint, ids)
      expect([nameOf(endpoint), answer.status]).toEqual([nameOf(endpoint), 401])
    }
    expect(await desk.events(before)).toEqual([])
  }))

test('a colleague of another brand sees and changes nothing of this one through any endpoint', () =>
  withDesk(async (desk) => {
    const ids = await furnish(desk)
    expect(JSON.stringify((await desk.as(desk.ana).get('/api/conversations')).body)).toContain(mark)
    const omar = await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')])
    const before = await desk.lastEvent()
    for (const endpoint of served(desk)) {
      const answer = await call(desk, omar, endpoint, ids)
      expect(JSON.stringify(answer.body), nameOf(endpoint)).not.toContain(mark)
      expect(answer.status, `${nameOf(endpoint)} ${JSON.stringify(answer.body)}`).toBeLessThan(500)
      if (namesSomething(endpoint)) {
        expect([nameOf(endpoint), answer.status]).toEqual([
          nameOf(endpoint),
          expect.toBeOneOf([403, 404, 422]),
        ])
      }
    }
    expect(await desk.events(before)).toEqual([])
  }))

test('who only reads is refused by every endpoint that asks for more, and nothing is recorded', () =>
  withDesk(async (desk) => {
    const ids = await furnish(desk)
    const reader = await desk.hire('Rin', 'read_only', [desk.brandId])
    const before = await desk.lastEvent()
    for (const endpoint of served(desk).filter((one) => leastRole(one) !== 'read_only')) {
      const answer = await call(desk, reader, endpoint, ids)
      expect([nameOf(endpoint), answer.status]).toEqual([nameOf(endpoint), 403])
    }
    expect(await desk.events(before)).toEqual([])
  }))

test('a key that may only read cannot write anywhere, though its maker is an admin', () =>
  withDesk(async (desk) => {
    const ids = await furnish(desk)
    const made = await desk.as(desk.ana).post('/api/api-keys', { name: 'Reports', scopes: ['read'] })
    const robot = { ...desk.ana, key: made.body.key }
    const before = await desk.lastEvent()
    for (const endpoint of served(desk).filter((one) => one.method !== 'GET' || one.role === 'admin')) {
      const answer = await call(desk, robot, endpoint, ids)
      expect([nameOf(endpoint), answer.status]).toEqual([nameOf(endpoint), 403])
    }
    expect(await desk.events(before)).toEqual([])
  }))

const nameOf = (endpoint: Endpoint) => `${endpoint.method} ${endpoint.path}`
const leastRole = (endpoint: Endpoint) => endpoint.role ?? (endpoint.method === 'GET' ? 'read_only' : 'agent')
const served = (desk: TestDesk) => desk.app.served.endpoints.filter((endpoint) => !endpoint.open)

/** Whether the path names something of the brand; what a person has of their own is theirs whatever the brand. */
const namesSomething = (endpoint: Endpoint) =>
  /^\/api\/(conversations|messages|customers|brands|articles|article-categories|article-files|article-versions|synonyms)\/\{/.test(
    endpoint.path,
  )

/** A conversation with a message and a note, a customer, an order number, a tag of the marked brand. */
async function furnish(desk: TestDesk): Promise<Record<string, number>> {
  const conversation = await desk.receive(`${mark}@example.com`, `${mark} never arrived.`, { subject: mark })
  await desk.as(desk.ana).post(`/api/conversations/${conversation}/notes`, { text: mark })
  await desk.as(desk.ana).patch(`/api/brands/${desk.brandId}`, { website: `https://${mark}.example` })
  const wish = { brandId: desk.brandId, url: `https://${mark}.example/hook` }
  const webhook = await desk.as(desk.ana).post('/api/webhooks', wish)
  const found = await desk.rows((tx) =>
    tx.selectFrom('messages').select(['id', 'customer_id']).orderBy('id').executeTakeFirstOrThrow(),
  )
  return {
    ...(await writeArticle(desk)),
    conversations: conversation,
    messages: found.id,
    customers: found.customer_id ?? 0,
    brands: desk.brandId,
    webhooks: webhook.body.id,
    staff: desk.ana.staffId,
  }
}

/** A published article with a file, in a category, beside synonyms. */
async function writeArticle(desk: TestDesk): Promise<Record<string, number>> {
  const ana = desk.as(desk.ana)
  const made = await ana.post('/api/articles', { brandId: desk.brandId, sourceLocale: 'ja', title: mark })
  const at = `/api/articles/${made.body.id}/texts/ja`
  await ana.put(at, { revision: 1, title: mark, html: `<p>${mark}</p>`, keywords: [mark] })
  const published = await ana.post(`${at}/publication`, { revision: 2 })
  const bytes = { 'content-type': 'application/octet-stream' }
  const file = await ana.post(`${at}/files?name=${mark}.txt`, Buffer.from(mark), bytes)
  const names = { brandId: desk.brandId, nameEn: mark, nameJa: mark }
  return {
    articles: made.body.id,
    'article-versions': published.body.texts.ja.published.versionId,
    'article-files': file.body.id,
    'article-categories': (await ana.post('/api/article-categories', names)).body.id,
    synonyms: (await ana.post('/api/synonyms', { brandId: desk.brandId, words: [mark, 'hinoki'] })).body.id,
  }
}

async function call(
  desk: TestDesk,
  person: Person | undefined,
  endpoint: Endpoint,
  ids: Record<string, number>,
): Promise<Answer> {
  const noun = endpoint.path.split('/')[2] ?? ''
  const path = endpoint.path.replaceAll(/\{\w+\}/g, String(ids[noun] ?? 1))
  const query = new URLSearchParams((exampleOf(endpoint.query) ?? {}) as Record<string, string>)
  const url = query.size > 0 ? `${path}?${query}` : path
  const caller = desk.as(person)
  if (endpoint.method === 'GET') return caller.get(url)
  const method = endpoint.method.toLowerCase() as 'post' | 'put' | 'patch' | 'delete'
  return caller[method](url, exampleOf(endpoint.body))
}
