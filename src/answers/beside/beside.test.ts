import { expect, test } from 'vitest'
import { publishArticle } from '#test/articles.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'

const articles = {
  rust: {
    en: {
      title: 'Removing rust from a knife',
      html: '<h2>Rust</h2><p>Rub the rust off with a rust eraser and oil the knife.</p>',
    },
    ja: { title: '包丁の錆の落とし方', html: '<p>錆び消しで錆をこすり、油を塗ってください。</p>' },
  },
  sharpen: {
    en: { title: 'Sharpening a knife', html: '<p>Soak the whetstone and sharpen at fifteen degrees.</p>' },
  },
  shipping: { en: { title: 'Shipping abroad', html: '<p>We ship to forty countries by EMS.</p>' } },
}

async function shelve(desk: TestDesk) {
  return {
    rust: await publishArticle(desk, articles.rust),
    sharpen: await publishArticle(desk, articles.sharpen),
    shipping: await publishArticle(desk, articles.shipping),
  }
}

const reasonOf = async (desk: TestDesk, slug: string): Promise<number> =>
  (
    await desk
      .as(desk.ana)
      .post('/api/contact-reasons', { brandId: desk.brandId, slug, nameEn: slug, nameJa: slug })
  ).body.id

const answerAndClose = async (desk: TestDesk, id: number, text: string) => {
  const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}`)
  const sent = await desk
    .as(desk.ana)
    .post(`/api/conversations/${id}/replies`, { text, lastSeenEventId: body.lastEventId })
  expect(sent.status).toBe(200)
  await desk.as(desk.ana).put(`/api/conversations/${id}/status`, { status: 'resolved' })
}

test('articles that fit the last question stand beside a conversation, with the words they share', () =>
  withDesk(async (desk) => {
    const { rust } = await shelve(desk)
    const id = await desk.receive('jo@example.com', 'My knife has rust on it. How do I get the rust off?', {
      language: 'en',
    } as never)
    await desk.receive('jo@example.com', 'Thank you very much!', {}, id)
    const { status, body } = await desk.as(desk.ana).get(`/api/conversations/${id}/beside`)
    expect(status).toBe(200)
    expect(body.question).toContain('rust off')
    expect(body.articles[0]).toMatchObject({ articleId: rust, why: { helped: 0, isForReason: false } })
    expect(body.articles[0].why.words).toContain('rust')
    expect(body.articles[0].passage.some((part: { isHit: boolean }) => part.isHit)).toBe(true)
    expect(body.articles[0].url).toMatch(new RegExp(`/help/hinoki/(en|ja)/articles/${rust}$`))
  }))

test('the first article of a brand is suggested as soon as it fits', () =>
  withDesk(async (desk) => {
    const rust = await publishArticle(desk, articles.rust)
    const id = await desk.receive('jo@example.com', 'My knife has rust. How do I get it off?')
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}/beside`)
    expect(body.articles).toMatchObject([{ articleId: rust }])
    const other = await desk.receive('jo@example.com', 'Do you have an opening for an engineer?')
    expect((await desk.as(desk.ana).get(`/api/conversations/${other}/beside`)).body.articles).toEqual([])
  }))

test('an article that helped with the same reason comes before one that fits as well', () =>
  withDesk(async (desk) => {
    await shelve(desk)
    const text = { title: 'Care of pans', html: '<p>Dry the pan after washing.</p>' }
    const first = await publishArticle(desk, { en: text })
    const second = await publishArticle(desk, { en: text })
    const reasonId = await reasonOf(desk, 'care')
    const ask = async () => {
      const id = await desk.receive('jo@example.com', 'How do I take care of pans after washing?')
      await desk.as(desk.ana).put(`/api/conversations/${id}/reason`, { reasonId })
      return id
    }
    const earlier = await ask()
    const order = async (id: number) =>
      (await desk.as(desk.ana).get(`/api/conversations/${id}/beside`)).body.articles.map(
        (one: { articleId: number }) => one.articleId,
      )
    expect(await order(earlier)).toEqual([first, second])
    const before = await desk.lastEvent()
    const at = `/api/conversations/${earlier}/helpful-articles/${second}`
    expect((await desk.as(desk.ana).put(at)).status).toBe(200)
    expect((await desk.as(desk.ana).put(at)).status).toBe(200)
    expect(await desk.events(before)).toEqual(['article.found_helpful'])
    const next = await ask()
    expect(await order(next)).toEqual([second, first])
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${next}/beside`)
    expect(body.articles[0]).toMatchObject({ why: { helped: 1 }, hasHelped: false })
    await desk.as(desk.ana).delete(at)
    expect(await order(next)).toEqual([first, second])
  }))

test('the manual for the reason is there for staff, and can be put into no answer', () =>
  withDesk(async (desk) => {
    const reasonId = await reasonOf(desk, 'return')
    const manual = await publishArticle(
      desk,
      { ja: { title: '返品の手順', html: '<p>社内だけの手順</p>' } },
      { audience: 'staff' },
    )
    await desk.as(desk.ana).patch(`/api/articles/${manual}`, { reasonIds: [reasonId] })
    const id = await desk.receive('jo@example.com', '返品したいです')
    await desk.as(desk.ana).put(`/api/conversations/${id}/reason`, { reasonId })
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}/beside`)
    expect(body).toMatchObject({
      manualsForReasonId: reasonId,
      manuals: [{ articleId: manual, isFallback: true }],
      articles: [],
    })
    const before = await desk.lastEvent()
    const refused = await desk
      .as(desk.ana)
      .post(`/api/conversations/${id}/insertions`, { articleId: manual, how: 'text' })
    expect(refused.status).toBe(404)
    expect(await desk.events(before)).toEqual([])
    const below = await reasonOf(desk, 'opened')
    await desk.as(desk.ana).patch(`/api/contact-reasons/${below}`, { parentId: reasonId })
    await desk.as(desk.ana).put(`/api/conversations/${id}/reason`, { reasonId: below })
    expect((await desk.as(desk.ana).get(`/api/conversations/${id}/beside`)).body).toMatchObject({
      manualsForReasonId: below,
      manuals: [{ articleId: manual }],
    })
  }))

