import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { publishArticle } from '#test/articles.ts'
import { letBotAnswer, switchBotOn } from '#test/bot.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'

const gift = {
  ja: { title: 'ギフト包装について', html: '<p>ギフト包装は一点につき三百円で承ります。</p>' },
  en: { title: 'Gift wrapping', html: '<p>We wrap gifts for 300 yen each.</p>' },
}
const knife = { en: { title: 'Sharpening knives', html: '<p>Soak the whetstone first.</p>' } }
const onlyMail = { answersChat: false, acknowledgesMail: true }
const mail = { channel: 'email' as const, subject: '' }

const sent = (desk: TestDesk) =>
  desk.rows((tx) =>
    tx.selectFrom('messages').selectAll().where('direction', '=', 'out').orderBy('id').execute(),
  )

test('a first mail is confirmed once, with what may help, by when a person answers, and still waits for a person', () =>
  withDesk(async (desk) => {
    const id = await publishArticle(desk, gift)
    await publishArticle(desk, knife)
    await switchBotOn(
      desk,
      { ...onlyMail, certainty: 'bold' },
      {
        hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:30' }],
      },
    )
    const conversation = await desk.receive('jo@example.com', 'How much is gift wrapping?', {
      ...mail,
      subject: 'Gift wrapping',
    })
    await letBotAnswer(desk)
    const [confirmation] = await sent(desk)
    expect(confirmation).toMatchObject({
      is_automatic: true,
      staff_id: null,
      to_addresses: [{ address: 'jo@example.com' }],
    })
    expect(confirmation?.text).toContain(`No. ${conversation}`)
    expect(confirmation?.text).toContain('A person will answer by')
    expect(confirmation?.text).toContain('We wrap gifts for 300 yen each.')
    expect(confirmation?.text).toContain(`http://desk.test/help/hinoki/en/articles/${id}`)
    const row = await desk.rows((tx) => tx.selectFrom('conversations').selectAll().executeTakeFirstOrThrow())
    expect(row).toMatchObject({ status: 'new', first_replied_at: null, last_from_staff_at: null })
    expect(row.waiting_since).not.toBeNull()
    await desk.receive('jo@example.com', 'One more thing: knives?', mail, conversation)
    await letBotAnswer(desk)
    expect(await sent(desk)).toHaveLength(1)
  }))

test('where nothing is sure it confirms, and names nothing', () =>
  withDesk(async (desk) => {
    await publishArticle(desk, gift)
    await switchBotOn(desk, onlyMail)
    await desk.receive('jo@example.com', 'ドローンの免許について教えてください', mail)
    await letBotAnswer(desk)
    const [confirmation] = await sent(desk)
    expect(confirmation?.text).toContain('お問い合わせを受け付けました')
    expect(confirmation?.text).not.toContain('http')
  }))

test.each([
  ['an auto reply', { kind: 'auto_reply' as const }, 'jo@example.com'],
  ['a mailing list', { kind: 'list' as const }, 'jo@example.com'],
  ['a bounce', { kind: 'bounce' as const }, 'jo@example.com'],
  ['an address nobody reads', {}, 'no-reply@shop.example'],
  ['a mail daemon', {}, 'MAILER-DAEMON@mx.example'],
])('%s is never confirmed', (_name, more, from) =>
  withDesk(async (desk) => {
    await publishArticle(desk, gift)
    await switchBotOn(desk, onlyMail)
    await desk.receive(from, 'Can you wrap it as a gift?', { ...mail, ...more })
    await letBotAnswer(desk)
    expect(await sent(desk)).toEqual([])
  }),
)

test('a sender who begins conversation after conversation is confirmed three a day, a forged or blocked one never', () =>
  withDesk(async (desk) => {
    await switchBotOn(desk, onlyMail)
    for (let turn = 0; turn < 5; turn++) {
      await desk.receive('jo@example.com', `Question ${turn}`, mail)
      await letBotAnswer(desk)
    }
    expect(await sent(desk)).toHaveLength(3)
    const authentication = { dmarc: 'fail' }
    const forged = { mailboxId: 0, mailId: null, to: [], cc: [], authentication, rawFile: null, details: {} }
    const mailbox = await desk.rows((tx) =>
      tx
        .insertInto('mailboxes')
        .values({ brand_id: desk.brandId, address: 'support@hinoki.test', receives_by: 'smtp' })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    await desk.receive('forged@example.com', 'Hello there', {
      ...mail,
      mail: { ...forged, mailboxId: mailbox.id },
    })
    await desk.receive('blocked@example.com', 'Hello', mail)
    await desk.rows((tx) => sql`update conversations set status = 'spam' where preview = 'Hello'`.execute(tx))
    await letBotAnswer(desk)
    expect(await sent(desk)).toHaveLength(3)
  }))
