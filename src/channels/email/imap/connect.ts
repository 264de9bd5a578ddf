import { isIP } from 'node:net'
import type { ImapFlow } from 'imapflow'
import { accessTokenOf } from '../mailboxes/access-token.ts'
import type { Account } from '../mailboxes/accounts.ts'
import { addressOf } from '#platform/private-addresses.ts'

/** Signs in to an IMAP server, by password or by token (XOAUTH2). */
export async function connectImap(account: Account, allowsPrivate: boolean): Promise<ImapFlow> {
  const accessToken = await accessTokenOf(account, allowsPrivate)
  // Loaded with the first mailbox that is fetched; many a desk has none.
  const { ImapFlow } = await import('imapflow')
  const client = new ImapFlow({
    host: await addressOf(account.host, allowsPrivate),
    port: account.port,
    ...(isIP(account.host) ? {} : { servername: account.host }),
    secure: account.security === 'tls',
    ...(account.security === 'tls' ? {} : { doSTARTTLS: account.security === 'starttls' }),
    auth: { user: account.user, ...(accessToken ? { accessToken } : { pass: account.password ?? '' }) },
    logger: false,
    clientInfo: { name: 'Engawa' },
    connectionTimeout: 20_000,
    // Servers may end a connection that idles for 30 minutes (RFC 2177), and some routers much sooner.
    maxIdleTime: 5 * 60_000,
    autoIdleDelay: 100,
  })
  // Errors of the connection also end the command that runs; without a listener they would end the process.
  client.on('error', () => {})
  await client.connect()
  return client
}
