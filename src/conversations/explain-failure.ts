import { m } from '#texts'
import type { Locale } from '#platform/locale.ts'
import type { Message } from './contract.ts'

type Failure = NonNullable<Message['failure']>
type Words = (inputs: Record<string, never>, options: { locale: Locale }) => string

/** Why a message did not arrive: in words, and what staff can do next. The code is stored, the words are each reader's. */
const reasons: Record<string, { why: Words; next: Words }> = {
  mailbox_unknown: { why: m.email_reason_mailbox_unknown, next: m.email_next_ask_address },
  mailbox_full: { why: m.email_reason_mailbox_full, next: m.email_next_later },
  mailbox_disabled: { why: m.email_reason_mailbox_disabled, next: m.email_next_ask_address },
  message_too_large: { why: m.email_reason_message_too_large, next: m.email_next_smaller },
  blocked: { why: m.email_reason_blocked, next: m.email_next_other_way },
  host_unknown: { why: m.email_reason_host_unknown, next: m.email_next_ask_address },
  relaying_denied: { why: m.email_reason_relaying_denied, next: m.email_next_admin },
  delayed: { why: m.email_reason_delayed, next: m.email_next_wait },
  other: { why: m.email_reason_other, next: m.email_next_read },
  interrupted: { why: m.email_reason_interrupted, next: m.email_next_check_then_retry },
  no_mailbox: { why: m.email_reason_no_mailbox, next: m.email_next_admin },
  no_route: { why: m.email_reason_no_route, next: m.email_next_admin },
  no_recipient: { why: m.email_reason_no_recipient, next: m.email_next_ask_address },
  sign_in_failed: { why: m.email_reason_sign_in_failed, next: m.email_next_admin },
  server_unreachable: { why: m.email_reason_server_unreachable, next: m.email_next_wait },
  refused_for_now: { why: m.email_reason_refused_for_now, next: m.email_next_wait },
  file_missing: { why: m.email_reason_file_missing, next: m.email_next_admin },
  task_cancelled: { why: m.tasks_reason_cancelled, next: m.tasks_reason_cancelled_next },
  no_webhook: { why: m.api_reason_no_webhook, next: m.api_next_webhook },
  private_address: { why: m.email_reason_private_address, next: m.email_next_admin },
}

/** A stored reason in the reader's language, with the next step and what the other server said. */
export function explainFailure(stored: string, isOver: boolean, locale: Locale): Failure {
  const [, code = 'other', said = ''] = /^([a-z_]+)(?:: ([^]*))?$/.exec(stored) ?? [
    undefined,
    'other',
    stored,
  ]
  const known = reasons[code] ?? reasons.other
  // What was tried again and again by itself until it was given up is a person's turn now.
  const next = isOver && known?.next === m.email_next_wait ? m.email_next_later : known?.next
  return { code, why: known?.why({}, { locale }) ?? '', next: next?.({}, { locale }) ?? '', said }
}
