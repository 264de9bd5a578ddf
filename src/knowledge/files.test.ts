import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

const bytes = { 'content-type': 'application/octet-stream' }
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('a picture is for staff alone until a published text of a public article shows it', () =>
  withDesk(async (desk) => {
    const { id, at } = await drafted(desk)
    const ana = desk.as(desk.ana)
    const stranger = desk.as(undefined)
    const file = (await ana.post(`${at}/files?name=pan.png`, png, bytes)).body
    expect(file).toMatchObject({ name: 'pan.png', type: 'image/png', url: `/article-files/${file.id}` })
    const html = `<p>Look:</p><figure><img src="${file.url}" alt="A pan"></figure>`
    await ana.put(at, { revision: 1, title: 'Care', html, keywords: [] })
    expect((await stranger.get(file.url)).status).toBe(404)
    expect((await ana.get(file.url)).headers).toMatchObject({ 'content-type': 'image/png' })
    await ana.post(`${at}/publication`, { revision: 2 })
    const shown = await stranger.get(file.url)
    expect(shown.status).toBe(200)
    expect(shown.headers['content-security-policy']).toContain('sandbox')
    await ana.patch(`/api/articles/${id}`, { audience: 'staff' })
    expect((await stranger.get(file.url)).status).toBe(404)
    await ana.patch(`/api/articles/${id}`, { audience: 'public' })
    await ana.delete(`${at}/publication`)
    expect((await stranger.get(file.url)).status).toBe(404)
  }))

test('a file that a text or an old version names is kept, another is deleted', () =>
  withDesk(async (desk) => {
    const { at } = await drafted(desk)
    const ana = desk.as(desk.ana)
    const used = (await ana.post(`${at}/files?name=a.pdf`, Buffer.from('%PDF-1.7 a'), bytes)).body
    const free = (await ana.post(`${at}/files?name=b.txt`, Buffer.from('b'), bytes)).body
    await ana.put(at, {
      revision: 1,
      title: 'Care',
      html: `<p><a href="${used.url}">Leaflet</a></p>`,
      keywords: [],
    })
    await ana.post(`${at}/publication`, { revision: 2 })
    await ana.put(at, { revision: 2, title: 'Care', html: '<p>No leaflet.</p>', keywords: [] })
    const refused = await ana.delete(`/api/article-files/${used.id}`)
    expect(refused).toMatchObject({ status: 409, body: { code: 'file_used' } })
    expect((await ana.delete(`/api/article-files/${free.id}`)).status).toBe(200)
    const page = (await ana.get(at.replace('/texts/ja', ''))).body.texts.ja
    expect(page.files.map((file: { id: number }) => file.id)).toEqual([used.id])
  }))

test('an editor is told of links that lead nowhere, files that are missing and pictures that say nothing', () =>
  withDesk(async (desk) => {
    const { id, at } = await drafted(desk)
    const other = await desk.as(desk.ana).post('/api/articles', { brandId: desk.brandId, sourceLocale: 'ja' })
    const html = `<p><a data-article="999">x</a> <a data-article="${other.body.id}">y</a> <a href="/article-files/77">z</a></p>
      <img src="/article-files/78" alt="">`
    const { body } = await desk.as(desk.ana).put(at, { revision: 1, title: 'x', html, keywords: [] })
    expect(body.id).toBe(id)
    expect(body.texts.ja.problems).toEqual([
      { kind: 'broken_link', id: 999 },
      { kind: 'unpublished_link', id: other.body.id },
      { kind: 'missing_file', id: 77 },
      { kind: 'missing_file', id: 78 },
      { kind: 'missing_alt', id: null },
    ])
    const ana = desk.as(desk.ana)
    const manual = `/api/articles/${other.body.id}`
    await ana.put(`${manual}/texts/ja`, { revision: 1, title: 'y', html: '<p>y</p>', keywords: [] })
    await ana.post(`${manual}/texts/ja/publication`, { revision: 2 })
    const problems = async () => (await ana.get(`/api/articles/${id}`)).body.texts.ja.problems
    expect(await problems()).not.toContainEqual({ kind: 'unpublished_link', id: other.body.id })
    await ana.patch(manual, { audience: 'staff' })
    expect(await problems()).toContainEqual({ kind: 'unpublished_link', id: other.body.id })
  }))

test('who may not write uploads nothing, and a page of markup is never shown as one', () =>
  withDesk(async (desk) => {
    const { at } = await drafted(desk)
    const reader = await desk.hire('Rin', 'read_only', [desk.brandId])
    const omar = await desk.hire('Omar', 'agent', [await desk.openBrand('sakura')])
    const before = await desk.lastEvent()
    expect((await desk.as(reader).post(`${at}/files?name=a`, png, bytes)).status).toBe(403)
    expect((await desk.as(omar).post(`${at}/files?name=a`, png, bytes)).status).toBe(404)
    expect((await desk.as(desk.ana).post(`${at}/files?name=a`, { a: 1 })).status).toBe(415)
    const english = at.replace('/ja', '/en')
    expect((await desk.as(desk.ana).post(`${english}/files?name=a`, png, bytes)).status).toBe(404)
    expect(await desk.events(before)).toEqual([])
    const page = Buffer.from('<html><script>alert(1)</script></html>')
    const file = (await desk.as(desk.ana).post(`${at}/files?name=a.html`, page, bytes)).body
    const { headers } = await desk.as(desk.ana).get(file.url)
    expect(headers['content-type']).toBe('application/octet-stream')
    expect(headers['content-disposition']).toContain('attachment')
    expect((await desk.as(omar).get(file.url)).status).toBe(404)
  }))

async function drafted(desk: TestDesk) {
  const { id } = (
    await desk.as(desk.ana).post('/api/articles', { brandId: desk.brandId, sourceLocale: 'ja' })
  ).body
  return { id, at: `/api/articles/${id}/texts/ja` }
}
