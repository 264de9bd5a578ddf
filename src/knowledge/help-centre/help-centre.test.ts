import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { publishArticle } from '#test/articles.ts'

const stranger = (desk: TestDesk) => desk.as(undefined)
const open = async (desk: TestDesk, path: string, headers: Record<string, string> = {}) => {
  const {
    status,
    body,
    headers: answered,
  } = await stranger(desk).get(`/help/hinoki${path}`, undefined, headers)
  return { status, page: String(body), headers: answered }
}

/** A form as a browser sends it. */
const send = async (desk: TestDesk, path: string, fields: Record<string, string>) => {
  const answer = await desk.app.inject({
    method: 'POST',
    url: `/help/hinoki${path}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: String(new URLSearchParams(fields)),
  })
  return { status: answer.statusCode, page: answer.body, location: String(answer.headers.location ?? '') }
}

const refund = {
  en: { title: 'When will I get my refund?', html: '<p>We refund within <strong>three days</strong>.</p>' },
  ja: { title: '返金はいつになりますか', html: '<p>3 営業日以内にご返金いたします。</p>' },
}

test('a reader is led to their language, and each page leads to itself in the other', () =>
  withDesk(async (desk) => {
    const id = await publishArticle(desk, refund)
    const led = await open(desk, '', { 'accept-language': 'en-CA,en;q=0.9,ja;q=0.1' })
    expect([led.status, led.headers.location, led.headers.vary]).toEqual([
      302,
      '/help/hinoki/en',
      'accept-language',
    ])
    const { page } = await open(desk, `/en/articles/${id}`)
    expect(page).toContain('<h1>When will I get my refund?</h1>')
    expect(page).toContain(`<a href="/help/hinoki/ja/articles/${id}" lang="ja" hreflang="ja">`)
    expect(page).toContain(`hreflang="ja" href="http://desk.test/help/hinoki/ja/articles/${id}"`)
    expect((await open(desk, `/ja/articles/${id}`)).page).toContain('<h1>返金はいつになりますか</h1>')
  }))

test('what is there in one language only is shown to all, and says so', () =>
  withDesk(async (desk) => {
    const id = await publishArticle(desk, { ja: refund.ja })
    const { page } = await open(desk, `/en/articles/${id}`)
    expect(page).toContain('<h1 lang="ja">返金はいつになりますか</h1>')
    expect(page).toContain('日本語のみ / Japanese only')
    expect(page).toContain(`<link rel="canonical" href="http://desk.test/help/hinoki/ja/articles/${id}">`)
    expect((await open(desk, '/en')).page).toContain('日本語のみ / Japanese only')
  }))

test('drafts, manuals, other brands’ articles and archived brands are not there', () =>
  withDesk(async (desk) => {
    const manual = await publishArticle(desk, refund, { audience: 'staff' })
    const draft = await publishArticle(desk, refund, { isDraft: true })
    const sakura = await desk.openBrand('sakura')
    const other = await publishArticle(desk, refund, { brandId: sakura })
    for (const id of [manual, draft, other]) {
      const { status, page } = await open(desk, `/en/articles/${id}`)
      expect(status).toBe(404)
      expect(page).not.toContain('three days')
    }
    expect((await open(desk, '/en/search?q=refund')).page).not.toContain('When will I get my refund?')
    expect((await open(desk, '/sitemap.xml')).page).not.toContain('/articles/')
    await desk.as(desk.ana).put(`/api/brands/${sakura}/archived`, { isArchived: true })
    await expect.poll(async () => (await stranger(desk).get('/help/sakura/en')).status).toBe(404)
  }))

test('a withdrawn article is gone within a second, and a kept page is asked about anew', () =>
  withDesk(async (desk) => {
    const id = await publishArticle(desk, refund)
    const first = await open(desk, `/en/articles/${id}`)
    const again = await open(desk, `/en/articles/${id}`, { 'if-none-match': String(first.headers.etag) })
    expect([first.status, again.status]).toEqual([200, 304])
    await desk.as(desk.ana).delete(`/api/articles/${id}/texts/en/publication`)
    await desk.as(desk.ana).delete(`/api/articles/${id}/texts/ja/publication`)
    await expect.poll(async () => (await open(desk, `/en/articles/${id}`)).status).toBe(404)
  }))

test('a search finds in both languages, marks what was asked and is kept without who asked', () =>
  withDesk(async (desk) => {
    const id = await publishArticle(desk, refund)
    const { page, headers } = await open(desk, '/en/search?q=refund%20for%20HK-2041%20hanako%40example.jp')
    expect(page).toContain('<mark>refund</mark>')
    expect(headers['cache-control']).toBe('no-store')
    const keptNow = () => desk.rows((tx) => tx.selectFrom('help_searches').selectAll().executeTakeFirst())
    await expect.poll(keptNow).toBeDefined()
    const kept = await keptNow()
    expect(kept).toMatchObject({ query: 'refund for [number] [email]', found: 1, opened_article_id: null })
    await open(desk, `/en/articles/${id}?s=${kept?.id}`)
    await expect
      .poll(async () =>
        desk.rows((tx) => tx.selectFrom('help_searches').select('opened_article_id').executeTakeFirst()),
      )
      .toEqual({ opened_article_id: id })
    expect((await open(desk, `/en/search?q=${encodeURIComponent('返金')}`)).page).toContain(refund.en.title)
    const suggested = await stranger(desk).get('/help/hinoki/en/suggest?q=refund')
    expect(suggested.body).toMatchObject([{ title: refund.en.title, note: '' }])
  }))

test('hostile searches are answered calmly', () =>
  withDesk(async (desk) => {
    await publishArticle(desk, refund)
    const hostile = [
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      'あ'.repeat(20_000),
      '\u0000\u0007',
      '😀',
      '%',
    ]
    for (const q of hostile) {
      const { status, page } = await open(desk, `/en/search?q=${encodeURIComponent(q).slice(0, 15_000)}`)
      expect([200, 400]).toContain(status)
      expect(page).not.toMatch(/<script>alert|<img src=x/)
    }
    expect((await open(desk, '/en/search?q=a&q=b')).status).toBe(200)
    expect((await open(desk, '/en/search')).status).toBe(200)
  }))

test('a reader says whether it helped, with nothing kept of who they are', () =>
  withDesk(async (desk) => {
    const id = await publishArticle(desk, refund)
    const before = await desk.lastEvent()
    const said = { helpful: 'no', comment: 'Call me: +1 503 555 0199, or hanako@example.jp' }
    const { status, location } = await send(desk, `/en/articles/${id}/votes`, said)
    expect([status, location]).toEqual([303, `/help/hinoki/en/articles/${id}?voted#vote`])
    const kept = await desk.rows((tx) => tx.selectFrom('article_votes').selectAll().execute())
    expect(kept).toMatchObject([{ is_helpful: false, comment: 'Call me: [number], or [email]' }])
    expect(await desk.events(before)).toEqual(['article.voted'])
    expect((await open(desk, `/en/articles/${id}?voted`)).page).toContain('Thank you.')
    await send(desk, `/en/articles/${id}/votes`, { helpful: 'perhaps' })
    expect((await send(desk, '/en/articles/99999/votes', said)).status).toBe(404)
    expect(await desk.events(before)).toEqual(['article.voted'])
  }))

