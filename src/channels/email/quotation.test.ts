import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { asMail, openMailbox } from '#test/mail/mailbox.ts'
import { composeMail } from './compose-mail.ts'
import { letterOf, type Letter } from './letter-of.ts'
import MailComposer from 'nodemailer/lib/mail-composer'
import { readMail } from './reading/read-mail.ts'

async function mail(desk: TestDesk, text: string, language: 'ja' | 'en', name = 'Carter'): Promise<number> {
  const mailboxId = await openMailbox(desk, { name: '檜キッチン' })
  const from = 'carter@example.com'
  const id = await desk.receive(from, text, {
    ...asMail(mailboxId),
    from: { kind: 'email', value: from, shown: from, name, isVerified: false },
  })
  await desk.rows((tx) => tx.updateTable('conversations').set({ language }).where('id', '=', id).execute())
  return id
}

async function answer(desk: TestDesk, id: number, wish: object): Promise<{ letter: Letter; message: any }> {
  const ana = desk.as(desk.ana)
  const { lastEventId } = (await ana.get(`/api/conversations/${id}`)).body
  const { body } = await ana.post(`/api/conversations/${id}/replies`, {
    lastSeenEventId: lastEventId,
    ...wish,
  })
  const letter = await letterOf(
    desk.db,
    desk.vault,
    { brandId: desk.brandId, messageId: body.id },
    'https://desk.example',
  )
  if ('missing' in letter) throw new Error(letter.missing)
  await desk.rows((tx) =>
    tx.updateTable('messages').set({ delivery_state: 'sent' }).where('id', '=', body.id).execute(),
  )
  return { letter, message: body }
}

test('an answer by mail quotes what it answers below itself, in plain text and in HTML, and our timeline does not', () =>
  withDesk(async (desk) => {
    const id = await mail(desk, 'Where is my <pan>?\n\nCarter', 'en')
    const { letter, message } = await answer(desk, id, { html: '<p>On its way.</p>' })
    expect(letter.text).toMatch(
      /^On its way\.\n\n\[#.+\]\n\nOn \w{3}, \w{3} \d+, \d{4}.*, Carter wrote:\n> Where is my <pan>\?\n>\n> Carter\n$/,
    )
    expect(letter.html).toContain('<blockquote type="cite"')
    expect(letter.html).toContain('Where is my &lt;pan&gt;?<br><br>Carter</blockquote>')
    expect(message.text).toBe('On its way.')
    const { items } = (await desk.as(desk.ana).get(`/api/conversations/${id}/messages`)).body
    expect(items[1]).toMatchObject({ text: 'On its way.', quotesId: items[0].id })
  }))

test('a Japanese conversation quotes in Japanese, and a further answer quotes ours', () =>
  withDesk(async (desk) => {
    const id = await mail(desk, '届いていません。', 'ja', '山田 花子')
    const first = await answer(desk, id, { text: '申し訳ございません。' })
    expect(first.letter.text).toMatch(
      /\n\d{4}年\d+月\d+日\(.\) \d+:\d\d、山田 花子 様のメール：\n> 届いていません。\n$/,
    )
    const second = await answer(desk, id, { text: '明日お届けいたします。' })
    expect(second.letter.text).toContain('檜キッチンのメール：\n> 申し訳ございません。')
    expect(second.letter.text).not.toContain('届いていません。')
  }))

test.each(['ja', 'en'] as const)(
  'what we quote is known as a quotation when it comes back (%s)',
  (language) =>
    withDesk(async (desk) => {
      const id = await mail(desk, 'Where is it?\nどこですか。', language)
      for (const wish of [{ text: 'It is here.' }, { html: '<p>It is here.</p>' }]) {
        const { letter } = await answer(desk, id, wish)
        const raw = await new MailComposer(await composeMail(letter, desk.files)).compile().build()
        const read = await readMail(raw)
        expect(read.visibleText).toContain('It is here.')
        expect(read.visibleText).not.toContain('Where is it?')
      }
    }),
)

test('an answer in a chat and a forward quote nothing', () =>
  withDesk(async (desk) => {
    const id = await mail(desk, 'Where is it?', 'en')
    const ana = desk.as(desk.ana)
    const forwarded = await ana.post(`/api/conversations/${id}/forward`, {
      to: [{ name: '', address: 'carrier@example.com' }],
      text: 'Please look.',
    })
    expect(forwarded.body.quotesId).toBeNull()
    const chat = await desk.receive('k@example.com', 'Hello', { channel: 'chat' })
    const { lastEventId } = (await ana.get(`/api/conversations/${chat}`)).body
    const said = await ana.post(`/api/conversations/${chat}/replies`, {
      text: 'Hello',
      lastSeenEventId: lastEventId,
    })
    expect(said.body.quotesId).toBeNull()
  }))

test('below an answer in HTML stands the brand’s logo, by its public address; a drawing does not, nor does it in plain words', () =>
  withDesk(async (desk) => {
    const id = await mail(desk, 'Where is it?', 'en')
    const keep = (logo_type: 'image/png' | 'image/svg+xml') =>
      desk.db.open
        .updateTable('brands')
        .set({ logo_hash: 'a'.repeat(64), logo_type })
        .execute()
    await keep('image/png')
    const { letter } = await answer(desk, id, { html: '<p>On its way.</p>' })
    expect(letter.html).toContain(
      `<img src="https://desk.example/brand-logos/${desk.brandId}?v=aaaaaaaaaaaa" alt="`,
    )
    expect(letter.attachments).toEqual([])
    expect((await answer(desk, id, { text: 'On its way.' })).letter.html ?? '').not.toContain('brand-logos')
    await keep('image/svg+xml')
    expect((await answer(desk, id, { html: '<p>It left.</p>' })).letter.html).not.toContain('brand-logos')
  }))
