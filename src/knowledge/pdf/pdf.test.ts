import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

const html = `<h2>手順</h2><p>返品は<strong>三十日以内</strong>です。<a href="https://shop.example/返品">店舗</a></p>
<aside data-callout="caution"><p>箱は捨てないでください。</p></aside><ol data-steps><li><p>包む</p></li></ol>
<table><tbody><tr><th colspan="2">送料</th></tr><tr><td rowspan="2">国内</td><td>無料</td></tr><tr><td>離島は実費</td></tr></tbody></table>`

test('a published article is a PDF whose letters are embedded, whose words can be searched, and which says its language', () =>
  withDesk(async (desk) => {
    const id = await write(desk, { title: '返品について', html, publishes: true })
    const answer = await fetchPdf(desk, `/api/articles/${id}/texts/ja/pdf`)
    expect(answer.headers['content-type']).toBe('application/pdf')
    expect(answer.headers['content-disposition']).toContain(
      `filename*=UTF-8''${encodeURIComponent('返品について.pdf')}`,
    )
    const { all } = opened(answer.rawPayload)
    expect(all).toContain('+BIZUDPGothic-Regular')
    expect(all).toContain('/Lang (ja)')
    expect(all).toContain('FontFile2')
    // Letters are subsets, and each says which character it is.
    for (const letter of '返品箱捨離島')
      expect(all.toLowerCase()).toContain(letter.charCodeAt(0).toString(16).padStart(4, '0'))
    expect(all).toContain('https://shop.example/')
    expect(answer.rawPayload.length).toBeLessThan(300_000)
  }))

test('readers get a PDF of what is public alone; a draft is for its editors, and marked', () =>
  withDesk(async (desk) => {
    const secret = await write(desk, {
      title: 'マニュアル',
      html: '<p>内緒</p>',
      publishes: true,
      audience: 'staff',
    })
    const draft = await write(desk, { title: '下書き中', html: '<p>まだ</p>', publishes: false })
    const open = await write(desk, { title: '公開', html: '<p>どうぞ</p>', publishes: true })
    const read = (id: number) => desk.app.inject({ url: `/help/hinoki/ja/articles/${id}/pdf` })
    expect((await read(secret)).statusCode).toBe(404)
    expect((await read(draft)).statusCode).toBe(404)
    const answer = await read(open)
    expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await desk.app.inject({ url: `/help/hinoki/ja/articles/${open}` })).body).toContain(
      `/articles/${open}/pdf"`,
    )
    const marked = opened((await fetchPdf(desk, `/api/articles/${draft}/texts/ja/pdf`)).rawPayload)
    expect(marked.all).toContain('/ca 0.07')
    const omar = await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')])
    expect((await desk.as(omar).get(`/api/articles/${open}/texts/ja/pdf`)).status).toBe(404)
    expect((await desk.as(undefined).get(`/api/articles/${open}/texts/ja/pdf`)).status).toBe(401)
    expect((await desk.as(desk.ana).get(`/api/articles/${open}/texts/en/pdf`)).status).toBe(404)
  }))

test('a manual is one PDF with its articles by topic; customers’ and staff’s are apart, and an empty one is refused', () =>
  withDesk(async (desk) => {
    const manual = (audience: string, who = desk.ana) =>
      desk.app.inject({
        url: `/api/manual.pdf?brandId=${desk.brandId}&locale=ja&audience=${audience}`,
        headers: { authorization: `Bearer ${who.key}` },
      })
    await write(desk, { title: '返品', html, publishes: true })
    expect((await manual('staff')).statusCode).toBe(422)
    await write(desk, { title: '業務', html: '<p>電話の受け方</p>', publishes: true, audience: 'staff' })
    const publicOne = opened((await manual('public')).rawPayload)
    // A cover, the contents and one page.
    expect(publicOne.pages).toBe(3)
    expect(publicOne.all).toContain('/Outlines')
    expect(opened((await manual('staff')).rawPayload).pages).toBe(3)
    const omar = await desk.hire('Omar', 'supervisor', [await desk.openBrand('sakura')])
    expect((await manual('public', omar)).statusCode).toBe(404)
  }))

const fetchPdf = (desk: TestDesk, url: string) =>
  desk.app.inject({ url, headers: { authorization: `Bearer ${desk.ana.key}` } })

/** What stands in a PDF, with its packed parts opened. */
function opened(pdf: Buffer): { all: string; pages: number } {
  let all = pdf.toString('latin1')
  for (const { index } of pdf.toString('latin1').matchAll(/(?<!end)stream\r?\n/g)) {
    const begin = pdf.indexOf('\n', index) + 1
    try {
      all += inflateSync(pdf.subarray(begin, pdf.indexOf('endstream', begin))).toString('latin1')
    } catch {
      // Not every part is packed.
    }
  }
  return { all, pages: (all.match(/\/Type \/Page\b/g) ?? []).length }
}

async function write(
  desk: TestDesk,
  wish: { title: string; html: string; publishes: boolean; audience?: string },
): Promise<number> {
  const ana = desk.as(desk.ana)
  const { audience = 'public' } = wish
  const made = await ana.post('/api/articles', {
    brandId: desk.brandId,
    sourceLocale: 'ja',
    title: wish.title,
    audience,
  })
  const place = `/api/articles/${made.body.id}/texts/ja`
  await ana.put(place, { revision: 1, title: wish.title, html: wish.html, keywords: [] })
  if (wish.publishes) await ana.post(`${place}/publication`, { revision: 2 })
  return made.body.id
}
