import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'

test('an answer that is nothing but paragraphs and addresses is its text; what looks like more has a page of its own', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ana = desk.as(desk.ana)
    const answered = async (html: string) => {
      const { lastEventId } = (await ana.get(`/api/conversations/${id}`)).body
      const { body } = await ana.post(`/api/conversations/${id}/replies`, {
        html,
        lastSeenEventId: lastEventId,
      })
      return body
    }
    const link = '<a href="https://hinoki.test/care" rel="noopener">https://hinoki.test/care</a>'
    expect(await answered(`<p>Sorry.</p><p>See<br>${link}</p>`)).toMatchObject({
      text: 'Sorry.\n\nSee\nhttps://hinoki.test/care',
      htmlUrl: null,
    })
    for (const html of [
      '<p>We are <strong>sorry</strong>.</p>',
      '<p><a href="https://hinoki.test/care">How to care for it</a></p>',
      '<ul><li><p>First</p></li></ul>',
    ]) {
      const { id: messageId, htmlUrl } = await answered(html)
      expect([html, htmlUrl]).toEqual([html, `/api/messages/${messageId}/html`])
    }
  }))
