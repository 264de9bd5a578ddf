import { ImapFlow } from 'imapflow'
import { expect, inject, test } from 'vitest'
import { withDesk, type TestDesk } from '#test/desk.ts'
import { hasDovecot, startDovecot } from '#test/mail/dovecot.ts'
import { openIntake } from '../take-in-mail.ts'
import { watchMailboxes } from './watch-mailboxes.ts'

const address = 'support@hinoki.test'
const soon = { timeout: 15_000, interval: 50 }

type Lab = {
  desk: TestDesk
  port: number
  mailboxId: number
  /** The customer's side: puts a mail into the mailbox. */
  put(...subjects: string[]): Promise<void>
  watch(): Promise<{ stop(): Promise<void> }>
  flags(folder?: string): Promise<string[][]>
}

async function withImap(more: Record<string, unknown>, work: (lab: Lab) => Promise<void>) {
  if (!hasDovecot) throw new Error('Dovecot is missing: apt-get install dovecot-imapd, and run as root')
  const dovecot = await startDovecot()
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
    const name = await desk.db.pool.query('select current_database() as name')
    const databaseUrl = new URL(inject('postgres').template)
    databaseUrl.pathname = `/${name.rows[0].name}`
    await work({
      desk,
      port: dovecot.port,
      mailboxId: body.id,
      put: (...subjects) =>
        client(async (imap) => {
          for (const subject of subjects) {
            const raw = `From: ${subject}@example.com\r\nTo: ${address}\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@x>\r\n\r\nHello\r\n`
            await imap.append('INBOX', Buffer.from(raw))
          }
        }),
      watch: () =>
        watchMailboxes({ ...desk, databaseUrl: String(databaseUrl) }, openIntake(desk), {
          pollEvery: 60_000,
          longestPause: 200,
        }),
      flags: (folder = 'INBOX') =>
        client(async (imap) => {
          await imap.mailboxOpen(folder)
          const found: string[][] = []
          if (imap.mailbox && imap.mailbox.exists === 0) return found
          for await (const one of imap.fetch('1:*', { flags: true }))
            found.push([...(one.flags ?? [])].filter((flag) => flag !== '\\Recent'))
          return found
        }),
    })
  }).finally(() => dovecot.stop())
}

const subjects = async (desk: TestDesk): Promise<string[]> =>
  (await desk.as(desk.ana).get('/api/conversations')).body.items.map((one: any) => one.subject).sort()

test('mail already there and mail that comes while we watch is taken in once and marked as seen', () =>
  withImap({}, async ({ desk, put, watch, flags }) => {
    await put('one', 'two')
    const watching = await watch()
    await expect.poll(() => subjects(desk), soon).toEqual(['one', 'two'])
    await put('three')
    await expect.poll(() => subjects(desk), soon).toEqual(['one', 'three', 'two'])
    await watching.stop()
    expect(await flags()).toEqual([['\\Seen'], ['\\Seen'], ['\\Seen']])
    await put('four')
    const again = await watch()
    await expect.poll(() => subjects(desk), soon).toEqual(['four', 'one', 'three', 'two'])
    await again.stop()
    expect((await desk.as(desk.ana).get('/api/mailboxes')).body.items[0]).toMatchObject({ trouble: null })
  }))

test('once taken in, mail is moved where the mailbox says', () =>
  withImap({ afterIntake: 'move', moveTo: 'Done' }, async ({ desk, put, watch, flags }) => {
    await put('one', 'two')
    const watching = await watch()
    await expect.poll(() => subjects(desk), soon).toEqual(['one', 'two'])
    await expect.poll(() => flags(), soon).toEqual([])
    await watching.stop()
    expect(await flags('Done')).toEqual([['\\Seen'], ['\\Seen']])
  }))

test('two programs do not both fetch, and a wrong password is said on the mailbox without hurting the others', () =>
  withImap({}, async ({ desk, put, watch, mailboxId, port }) => {
    await put('one')
    const wrong = { host: '127.0.0.1', port, security: 'none', user: 'other', folder: 'INBOX' }
    const second = {
      brandId: desk.brandId,
      address: 'b@hinoki.test',
      receivesBy: 'imap',
      imap: wrong,
      secrets: { imapPassword: 'no' },
    }
    const { body } = await desk.as(desk.ana).post('/api/mailboxes', second)
    const both = await Promise.all([watch(), watch()])
    await expect.poll(() => subjects(desk), soon).toEqual(['one'])
    await expect
      .poll(
        () =>
          desk
            .as(desk.ana)
            .get('/api/mailboxes')
            .then((list) => list.body.items.find((one: any) => one.id === body.id).trouble),
        soon,
      )
      .toContain('The server refused the account or password')
    await Promise.all(both.map((one) => one.stop()))
    const rows = await desk.rows((tx) => tx.selectFrom('messages').select('id').execute())
    expect(rows).toHaveLength(1)
    const first = await desk.rows((tx) =>
      tx.selectFrom('mailboxes').select('trouble').where('id', '=', mailboxId).executeTakeFirstOrThrow(),
    )
    expect(first.trouble).toBeNull()
    expect((await desk.events()).filter((one) => one === 'mailbox.troubled')).toHaveLength(1)
  }))
