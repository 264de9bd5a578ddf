import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { openMailbox } from '#test/mail/mailbox.ts'

const at = '/api/first-mail-draft'
const begun = { to: 'mori@exam', subject: 'Your return', html: '<p>The label</p>' }

test('a first mail that was begun is there again for its writer, and for nobody else', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    expect((await ana.get(at)).body).toEqual({ draft: null })
    await ana.put(at, { brandId: desk.brandId, ...begun, html: '<p>The</p>' })
    await ana.put(at, { brandId: desk.brandId, ...begun })
    expect((await ana.get(at)).body.draft).toMatchObject({ brandId: desk.brandId, ...begun })
    expect((await desk.as(ben).get(at)).body).toEqual({ draft: null })
    await ana.delete(at)
    expect((await ana.get(at)).body).toEqual({ draft: null })
  }))

test('what has become a mail is no draft any more; another mail leaves it', () =>
  withDesk(async (desk) => {
    await openMailbox(desk)
    const ana = desk.as(desk.ana)
    const mail = { brandId: desk.brandId, to: { name: '', address: 'mori@example.com' }, text: 'The label' }
    await ana.put(at, { brandId: desk.brandId, ...begun })
    await ana.post('/api/conversations', { ...mail, subject: 'Something else' })
    expect((await ana.get(at)).body.draft).not.toBeNull()
    await ana.post('/api/conversations', { ...mail, subject: begun.subject })
    expect((await ana.get(at)).body.draft).toBeNull()
  }))

test('a first mail cannot be begun for a brand that is out of reach', () =>
  withDesk(async (desk) => {
    const { status } = await desk.as(desk.ana).put(at, { brandId: 9_999, ...begun })
    expect(status).toBe(404)
  }))
