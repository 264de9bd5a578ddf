import { decodeWords } from '../mime/header-words.ts'
import { firstField, readHeaderFields, type HeaderField } from '../mime/header-fields.ts'

/** One recipient of an RFC 3464 report. */
export type FailedDelivery = {
  address: string | null
  action: string
  status: string | null
  diagnostic: string
}

/** The recipient a report is about: the first that failed, else the first that is late, else the first. */
export function fromDeliveryStatus(content: string): FailedDelivery | null {
  const recipients = content
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+/)
    .map((block) => readHeaderFields(block))
    .filter((fields) =>
      fields.some(({ name }) => /^(?:final-recipient|original-recipient|action|status)$/.test(name)),
    )
  const merged = mergeStrays(recipients).map(readRecipient)
  return (
    merged.find(({ action }) => action === 'failed') ??
    merged.find(({ action }) => action === 'delayed') ??
    merged[0] ??
    null
  )
}

/** Some gateways put a blank line between the fields of one recipient. */
function mergeStrays(blocks: HeaderField[][]): HeaderField[][] {
  const merged: HeaderField[][] = []
  for (const fields of blocks) {
    const last = merged.at(-1)
    if (last && !hasRecipient(fields)) last.push(...fields)
    else if (last && !hasRecipient(last)) last.push(...fields)
    else merged.push([...fields])
  }
  return merged
}

function hasRecipient(fields: HeaderField[]): boolean {
  return fields.some(({ name }) => name === 'final-recipient' || name === 'original-recipient')
}

function readRecipient(fields: HeaderField[]): FailedDelivery {
  const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(firstField(fields, 'status') ?? '')?.[0] ?? null
  const diagnostic = decodeWords(firstField(fields, 'diagnostic-code') ?? '')
    .replace(/^\s*[\w-]+\s*;\s*/, '')
    .replace(/\s+/g, ' ')
    .trim()
  // "Status: 5.0.0" is a gateway's shrug; the diagnostic often quotes the remote's true code.
  const quoted = /(?:^|[^\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(diagnostic)?.[1] ?? null
  return {
    // The address as we wrote it is worth more than the one a forward led to.
    address:
      recipientAddress(firstField(fields, 'original-recipient')) ??
      recipientAddress(firstField(fields, 'final-recipient')),
    action: (firstField(fields, 'action') ?? '')
      .trim()
      .toLowerCase()
      .replace(/[^a-z].*$/, ''),
    status: status === null || status.endsWith('.0.0') ? (quoted ?? status) : status,
    diagnostic,
  }
}

function recipientAddress(raw: string | null): string | null {
  if (!raw) return null
  const value = raw.replace(/^\s*[\w-]+\s*;\s*/, '')
  return /[^\s<>"(),;]+@[^\s<>"(),;]+/.exec(value)?.[0].replace(/^mailto:/i, '') ?? null
}
