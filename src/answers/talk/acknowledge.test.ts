import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { keepLevel } from '#test/clocks.ts'
import { keepHours } from '#test/hours.ts'
import { publishArticle } from '#test/articles.ts'
import { letBotAnswer, switchBotOn, visit } from '#test/bot.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { ruleWish } from '#test/rules.ts'

const gift = {
  ja: { title: 'ギフト包装について', html: '<p>ギフト包装は一点につき三百円で承ります。</p>' },
  en: { title: 'Gift wrapping', html: '<p>We wrap gifts for 300 yen each.</p>' },
}
const knife = { en: { title: 'Sharpening knives', html: '<p>Soak the whetstone first.</p>' } }
const daily = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:30' }]
const mail = { channel: 'email' as const, subject: '' }

/** Lets the brand confirm what comes, with its bot off. */
async function confirming(desk: TestDesk, more: Record<string, unknown> = {}, bot = {}): Promise<void> {
  await switchBotOn(desk, { answersChat: false, ...bot })
  const acknowledgement = { channels: ['email', 'form', 'api'], ...more }
  const answer = await desk
    .as(desk.ana)
    .patch(`/api/brands/${desk.brandId}`, { settings: { acknowledgement } })
  expect(answer.status).toBe(200)
}

const sent = (desk: TestDesk) =>
  desk.rows((tx) =>
    tx.selectFrom('messages').selectAll().where('direction', '=', 'out').orderBy('id').execute(),
  )

test('a first mail is confirmed once, with what may help, by when a person answers, and still waits for a person', () =>
  withDesk(async (desk) => {
    const id = await publishArticle(desk, gift)
    await publishArticle(desk, knife)
    await confirming(desk, {}, { certainty: 'bold' })
    await keepHours(desk, daily)
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
    expect(row.acknowledged_at).not.toBeNull()
    expect(row.promised_for).not.toBeNull()
    expect(await desk.events()).toContain('conversation.acknowledged')
    expect(row.waiting_since).not.toBeNull()
    await desk.receive('jo@example.com', 'One more thing: knives?', mail, conversation)
    await letBotAnswer(desk)
    expect(await sent(desk)).toHaveLength(1)
  }))

test('where nothing is sure it confirms, and names nothing', () =>
  withDesk(async (desk) => {
    await publishArticle(desk, gift)
    await confirming(desk)
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
    await confirming(desk)
    await desk.receive(from, 'Can you wrap it as a gift?', { ...mail, ...more })
    await letBotAnswer(desk)
    expect(await sent(desk)).toEqual([])
  }),
)

test('who gives no hint of a language is told in both', () =>
  withDesk(async (desk) => {
    await confirming(desk)
    await desk.receive('jo@example.com', '12345', mail)
    await letBotAnswer(desk)
    const [confirmation] = await sent(desk)
    expect(confirmation?.text).toMatch(
      /お問い合わせを受け付けました[^―]+―{10}[^―]+This confirmation was sent automatically/,
    )
    expect(confirmation?.details).toMatchObject({ both: 'ja' })
  }))

