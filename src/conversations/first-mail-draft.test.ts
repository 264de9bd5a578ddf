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

test('a first mail in both languages with what happens besides is kept as such, and sent as such', () =>
  withDesk(async (desk) => {
    await openMailbox(desk)
    const ana = desk.as(desk.ana)
    const words = {
      both: { first: 'en', text: '返品を承りました。' },
      actions: [
        { kind: 'tag', add: ['return'], remove: [] },
        { kind: 'note', text: 'Told by phone' },
      ],
    }
    await ana.put(at, { brandId: desk.brandId, ...begun, ...words, templateId: 4 })
    expect((await ana.get(at)).body.draft).toMatchObject({ ...words, templateId: 4 })
    const { body } = await ana.post('/api/conversations', {
      ...{ brandId: desk.brandId, subject: 'Your return', to: { name: '', address: 'mori@example.com' } },
      ...{ text: 'Your return is accepted.', ...words },
    })
    expect(body.tags).toEqual(['return'])
    expect((await ana.get(`/api/conversations/${body.id}/messages`)).body.items).toMatchObject([
      { direction: 'out', languages: ['en', 'ja'], text: expect.stringContaining('返品を承りました。') },
      { direction: 'note', text: 'Told by phone' },
    ])
  }))
