import { expect, test } from 'vitest'
import { type Person, type TestDesk, withDesk } from '#test/desk.ts'
import { largestUpload } from './attachments-contract.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const upload = (
  desk: TestDesk,
  person: Person | undefined,
  id: number,
  name: string,
  content: Buffer | string,
  more = '',
) =>
  desk.app.inject({
    method: 'POST',
    url: `/api/conversations/${id}/attachments?name=${encodeURIComponent(name)}${more}`,
    headers: {
      ...(person ? { authorization: `Bearer ${person.key}` } : {}),
      'content-type': 'application/octet-stream',
    },
    payload: content,
  })

const open = (desk: TestDesk, url: string, headers: Record<string, string> = {}, person = desk.ana) =>
  desk.app.inject({ url, headers: { authorization: `Bearer ${person.key}`, ...headers } })

test('a picture is uploaded, sent with an answer, and shown inline without being able to run', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const uploaded = (await upload(desk, desk.ana, id, '土鍋の写真.png', png)).json()
    expect(uploaded).toMatchObject({ name: '土鍋の写真.png', type: 'image/png', size: png.length })
    const sent = await desk.as(desk.ana).post(`/api/conversations/${id}/replies`, {
      text: 'See the picture.',
      attachmentIds: [uploaded.id],
      lastSeenEventId: await desk.lastEvent(),
    })
    expect(sent.body.attachments).toMatchObject([{ id: uploaded.id, url: uploaded.url }])
    const shown = await open(desk, uploaded.url)
    expect(shown.rawPayload.equals(png)).toBe(true)
    expect(shown.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
      'content-disposition': expect.stringMatching(
        /^inline; filename="_____.png"; filename\*=UTF-8''%E5%9C%9F/,
      ),
    })
  }))

test.each([
  ['logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/svg+xml'],
  ['holiday.png', '<!doctype html><script>alert(1)</script>', 'text/html'],
  ['invoice.pdf', '%PDF-1.7\n1 0 obj\n', 'application/pdf'],
])('%s is only ever saved, whatever its name says', (name, content, type) =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const uploaded = (await upload(desk, desk.ana, id, name, content)).json()
    expect(uploaded.type).toBe(type)
    const saved = await open(desk, uploaded.url)
    expect(saved.headers['content-disposition']).toMatch(/^attachment;/)
    expect(saved.headers['content-type']).not.toMatch(/html|svg/)
  }),
)

test('a download can go on where it stopped', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const { url } = (await upload(desk, desk.ana, id, 'log.txt', '0123456789')).json()
    const part = await open(desk, url, { range: 'bytes=4-' })
    expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([
      206,
      '456789',
      'bytes 4-9/10',
    ])
    expect((await open(desk, url, { range: 'bytes=-3' })).body).toBe('789')
    expect((await open(desk, url, { range: 'bytes=10-' })).statusCode).toBe(416)
    const known = (await open(desk, url)).headers.etag
    expect((await open(desk, url, { 'if-none-match': String(known) })).statusCode).toBe(304)
  }))

test('a file that is too large is refused with the limit, and nothing is kept', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const answer = await upload(desk, desk.ana, id, 'film.mp4', Buffer.alloc(largestUpload + 1))
    expect(answer.statusCode).toBe(413)
    expect(answer.json()).toMatchObject({ code: 'file_too_large', title: expect.stringContaining('25 MB') })
    expect(await desk.rows((tx) => tx.selectFrom('attachments').select('id').execute())).toEqual([])
  }))

test('another brand’s people, readers and strangers can neither upload nor open', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const { url } = (await upload(desk, desk.ana, id, 'a.txt', 'a')).json()
    const outsider = await desk.hire('Omar', 'agent', [await desk.openBrand('sakura')])
    const reader = await desk.hire('Rin', 'read_only', [desk.brandId])
    expect((await upload(desk, outsider, id, 'a.txt', 'a')).statusCode).toBe(404)
    expect((await open(desk, url, {}, outsider)).statusCode).toBe(404)
    expect((await upload(desk, reader, id, 'a.txt', 'a')).statusCode).toBe(403)
    expect((await open(desk, url, {}, reader)).statusCode).toBe(200)
    expect((await desk.app.inject({ url })).statusCode).toBe(401)
  }))

test('an unsent file is discarded by who uploaded it and by nobody else', () =>
  withDesk(async (desk) => {
    const id = await desk.receive('carter@example.com', 'It never arrived.')
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const uploaded = (await upload(desk, desk.ana, id, 'a.txt', 'a')).json()
    expect((await desk.as(ben).delete(`/api/attachments/${uploaded.id}`)).status).toBe(404)
    expect((await desk.as(desk.ana).delete(`/api/attachments/${uploaded.id}`)).status).toBe(200)
    expect((await open(desk, uploaded.url)).statusCode).toBe(404)
  }))

test('a mail’s HTML is a page that runs nothing and asks strangers for pictures only when told to', () =>
  withDesk(async (desk) => {
    const { hash, size } = await desk.files.keep(png)
    const html =
      '<p>Hello</p><img data-remote-src="http://shop.test/a.png"><img src="cid:logo@x"><div data-folded="quote">old</div>'
    const attachments = [
      { hash, size, name: 'logo.png', type: 'image/png', contentId: 'logo@x', isInline: true },
    ]
    const id = await desk.receive('carter@example.com', 'Hello', { html, remoteImages: 1, attachments })
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}/messages`)
    const plain = await open(desk, body.items[0].htmlUrl)
    expect(plain.headers['content-security-policy']).toContain("img-src 'self' data:;")
    expect(plain.headers['content-security-policy']).toMatch(
      /^sandbox allow-same-origin[^;]*; default-src 'none'/,
    )
    expect(plain.headers['content-security-policy']).not.toContain('script')
    expect(plain.body).toContain('data-remote-src="http://shop.test/a.png"')
    const asked = await open(desk, `${body.items[0].htmlUrl}?images=1`)
    expect(asked.headers['content-security-policy']).toContain("img-src 'self' data: https:;")
    expect(asked.body).toContain('<img src="https://shop.test/a.png">')
    const [, inline = ''] = /src="(inline[^"]*)"/.exec(asked.body) ?? []
    const picture = await open(desk, new URL(inline, `http://desk.test${body.items[0].htmlUrl}`).pathname)
    expect(picture.rawPayload.equals(png)).toBe(true)
  }))

test('the mail is there as it arrived, to be saved', () =>
  withDesk(async (desk) => {
    const { hash } = await desk.files.keep(Buffer.from('Subject: hi\r\n\r\nhello'))
    const id = await desk.receive('carter@example.com', 'hello')
    await desk.rows((tx) => tx.updateTable('messages').set({ raw_file: hash }).execute())
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}/messages`)
    const source = await open(desk, body.items[0].sourceUrl)
    expect([source.statusCode, source.body]).toEqual([200, 'Subject: hi\r\n\r\nhello'])
    expect(source.headers['content-disposition']).toMatch(/^attachment; filename="\d+-\d+\.eml"/)
  }))
