import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { CustomerPage, Identity, Suggestion } from '../contract.ts'

export function countryName(code: string): string {
  try {
    return new Intl.DisplayNames([getLocale()], { type: 'region' }).of(code) ?? code
  } catch {
    return code
  }
}

/** On what the preferred language rests, as a bracket after it. */
export function evidenceWords(evidence: CustomerPage['languageEvidence']): string {
  if (evidence === 'customer') return m.agent_evidence_customer()
  if (evidence === 'staff') return m.agent_evidence_staff()
  return evidence === 'messages' ? m.agent_evidence_messages() : ''
}

export function identityKind(kind: Identity['kind']): string {
  return {
    email: m.agent_identity_email,
    phone: m.agent_identity_phone,
    visitor: m.agent_identity_visitor,
    shopper: m.agent_identity_shopper,
    api: m.agent_identity_api,
  }[kind]()
}

/** Why two customers may be one person. */
export function likenessWords(reason: Suggestion['reasons'][number]): string {
  return {
    same_address: m.agent_same_address,
    same_phone: m.agent_same_phone,
    same_order: m.agent_same_order,
    same_name_and_postcode: m.agent_same_name_postcode,
    same_name: m.agent_same_name,
  }[reason]()
}

/** Why an address is given up, without the server's own words. */
export function undeliverableWords(stored: string): string {
  const [code = ''] = /^[a-z_]+(?=:|$)/.exec(stored) ?? []
  const words: Record<string, () => string> = {
    mailbox_unknown: m.email_reason_mailbox_unknown,
    mailbox_disabled: m.email_reason_mailbox_disabled,
    host_unknown: m.email_reason_host_unknown,
  }
  return words[code]?.() ?? stored
}

export function money(minor: number, currency: string): string {
  const format = new Intl.NumberFormat(getLocale() === 'ja' ? 'ja-JP' : 'en-US', {
    style: 'currency',
    currency,
  })
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