test('an article goes into the answer as a link, a quotation or its text, and a missing language is said openly', () =>
  withDesk(async (desk) => {
    const { rust, shipping } = await shelve(desk)
    const id = await desk.receive('kei@example.com', '包丁に錆が出ました。落とし方を教えてください。')
    await desk.as(desk.ana).put(`/api/conversations/${id}/language`, { language: 'ja' })
    const insert = async (articleId: number, how: string) =>
      (await desk.as(desk.ana).post(`/api/conversations/${id}/insertions`, { articleId, how })).body
    const link = await insert(rust, 'link')
    expect(link.html).toMatch(
      /^<p><a href="http:\/\/desk\.test\/help\/hinoki\/ja\/articles\/\d+">包丁の錆の落とし方<\/a><\/p>$/,
    )
    expect((await insert(rust, 'quote')).html).toContain('<blockquote><p>錆び消しで')
    const text = await insert(shipping, 'text')
    expect(text).toMatchObject({ locale: 'en', isFallback: true })
    expect(text.html).toContain('We ship to forty countries')
    expect(text.html).toContain('（英語のみ）')
    expect(
      await desk.as(desk.ana).post(`/api/conversations/${id}/insertions`, { articleId: 999, how: 'link' }),
    ).toMatchObject({ status: 404 })
  }))

test('earlier conversations that were closed with an answer are found, those of other brands and open ones are not', () =>
  withDesk(async (desk) => {
    const other = await desk.openBrand('sakura')
    const solved = await desk.receive('a@example.com', 'The whetstone cracked while soaking in water.')
    await answerAndClose(desk, solved, 'Please soak it for ten minutes only.')
    const open = await desk.receive('b@example.com', 'My whetstone cracked after soaking too.')
    await desk.receive('c@example.com', 'A whetstone cracked when soaking.', { brandId: other })
    const id = await desk.receive('d@example.com', 'Hello, soaking the whetstone it cracked. Is that normal?')
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}/beside`)
    expect(body.solved).toMatchObject([
      { conversationId: solved, answer: 'Please soak it for ten minutes only.', answeredBy: 'Ana' },
    ])
    expect(body.solved[0].words).toContain('whetstone')
    expect(body.solved.some((one: { conversationId: number }) => one.conversationId === open)).toBe(false)
  }))

test('beside a conversation that is not there, or of another brand, is nothing', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('a@example.com', 'The whetstone cracked.')
    const omar = await desk.hire('Omar', 'agent', [await desk.openBrand('sakura')])
    expect((await desk.as(omar).get(`/api/conversations/${id}/beside`)).status).toBe(404)
    expect((await desk.as(desk.ana).get('/api/conversations/999/beside')).status).toBe(404)
    const reader = await desk.hire('Rin', 'read_only', [desk.brandId])
    expect((await desk.as(reader).get(`/api/conversations/${id}/beside`)).status).toBe(200)
    expect((await desk.as(reader).put(`/api/conversations/${id}/helpful-articles/1`)).status).toBe(403)
  }))

test('a question of 20,000 signs, of one emoji or in HTML leaves the conversation readable', () =>
  withDesk(async (desk) => {
    await shelve(desk)
    for (const text of [
      '錆'.repeat(20_000),
      '🔪',
      '<script>alert(1)</script>',
      "'); drop table articles; -- & | !",
      '\u3000',
    ])
      expect(
        (
          await desk
            .as(desk.ana)
            .get(`/api/conversations/${await desk.receive('a@example.com', text)}/beside`)
        ).status,
      ).toBe(200)
  }))