test('a brand without orders offers no tracking of any', () =>
  withDesk(async (desk) => {
    expect((await open(desk, '/en')).page).not.toContain('/en/order')
    expect((await open(desk, '/en/order')).status).toBe(404)
    expect((await send(desk, '/en/order', { number: 'HK-1', proof: 'a@example.com' })).status).toBe(404)
  }))

test('an order is shown to who knows its address or postal code; a wrong number and a wrong address are told alike', () =>
  withDesk(async (desk) => {
    const conversationId = await desk.receive('hanako@example.jp', 'Hello')
    await desk.rows(async (tx) => {
      const { customer_id } = await tx
        .selectFrom('conversations')
        .select('customer_id')
        .where('id', '=', conversationId)
        .executeTakeFirstOrThrow()
      await tx
        .insertInto('orders')
        .values({
          brand_id: desk.brandId,
          customer_id,
          number: 'HK-2041',
          placed_at: new Date('2026-11-01T03:00:00Z'),
          currency: 'JPY',
          total_minor: 12_800,
          state: 'shipped',
          items: JSON.stringify([{ name: '伊賀土鍋 8号', quantity: 1 }]),
          shipments: JSON.stringify([{ carrier: 'ヤマト運輸', tracking: '1234', postalCode: '150-0001' }]),
        })
        .execute()
    })
    for (const proof of ['Hanako@example.jp', '１５０−０００１', '150 0001']) {
      const { status, page } = await send(desk, '/ja/order', { number: 'hk-2041', proof })
      expect(status).toBe(200)
      expect(page).toContain('ヤマト運輸 1234')
      expect(page).toContain('￥12,800')
    }
    const wrongMail = await send(desk, '/en/order', { number: 'HK-2041', proof: 'other@example.jp' })
    const wrongNumber = await send(desk, '/en/order', { number: 'HK-9999', proof: 'hanako@example.jp' })
    const said = /role="alert">([^<]+)</
    expect([wrongMail.status, wrongNumber.status]).toEqual([404, 404])
    expect(said.exec(wrongMail.page)?.[1]).toBe(said.exec(wrongNumber.page)?.[1])
    expect((await send(desk, '/en/order', { number: 'HK-2041', proof: '' })).status).toBe(422)
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        send(desk, '/en/order', { number: 'HK-2041', proof: `${at}@x.example` }),
      ),
    )
    expect(tries.map((one) => one.status)).toContain(429)
  }))

