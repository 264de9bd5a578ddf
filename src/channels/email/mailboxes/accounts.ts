import type { Vault } from '#platform/crypto.ts'
import { secrets as secretsShape, imapAccount, smtpAccount, dkim, type Secrets } from '../contract.ts'

/** A server and how to sign in there. */
export type Account = {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  user: string
  password: string | undefined
  accessToken: string | undefined
  oauth: Secrets['imapOauth']
}

type Stored = { imap: unknown; smtp: unknown; dkim: unknown; secrets: string | null }

/** What a mailbox keeps secret, opened. */
export function secretsOf(vault: Vault, stored: { secrets: string | null }): Secrets {
  return stored.secrets === null ? {} : secretsShape.parse(JSON.parse(vault.unlock(stored.secrets)))
}

/** Old secrets with the new ones over them; a null is forgotten. */
export function lockSecrets(vault: Vault, before: Secrets, changed: Secrets): string | null {
  const kept = Object.entries({ ...before, ...changed }).filter(
    ([, value]) => value !== null && value !== undefined,
  )
  return kept.length === 0 ? null : vault.lock(JSON.stringify(Object.fromEntries(kept)))
}

export function imapAccountOf(vault: Vault, stored: Stored): (Account & { folder: string }) | undefined {
  if (!stored.imap) return undefined
  const account = imapAccount.parse(stored.imap)
  const kept = secretsOf(vault, stored)
  return {
    ...account,
    password: kept.imapPassword ?? undefined,
    accessToken: kept.imapAccessToken ?? undefined,
    oauth: kept.imapOauth ?? null,
  }
}

/** Undefined: the mailbox has no account of its own and sends through the operator's relay. */
export function smtpAccountOf(vault: Vault, stored: Stored): Account | undefined {
  if (!stored.smtp) return undefined
  const account = smtpAccount.parse(stored.smtp)
  const kept = secretsOf(vault, stored)
  return {
    ...account,
    // One account often serves both ways.
    password: kept.smtpPassword ?? kept.imapPassword ?? undefined,
    accessToken: kept.smtpAccessToken ?? kept.imapAccessToken ?? undefined,
    oauth: kept.smtpOauth ?? kept.imapOauth ?? null,
  }
}

export function dkimOf(
  vault: Vault,
  stored: Stored,
): { domainName: string; keySelector: string; privateKey: string } | undefined {
  const key = stored.dkim ? secretsOf(vault, stored).dkimPrivateKey : undefined
  if (!key) return undefined
  const { domain, selector } = dkim.parse(stored.dkim)
  return { domainName: domain, keySelector: selector, privateKey: key }
}
