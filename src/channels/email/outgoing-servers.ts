import { isIP } from 'node:net'
import type { Transporter } from 'nodemailer'
import { sha256 } from '#platform/crypto.ts'
import { addressOf } from '#platform/private-addresses.ts'
import { accessTokenOf } from './mailboxes/access-token.ts'
import type { Account } from './mailboxes/accounts.ts'

type Relay = { mailRelayUrl: string | undefined; allowsPrivateAddresses: boolean }

const common = {
  pool: true,
  maxConnections: 3,
  maxMessages: 200,
  connectionTimeout: 20_000,
  greetingTimeout: 20_000,
  socketTimeout: 60_000,
  disableUrlAccess: true,
} as const

/** Connections to outgoing mail servers, a small pool for each account. */
export function openServers(desk: Relay) {
  const pools = new Map<string, Promise<Transporter>>()
  const keep = (key: string, make: () => Promise<Transporter>): Promise<Transporter> => {
    const known = pools.get(key)
    if (known) return known
    const made = make()
    pools.set(key, made)
    return made
  }
  return {
    /** The pool for a mailbox's own account, else for the operator's relay; undefined when there is neither. */
    async for(account: Account | undefined): Promise<Transporter | undefined> {
      const { mailRelayUrl } = desk
      if (!account)
        return mailRelayUrl === undefined ? undefined : keep(mailRelayUrl, () => toRelay(mailRelayUrl))
      const accessToken = await accessTokenOf(account, desk.allowsPrivateAddresses)
      const host = await addressOf(account.host, desk.allowsPrivateAddresses)
      return keep(sha256(JSON.stringify([account, accessToken, host])), () =>
        toAccount(account, host, accessToken),
      )
    },
    close() {
      for (const pool of pools.values()) void pool.then((one) => one.close())
      pools.clear()
    },
  }
}

async function toRelay(url: string): Promise<Transporter> {
  const { hostname } = new URL(url)
  // A relay on this very machine is trusted with the certificate it has.
  const tls = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
    ? { tls: { rejectUnauthorized: false } }
    : {}
  const { createTransport } = await import('nodemailer')
  return createTransport({ url, ...common, ...tls })
}

export async function toAccount(
  account: Account,
  host: string,
  accessToken: string | undefined,
): Promise<Transporter> {
  const auth =
    account.user === ''
      ? {}
      : accessToken
        ? { auth: { type: 'OAuth2' as const, user: account.user, accessToken } }
        : { auth: { user: account.user, pass: account.password ?? '' } }
  const { createTransport } = await import('nodemailer')
  return createTransport({
    ...common,
    host,
    port: account.port,
    secure: account.security === 'tls',
    requireTLS: account.security === 'starttls',
    ignoreTLS: account.security === 'none',
    ...(isIP(account.host) ? {} : { tls: { servername: account.host } }),
    ...auth,
  })
}
