import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'

test('a brand’s chat can be tried before it is in a shop, in either language', () =>
  withDesk(async (desk) => {
    const english = await desk.as(undefined).get('/widget/hinoki/try?lang=en')
    expect(english.status).toBe(200)
    expect(english.body).toContain('data-brand="hinoki" data-language="en"')
    expect(english.body).toContain('noindex')
    const japanese = await desk.as(undefined).get('/widget/hinoki/try?lang=ja')
    expect(japanese.body).toContain('<html lang="ja">')
    expect((await desk.as(undefined).get('/widget/nobody/try')).status).toBe(404)
  }))
