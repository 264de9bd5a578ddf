import { ImapFlow } from 'imapflow'
import { watchMailboxes } from '#channels/email/imap/watch-mailboxes.ts'
import { openIntake } from '#channels/email/take-in-mail.ts'
import { databaseUrlOf } from '#test/database-url.ts'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { type DovecotOptions, hasDovecot, startDovecot } from './dovecot.ts'

const address = 'support@hinoki.test'
export const soon = { timeout: 45_000, interval: 50 }

/** A desk that fetches one mailbox of a real IMAP server, and the customer's side of it. */
export type ImapLab = {
  desk: TestDesk
  port: number
  mailboxId: number
  /** On a connection of the test's own. */
  client<T>(work: (imap: ImapFlow) => Promise<T>): Promise<T>
  /** Puts mails into the inbox. */
  put(...subjects: string[]): Promise<void>
  watch(pollEvery?: number): Promise<{ stop(): Promise<void> }>
  flags(folder?: string): Promise<string[][]>
  trouble(): Promise<string | null>
}

/** The mail that `put` puts: the same for the same subject. */
export const mailAbout = (subject: string) =>
  Buffer.from(
    `From: ${subject}@example.com\r\nTo: ${address}\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@x>\r\n\r\nHello\r\n`,
  )

export async function withImap(
  more: Record<string, unknown>,
  work: (lab: ImapLab) => Promise<void>,
  server: DovecotOptions = {},
) {
  if (!hasDovecot) throw new Error('Dovecot is missing: apt-get install dovecot-imapd, and run as root')
  const dovecot = await startDovecot(server)
  const client = async <T>(then: (imap: ImapFlow) => Promise<T>): Promise<T> => {
    const imap = new ImapFlow({
      host: '127.0.0.1',
      port: dovecot.port,
      secure: false,
      logger: false,
      auth: { user: 'support', pass: 'secret' },
    })
    await imap.connect()
    return then(imap).finally(() => imap.logout())
  }
  await withDesk(async (desk) => {
    const imap = { host: '127.0.0.1', port: dovecot.port, security: 'none', user: 'support', folder: 'INBOX' }
    const wish = {
      brandId: desk.brandId,
      address,
      receivesBy: 'imap',
      imap,
      secrets: { imapPassword: 'secret' },
      ...more,
    }
    const { body } = await desk.as(desk.ana).post('/api/mailboxes', wish)
    const databaseUrl = await databaseUrlOf(desk)
    await work({
      desk,
      port: dovecot.port,
      mailboxId: body.id,
      client,
      put: (...all) =>
        client(async (one) => {
          for (const subject of all) await one.append('INBOX', mailAbout(subject))
        }),
      watch: (pollEvery = 60_000) =>
        watchMailboxes({ ...desk, databaseUrl }, openIntake(desk), { pollEvery, longestPause: 200 }),
      flags: (folder = 'INBOX') => client((one) => flagsIn(one, folder)),
      trouble: async () => {
        const { items } = (await desk.as(desk.ana).get('/api/mailboxes')).body
        return items.find((one: { id: number }) => one.id === body.id).trouble
      },
    })
  }).finally(() => dovecot.stop())
}

async function flagsIn(imap: ImapFlow, folder: string): Promise<string[][]> {
  await imap.mailboxOpen(folder)
  const found: string[][] = []
  if (imap.mailbox && imap.mailbox.exists === 0) return found
  for await (const one of imap.fetch('1:*', { flags: true }))
    found.push([...(one.flags ?? [])].filter((flag) => flag !== '\\Recent'))
  return found
}

export const subjects = async (desk: TestDesk): Promise<string[]> =>
  (await desk.as(desk.ana).get('/api/conversations')).body.items.map((one: any) => one.subject).sort()
