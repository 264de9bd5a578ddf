import type { ReadMail } from './reading/read-mail.ts'
import { isPrivateAddress } from '#platform/private-addresses.ts'

/** What only the connection knows of a mail. */
export type Envelope = { ip: string; helo: string; from: string }

/** RFC 8601 result words. */
export type Verdict = { spf: string; dkim: string; dmarc: string }

type Read = Pick<ReadMail<unknown>, 'headers'>

/** What can be said at once: the provider's own verdict of a fetched mail, "none" where there is nothing to check. */
export function firstVerdict(mail: Read, envelope: Envelope | undefined): Verdict | null {
  if (!envelope) return verdictOfProvider(mail)
  return needsChecking(mail, envelope) ? null : { spf: 'none', dkim: 'none', dmarc: 'none' }
}

/** A mail handed over by this machine or its network came through a relay of ours: SPF says nothing of it. */
export function needsChecking(mail: Read, envelope: Envelope | undefined): boolean {
  return envelope !== undefined && (mail.headers.has('dkim-signature') || !isPrivateAddress(envelope.ip))
}

/** The topmost Authentication-Results is the one the mailbox's provider wrote; those below may be the sender's own (RFC 8601 §5). */
function verdictOfProvider(mail: Read): Verdict | null {
  const top = mail.headers.get('authentication-results')?.[0]
  if (!top) return null
  const result = (method: string) =>
    new RegExp(`\\b${method}=(\\w+)`, 'i').exec(top)?.[1]?.toLowerCase() ?? 'none'
  return { spf: result('spf'), dkim: result('dkim'), dmarc: result('dmarc') }
}

/** Whether a mail is known not to be from whom it says: by the domain's policy or, where it has none, by its list of servers and no signature. */
export function isForged(verdict: Verdict | null): boolean {
  if (!verdict) return false
  return (
    verdict.dmarc === 'fail' ||
    (verdict.dmarc === 'none' && verdict.spf === 'fail' && verdict.dkim !== 'pass')
  )
}

/**
 * Whether a server vouches that a mail is from its sender's domain: by the domain's policy or, where it has none, by a signature or a server of that
 * domain or of one above it.
 */
export function isVouchedFor(verdict: Verdict | null, vouching: readonly string[], from: string): boolean {
  if (verdict?.dmarc === 'pass') return true
  const domain = from.slice(from.lastIndexOf('@') + 1).toLowerCase()
  return vouching.some((one) => {
    const known = one.toLowerCase()
    return domain === known || (known.includes('.') && domain.endsWith(`.${known}`))
  })
}

/** The domains that passed by the provider's verdict (RFC 8601 §2.7): of signatures, and of the envelope's sender. */
export function vouchingByProvider(mail: Read): string[] {
  const results = mail.headers.get('authentication-results')?.[0]?.split(';') ?? []
  return results.flatMap((one) => {
    const [, domain] =
      /\bdkim=pass\b.*?\bheader\.(?:d=|i=[^@\s]*@)([\w.-]+)/is.exec(one) ??
      /\bspf=pass\b.*?\bsmtp\.mailfrom="?(?:[^@\s"]*@)?([\w.-]+)/is.exec(one) ??
      []
    return domain ? [domain] : []
  })
}
