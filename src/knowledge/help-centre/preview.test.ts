import { expect, test } from 'vitest'
import { publishArticle } from '#test/articles.ts'
import { withDesk } from '#test/desk.ts'

const en = { title: 'Care', html: '<p>Dry it well.</p><p><a data-article="1">Rice</a></p>' }

test('staff see the draft on the page readers would get; nothing runs in it', () =>
  withDesk(async (desk) => {
    const id = await publishArticle(desk, { en }, { isDraft: true })
    const { status, body, headers } = await desk.as(desk.ana).get(`/api/articles/${id}/texts/en/preview`)
    expect(status).toBe(200)
    expect(headers['content-type']).toContain('text/html')
    expect(String(body)).toContain('Dry it well.')
    expect(String(body)).not.toContain('<script')
    expect(String(body)).not.toContain('data-article')
  }))

test('readers, colleagues of another brand and those who ask for what is not there see no draft', () =>
  withDesk(async (desk) => {
    const id = await publishArticle(desk, { en }, { isDraft: true })
    const other = await desk.hire('Kim', 'supervisor', [await desk.openBrand('sumi')])
    const at = `/api/articles/${id}/texts`
    expect((await desk.as(undefined).get(`${at}/en/preview`)).status).toBe(401)
    expect((await desk.as(other).get(`${at}/en/preview`)).status).toBe(404)
    expect((await desk.as(desk.ana).get(`${at}/ja/preview`)).status).toBe(404)
    expect((await desk.as(desk.ana).get('/api/articles/999999/texts/en/preview')).status).toBe(404)
    expect((await desk.as(undefined).get(`/help/hinoki/en/articles/${id}`)).status).toBe(404)
  }))
