import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Person, type TestDesk, withDesk } from '#test/desk.ts'
import { isHarmlessDrawing } from './drawing.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
)
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="#123"/></svg>'

test('a logo stands on the pages of the help centre and in the chat, with an address of its own for each, and goes again', () =>
  withDesk(async (desk) => {
    const first = await send(desk, svg)
    expect(first.body.logo).toMatch(new RegExp(`^/brand-logos/${desk.brandId}\\?v=`))
    const shown = await desk.app.inject({ url: first.body.logo })
    expect(shown.body).toBe(svg)
    expect(shown.headers).toMatchObject({
      'content-type': 'image/svg+xml',
      'x-content-type-options': 'nosniff',
    })
    expect(shown.headers['content-security-policy']).toContain('sandbox')
    await expect
      .poll(async () => (await desk.app.inject({ url: '/help/hinoki/ja' })).body)
      .toContain(`<img class="logo" src="${first.body.logo}" alt="">`)
    const panel = await desk.app.inject({ url: '/widget/hinoki/panel' })
    const [, style = ''] = /<style>(.*?)<\/style>/.exec(panel.body) ?? []
    expect(style).toContain(first.body.logo)
    const digest = createHash('sha256').update(style).digest('base64')
    expect(panel.headers['content-security-policy']).toContain(`style-src 'self' 'sha256-${digest}'`)
    const second = await send(desk, png)
    expect(second.body.logo).not.toBe(first.body.logo)
    expect((await desk.as(desk.ana).delete(`/api/brands/${desk.brandId}/logo`)).body.logo).toBeNull()
    expect((await desk.app.inject({ url: first.body.logo })).statusCode).toBe(404)
  }))

test('what is no picture, too large or more than a drawing is refused, and nothing is changed', () =>
  withDesk(async (desk) => {
    const before = await desk.db.open.selectFrom('brands').selectAll().execute()
    const refused: [string | Buffer, number, string][] = [
      ['<html><script>1</script></html>', 422, 'logo_no_picture'],
      ['', 422, 'logo_no_picture'],
      [Buffer.concat([png, Buffer.alloc(300 * 1024)]), 413, 'logo_too_large'],
      [svg.replace('<path', '<script>alert(1)</script><path'), 422, 'logo_not_harmless'],
    ]
    for (const [content, status, code] of refused)
      expect(await send(desk, content)).toMatchObject({ status, body: { code } })
    const agent = await desk.hire('Rin', 'supervisor', [desk.brandId])
    expect((await send(desk, png, agent)).status).toBe(403)
    expect((await desk.as(agent).delete(`/api/brands/${desk.brandId}/logo`)).status).toBe(403)
    expect((await send(desk, png, desk.ana, 999)).status).toBe(404)
    expect(await desk.db.open.selectFrom('brands').selectAll().execute()).toEqual(before)
  }))

test.each([
  ['<svg onload="x()"></svg>'],
  ['<svg><a href="https://evil.example"><path/></a></svg>'],
  ['<svg><image href="https://evil.example/x.png"/></svg>'],
  ['<svg><use href="data:image/svg+xml;base64,AA=="/></svg>'],
  ['<svg><foreignObject><p>x</p></foreignObject></svg>'],
  ['<svg><style>@import url(https://evil.example)</style></svg>'],
  ['<svg><rect style="fill:url(https://evil.example#a)"/></svg>'],
  ['<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'],
  ['<?xml-stylesheet href="x"?><svg></svg>'],
  ['<svg><set attributeName="href" to="javascript:alert(1)"/></svg>'],
  ['<svg></svg><svg></svg>'],
  ['<svg'],
])('%s is more than a drawing', (drawing) => {
  expect(isHarmlessDrawing(drawing)).toBe(false)
})

test('drawings as programs export them are drawings', () => {
  expect(isHarmlessDrawing(svg)).toBe(true)
  expect(
    isHarmlessDrawing(
      '<?xml version="1.0"?><svg xmlns:xlink="http://www.w3.org/1999/xlink"><defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><style>.b{fill:url(#a)}</style><use xlink:href="#c"/><g id="c"><circle r="3" class="b"/></g></svg>',
    ),
  ).toBe(true)
})

async function send(desk: TestDesk, content: string | Buffer, who: Person = desk.ana, id = desk.brandId) {
  const answer = await desk.app.inject({
    method: 'POST',
    url: `/api/brands/${id}/logo`,
    headers: { authorization: `Bearer ${who.key}`, 'content-type': 'application/octet-stream' },
    payload: content,
  })
  return { status: answer.statusCode, body: answer.json() }
}
