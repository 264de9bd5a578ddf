import { expect, test } from 'vitest'
import { publishArticle } from '#test/articles.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'

async function answered(desk: TestDesk): Promise<number> {
  const id = await desk.receive(
    'grace@example.com',
    'Dear Hinoki,\nthe lid of my donabe from order #10511 cracked. I am Grace Liu, call me at 415-555-0143.',
    { subject: 'Re: Lid of donabe cracked', language: 'en' } as never,
  )
  const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}`)
  await desk.as(desk.ana).post(`/api/conversations/${id}/replies`, {
    text: 'Dear Grace,\n\nThe lid can be ordered alone. We send it within three days.\n\nBest regards,\nAna',
    lastSeenEventId: body.lastEventId,
  })
  return id
}

test('an article begins with what was answered, and says nothing of who was answered', () =>
  withDesk(async (desk) => {
    const id = await answered(desk)
    const { status, body } = await desk.as(desk.ana).get(`/api/conversations/${id}/article-draft`)
    expect(status).toBe(200)
    expect(body.title).toEqual([{ text: 'Lid of donabe cracked', removed: null }])
    const [question, answer] = body.messages
    expect(question).toMatchObject({ isOurs: false, isTaken: false })
    const removed = question.parts
      .filter((part: { removed: string }) => part.removed)
      .map((part: { removed: string }) => part.removed)
    expect(removed).toEqual(['order', 'name', 'phone'])
    expect(answer).toMatchObject({ isOurs: true, isTaken: true })
    const made = await desk.as(desk.ana).post(`/api/conversations/${id}/articles`, {
      locale: 'en',
      title: 'Lid of donabe cracked, says Grace Liu',
      messageIds: [question.messageId, answer.messageId],
    })
    const article = (await desk.as(desk.ana).get(`/api/articles/${made.body.articleId}`)).body
    expect(article.texts.en).toMatchObject({ state: 'draft', title: 'Lid of donabe cracked, says [name]' })
    expect(article.texts.en.html).toContain(
      '<p>The lid can be ordered alone. We send it within three days.</p>',
    )
    expect(article.texts.en.html).toContain('<blockquote>')
    expect(JSON.stringify(article.texts)).not.toMatch(/Grace|10511|555/)
    expect(article.texts.ja).toBeNull()
  }))

test('what says much the same is named, published or not, before it is written twice', () =>
  withDesk(async (desk) => {
    for (const title of ['Sharpening knives', 'Shipping abroad', 'Gift wrapping', 'Paying by card'])
      await publishArticle(desk, { en: { title, html: `<p>${title} is easy.</p>` } })
    const text = { title: 'The lid of my donabe cracked', html: '<p>Order a lid alone.</p>' }
    const published = await publishArticle(desk, { en: text })
    const draft = await publishArticle(
      desk,
      { en: { title: 'Cracked donabe lid', html: '' } },
      { isDraft: true },
    )
    const id = await answered(desk)
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}/article-draft`)
    const ids = body.similar.map((one: { articleId: number; isPublished: boolean }) => [
      one.articleId,
      one.isPublished,
    ])
    expect(ids).toContainEqual([published, true])
    expect(ids).toContainEqual([draft, false])
    expect(ids).toHaveLength(2)
  }))

test('who only reads makes no article, and of a conversation that is not there none is made', () =>
  withDesk(async (desk) => {
    const id = await answered(desk)
    const before = await desk.lastEvent()
    const reader = await desk.hire('Rin', 'read_only', [desk.brandId])
    const wish = { locale: 'en', messageIds: [] }
    expect((await desk.as(reader).post(`/api/conversations/${id}/articles`, wish)).status).toBe(403)
    expect((await desk.as(desk.ana).post('/api/conversations/999/articles', wish)).status).toBe(404)
    expect(await desk.events(before)).toEqual([])
  }))