test('under its own name a brand has its help centre and no other brand’s', () =>
  withDesk(async (desk) => {
    await desk.openBrand('sakura')
    await desk
      .as(desk.ana)
      .patch(`/api/brands/${desk.brandId}`, { settings: { helpDomain: 'help.hinoki.example' } })
    const host = { host: 'help.hinoki.example' }
    await expect
      .poll(async () => (await stranger(desk).get('/', undefined, host)).headers.location)
      .toBe('/help/hinoki')
    expect((await stranger(desk).get('/help/sakura/en', undefined, host)).status).toBe(404)
    const { body } = await stranger(desk).get('/help/hinoki/en', undefined, host)
    expect(body).toContain('<link rel="canonical" href="https://help.hinoki.example/help/hinoki/en">')
  }))

test('feed and map say what is published, and the contact form knows what was looked for', () =>
  withDesk(async (desk) => {
    const id = await publishArticle(desk, refund)
    const feed = await open(desk, '/ja/feed.xml')
    expect(feed.page).toContain(`<link>http://desk.test/help/hinoki/ja/articles/${id}</link>`)
    expect((await open(desk, '/sitemap.xml')).page).toContain(
      `hreflang="en" href="http://desk.test/help/hinoki/en/articles/${id}"`,
    )
    const { page } = await open(desk, '/en/search?q=elephants')
    const contact = /href="(\/form\/[^"]+)"[^>]*>Contact us<\/a><\/section>/.exec(page)?.[1] ?? ''
    const { body } = await stranger(desk).get(contact.replaceAll('&amp;', '&'))
    expect(body).toContain('>elephants</textarea>')
  }))

test('HTML and style together stay below 40 kB, and nothing is fetched from elsewhere', () =>
  withDesk(async (desk) => {
    const id = await publishArticle(desk, refund)
    const { page, headers } = await open(desk, `/en/articles/${id}`)
    expect(String(headers['content-security-policy'])).toContain("default-src 'none'")
    expect(page.match(/(?:src|href)="https?:\/\/(?!desk\.test)[^"]*"/g)).toBeNull()
    expect(page.length).toBeLessThan(20_000)
  }))