test('a sender who begins conversation after conversation is confirmed three a day, a forged or blocked one never', () =>
  withDesk(async (desk) => {
    await confirming(desk)
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

test('the time promised is that of the service level, by the calendar, on the clock of the country they live in', () =>
  withDesk(async (desk) => {
    await confirming(desk)
    await keepHours(desk, [{ days: [1, 2, 3, 4, 5], from: '10:00', to: '18:00' }], { holidays: 'JP' })
    await keepLevel(desk, { firstMinutes: 120, counts: 'business' })
    try {
      // A Friday evening before a Monday that is a holiday.
      setClock(() => new Date('2026-11-20T08:30:00Z'))
      await desk.receive('jo@example.co.uk', 'Where is my order?', mail)
      await letBotAnswer(desk)
      const [confirmation] = await sent(desk)
      expect(confirmation?.text).toContain(
        'A person will answer by Tuesday, November 24 at 2:30 AM (your time).',
      )
      const row = await desk.rows((tx) =>
        tx.selectFrom('conversations').selectAll().executeTakeFirstOrThrow(),
      )
      expect(row.promised_for).toEqual(new Date('2026-11-24T02:30:00Z'))
    } finally {
      setClock()
    }
  }))

test('the brand’s own words are said in the customer’s language, others while nobody is there', () =>
  withDesk(async (desk) => {
    await confirming(desk, {
      open: {
        en: 'Hello {{customer.name}}, got it (No. {{number}}). {{promise}}',
        ja: '{{customer.name}}、承りました（{{number}}）。{{promise}}',
      },
      closed: { en: 'We are asleep, {{customer.name}}.', ja: '{{customer.name}}、本日は終了いたしました。' },
    })
    await keepHours(desk, [{ days: [1, 2, 3, 4, 5], from: '10:00', to: '18:00' }])
    const from = (name: string) => ({
      kind: 'email' as const,
      value: `${name}@example.com`,
      shown: `${name}@example.com`,
      name,
      isVerified: false,
    })
    const texts = async () => (await sent(desk)).map((one) => one.text.split('\n')[0])
    try {
      setClock(() => new Date('2026-11-20T03:00:00Z'))
      await desk.receive('x', 'Where is my order?', { ...mail, from: from('Jo') })
      await letBotAnswer(desk)
      setClock(() => new Date('2026-11-20T12:00:00Z'))
      await desk.receive('x', '注文はどこにありますか', { ...mail, from: from('山田') })
      await letBotAnswer(desk)
      expect(await texts()).toEqual([
        expect.stringMatching(/^Hello Jo, got it \(No\. \d+\)\. A person will answer by/),
        '山田 様、本日は終了いたしました。',
      ])
    } finally {
      setClock()
    }
  }))

test.each([
  [{ open: { en: 'Hi {{order}}', ja: '' } }, 'settings.acknowledgement.open.en', 'placeholder_unknown'],
  [
    { closed: { en: 'By {{promise}}', ja: '承りました' } },
    'settings.acknowledgement.closed.ja',
    'twins_differ',
  ],
])('words that cannot be filled, or twins that differ, are refused: %j', (words, field, code) =>
  withDesk(async (desk) => {
    const wish = { settings: { acknowledgement: { channels: ['email'], ...words } } }
    const answer = await desk.as(desk.ana).patch(`/api/brands/${desk.brandId}`, wish)
    expect(answer).toMatchObject({ status: 422, body: { field, code } })
  }),
)

test('by an own channel it is confirmed as well; in a chat only while no bot answers there', () =>
  withDesk(async (desk) => {
    await confirming(desk, { channels: ['api', 'chat'] })
    await desk.receive('jo@example.com', 'Where is my order?', { channel: 'api' })
    await letBotAnswer(desk)
    expect((await sent(desk))[0]?.text).toContain('This confirmation is automatic.')
    const visitor = await visit(desk, { language: 'ja' })
    await visitor.say('注文はどこですか')
    expect((await visitor.read()).at(-1)?.text).toContain('自動でのご案内')
    await switchBotOn(desk, { answersChat: true })
    const other = await visit(desk, { language: 'ja' })
    await other.say('注文はどこですか')
    expect((await other.read()).map((one) => one.text).join()).not.toContain('お問い合わせを受け付けました')
  }))

test('a rule that has given it to somebody by then is no answer: it is confirmed all the same', () =>
  withDesk(async (desk) => {
    await confirming(desk)
    const assign = { action: 'assign', value: { staffId: String(desk.ana.staffId) } }
    const made = await desk.as(desk.ana).post('/api/rules', ruleWish(desk, { actions: [assign] }))
    expect(made).toMatchObject({ status: 200 })
    const id = await desk.receive('jo@example.com', 'This is urgent', { ...mail, subject: 'Hello' })
    await letBotAnswer(desk, undefined, ['run-rules'])
    const { body } = await desk.as(desk.ana).get(`/api/conversations/${id}`)
    expect(body.assignee).toMatchObject({ id: desk.ana.staffId })
    expect(await sent(desk)).toHaveLength(1)
  }))
