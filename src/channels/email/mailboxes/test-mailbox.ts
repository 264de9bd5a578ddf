import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { addressOf } from '#platform/private-addresses.ts'
import { notFound } from '#platform/refusal.ts'
import type { Desk } from '../../../desk.ts'
import { connectImap } from '../imap/connect.ts'
import { openServers, toAccount } from '../outgoing-servers.ts'
import { accessTokenOf } from './access-token.ts'
import { imapAccountOf, smtpAccountOf } from './accounts.ts'
import { troubleOf, troubleWords } from './troubles.ts'

type Tried = { isFine: boolean; words: string }

/** Signs in to the servers of a mailbox and leaves again; says in words what went wrong. */
export async function testMailbox(
  tx: Tx,
  desk: Desk,
  locale: Locale,
  id: number,
): Promise<{ incoming: Tried | null; outgoing: Tried | null }> {
  const row = await tx
    .selectFrom('mailboxes')
    .select(['receives_by', 'imap', 'smtp', 'dkim', 'secrets'])
    .where('brand_id', 'in', [...tx.inBrands])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('mailbox')
  const imap = row.receives_by === 'imap' ? imapAccountOf(desk.vault, row) : undefined
  const smtp = smtpAccountOf(desk.vault, row)
  const attempt = async (work: () => Promise<void>): Promise<Tried> => {
    try {
      await work()
      return { isFine: true, words: m.email_test_fine({}, { locale }) }
    } catch (error) {
      const { code, detail } = troubleOf(error)
      return { isFine: false, words: troubleWords(`${code}: ${detail}`, locale) }
    }
  }
  const [incoming, outgoing] = await Promise.all([
    imap
      ? attempt(async () => {
          const client = await connectImap(imap, desk.allowsPrivateAddresses)
          await client.mailboxOpen(imap.folder, { readOnly: true }).finally(() => client.logout())
        })
      : { isFine: true, words: m.email_test_receiving({}, { locale }) },
    smtp
      ? attempt(async () => {
          const token = await accessTokenOf(smtp, desk.allowsPrivateAddresses)
          const host = await addressOf(smtp.host, desk.allowsPrivateAddresses)
          const server = await toAccount(smtp, host, token)
          await server.verify().finally(() => server.close())
        })
      : viaRelay(desk, attempt, locale),
  ])
  return { incoming, outgoing }
}

async function viaRelay(
  desk: Desk,
  attempt: (work: () => Promise<void>) => Promise<Tried>,
  locale: Locale,
): Promise<Tried> {
  const servers = openServers(desk)
  const relay = await servers.for(undefined)
  if (!relay) return { isFine: false, words: m.email_reason_no_route({}, { locale }) }
  return attempt(async () => {
    await relay.verify().finally(() => servers.close())
  })
}
