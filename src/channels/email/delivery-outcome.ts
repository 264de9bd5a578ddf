import { PrivateAddress } from '#platform/private-addresses.ts'
import type { Outcome } from '../channel.ts'
import { reasonText } from './delivery-reasons.ts'
import { NoAccessToken } from './mailboxes/access-token.ts'
import { bounceCode } from './reading/bounces/bounce-reasons.ts'

type Facts = { code?: string; command?: string; responseCode?: number; response?: string; message?: string }

// What these commands fail on has not handed the mail over, so trying again cannot send it twice (RFC 5321 §4.1).
const beforeTheMail = /^(CONN|EHLO|HELO|LHLO|STARTTLS|AUTH.*|MAIL FROM|RCPT TO|API)$/

/** What an error of the sending library means for the message: gone for good, to be tried again, or not known. */
export function outcomeOf(error: unknown): Outcome {
  const facts: Facts = Object(error)
  const words = facts.response ?? facts.message ?? String(error)
  if (error instanceof PrivateAddress) return { state: 'failed', reason: 'private_address' }
  if (error instanceof NoAccessToken)
    return { state: 'later', reason: reasonText('server_unreachable', words) }
  if (facts.code === 'ENOENT' || facts.code === 'EFILEACCESS')
    return { state: 'failed', reason: 'file_missing' }
  const answer = facts.responseCode
  if (answer !== undefined && answer >= 400 && answer < 500)
    return { state: 'later', reason: reasonText('refused_for_now', words) }
  if (facts.code === 'EAUTH') return { state: 'failed', reason: reasonText('sign_in_failed', words) }
  if (answer !== undefined && answer >= 500) {
    const status = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(words)?.[0] ?? null
    return { state: 'failed', reason: reasonText(bounceCode(words, status, false), words) }
  }
  if (facts.code === 'EENVELOPE') return { state: 'failed', reason: reasonText('no_recipient', words) }
  if (facts.code === 'EDNS' || facts.command === undefined || beforeTheMail.test(facts.command))
    return { state: 'later', reason: reasonText('server_unreachable', words) }
  // The server had the mail and did not say what it did with it.
  return { state: 'unknown', reason: reasonText('interrupted', words) }
}
