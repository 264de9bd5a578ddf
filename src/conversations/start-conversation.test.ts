import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { openMailbox } from '#test/mail/mailbox.ts'

const upload = (desk: TestDesk, brandId = desk.brandId, key = desk.ana.key) =>
  desk.app.inject({
    method: 'POST',
    url: `/api/attachments?brandId=${brandId}&name=label.pdf`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' },
    payload: '%PDF-1.7\n1 0 obj\n',
  })

const wishOf = (desk: TestDesk) => ({
  brandId: desk.brandId,
  to: { name: 'Mori', address: 'mori@example.com' },
  subject: 'Your return',
  text: 'The label is attached.',
})

test('the first mail of a conversation goes to others as well and takes files along', () =>
  withDesk(async (desk) => {
    await openMailbox(desk)
    const ana = desk.as(desk.ana)
    const file = (await upload(desk)).json()
    const started = await ana.post('/api/conversations', {
      ...wishOf(desk),
      cc: [{ name: 'Lee', address: 'lee@example.com' }],
      bcc: [{ name: '', address: 'archive@example.com' }],
      attachmentIds: [file.id],
    })
    expect(started.status).toBe(200)
    const { items } = (await ana.get(`/api/conversations/${started.body.id}/messages`)).body
    expect(items).toMatchObject([
      {
        to: [{ address: 'mori@example.com' }],
        cc: [{ address: 'lee@example.com' }],
        bcc: [{ address: 'archive@example.com' }],
        attachments: [{ id: file.id, name: 'label.pdf' }],
        quotesId: null,
      },
    ])
    expect((await ana.get(file.url)).status).toBe(200)
  }))

test('a file alone may be sent, but not one of somebody else, and then nothing is begun', () =>
  withDesk(async (desk) => {
    await openMailbox(desk)
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const file = (await upload(desk)).json()
    const before = await desk.lastEvent()
    const wish = { ...wishOf(desk), text: '', attachmentIds: [file.id] }
    expect((await desk.as(ben).post('/api/conversations', wish)).body.code).toBe('attachment_unknown')
    expect(await desk.events(before)).toEqual([])
    expect((await desk.as(desk.ana).post('/api/conversations', wish)).status).toBe(200)
  }))

test('a file for a brand one has nothing to do with is refused', () =>
  withDesk(async (desk) => {
    const sakura = await desk.openBrand('sakura')
    const omar = await desk.hire('Omar', 'agent', [sakura])
    expect((await upload(desk, desk.brandId, omar.key)).statusCode).toBe(404)
    expect((await upload(desk, desk.brandId, 'nobody')).statusCode).toBe(401)
  }))
