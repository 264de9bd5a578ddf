import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { withDesk } from '#test/desk.ts'
import { openMailbox, supportAddress } from '#test/mail/mailbox.ts'
import { openIntake, takeInMail } from '../take-in-mail.ts'
import { type Aside, openAside } from './open-aside.ts'

const picture = Buffer.from('GIF89a').toString('base64')
const mails = [
  ['Content-Type: text/plain; charset=utf-8', '', '鍋の取っ手が緩んでいます。', '', '> いつ届きましたか。'],
  ['Content-Type: text/plain; charset=iso-2022-jp', '', '\u001b$BFi\u001b(B pan'],
  [
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p onclick="x()">Hola, ¿dónde está mi <b>sartén</b>?</p><img src="https://a.example/t.gif">',
  ],
  [
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; boundary=b',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>Here it is: <img src="cid:one@x"></p>',
    '--b',
    'Content-Type: image/gif; name="pan.gif"',
    'Content-ID: <one@x>',
    'Content-Transfer-Encoding: base64',
    '',
    picture,
    '--b--',
  ],
].map((lines, at) =>
  [
    `From: c${at}@example.com`,
    `To: ${supportAddress}`,
    `Subject: Mail ${at}`,
    `Message-ID: <${at}@x>`,
    ...lines,
    '',
  ].join('\r\n'),
)

const readAside = (aside: Aside) => aside.during(() => aside.understand(Buffer.from(mails[0] ?? '')))

/** Reads everything aside that it can, once its thread is there. */
async function withEagerAside(work: (aside: Aside) => Promise<void>): Promise<void> {
  const aside = openAside({ from: 0 })
  try {
    await expect.poll(() => readAside(aside)).toBeDefined()
    await work(aside)
  } finally {
    await aside.stop()
  }
}

/** Everything that is kept of the mails, taken in by a desk of their own. */
const keptWith = (aside: Aside | undefined) => {
  const kept: unknown[] = []
  return withDesk(async (desk) => {
    await openMailbox(desk)
    const intake = { ...openIntake(desk), ...(aside ? { aside } : {}) }
    for (const mail of mails) await takeInMail(intake, bytesOf(mail), { recipients: [supportAddress] })
    const { rows } = await desk.rows((tx) =>
      sql`select m.subject, m.text, m.html, m.folded, m.language, m.language_confidence, m.remote_images, s.tokens::text,
        array(select name || file_hash from attachments a where a.message_id = m.id) as files
        from messages m join message_search s on s.message_id = m.id order by m.id`.execute(tx),
    )
    kept.push(...rows)
  }).then(() => kept)
}

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}

test('a mail read aside is kept as one that is read in its turn', () =>
  withEagerAside(async (eager) => {
    const [aside, inTurn] = [await keptWith(eager), await keptWith(undefined)]
    expect(aside).toEqual(inTurn)
    expect(aside).toHaveLength(mails.length)
    expect(aside).toMatchObject([
      { language: 'ja' },
      { text: '鍋 pan' },
      { html: expect.not.stringContaining('onclick'), remote_images: 1 },
      { html: expect.stringContaining('inline/one%40x') },
    ])
  }))

test('what cannot be read aside is set aside in quarantine as ever', () =>
  withEagerAside((aside) =>
    withDesk(async (desk) => {
      await openMailbox(desk)
      const intake = { ...openIntake(desk), aside }
      const [delivered] = await takeInMail(intake, bytesOf('\u0000\u0001'), { recipients: [supportAddress] })
      expect(delivered).toMatchObject({ conversationId: undefined })
      expect(await desk.events()).toContain('mail.quarantined')
    }),
  ))

test('a thread that has ended costs no mail, and another takes its place', () =>
  withEagerAside(async (aside) => {
    const asked = readAside(aside)
    await aside.stop()
    expect(await asked).toBeUndefined()
    await expect.poll(() => readAside(aside)).toBeDefined()
  }))

test('a mail that comes alone is read in its turn', async () => {
  const idle = openAside()
  for (let again = 0; again < 3; again++) expect(await readAside(idle)).toBeUndefined()
})
