import { readAddresses, type MailAddress } from './mime/addresses.ts'
import type { HeaderField } from './mime/header-fields.ts'
import { decodeWords } from './mime/header-words.ts'
import { readMailDate } from './mime/mail-date.ts'

/** Who writes to whom, when, about what, and which mails it answers. `hint` is the charset of raw bytes in a header. */
export function readHead(fields: HeaderField[], hint: string | null) {
  const first = (name: string): string => fields.find((field) => field.name === name)?.raw ?? ''
  const addresses = (name: string): MailAddress[] => readAddresses(allOf(fields, name).join(', '), hint)
  return {
    messageId: messageIds(first('message-id'))[0] ?? null,
    inReplyTo: messageIds(allOf(fields, 'in-reply-to').join(' ')),
    references: messageIds(allOf(fields, 'references').join(' ')),
    date: readMailDate(first('date')),
    subject: oneLine(decodeWords(first('subject'), hint)),
    from: readAddresses(first('from'), hint)[0] ?? null,
    sender: readAddresses(first('sender'), hint)[0] ?? null,
    replyTo: addresses('reply-to'),
    to: addresses('to'),
    cc: addresses('cc'),
    deliveredTo: deliveredTo(fields),
  }
}

function deliveredTo(fields: HeaderField[]): string[] {
  const names = [
    'delivered-to',
    'x-original-to',
    'x-envelope-to',
    'envelope-to',
    'x-delivered-to',
    'x-forwarded-to',
  ]
  const found = names.flatMap((name) => allOf(fields, name).flatMap((raw) => readAddresses(raw)))
  return [...new Set(found.map(({ address }) => address).filter(Boolean))]
}

const longestId = 992

/** RFC 5322 ids with their angle brackets; Outlook and old mailers write them bare, or with words around. */
function messageIds(raw: string): string[] {
  if (raw === '') return []
  const bracketed = raw.match(/<[^<>\s]+>/g)?.filter((id) => id.length <= longestId)
  if (bracketed?.length) return [...new Set(bracketed)]
  const bare = raw.trim()
  return bare.length < longestId && /^[^\s<>]+$/.test(bare) ? [`<${bare}>`] : []
}

/** Every header by lower-case name, decoded, in the order of appearance. */
export function decodeHeaders(fields: HeaderField[], hint: string | null): Map<string, string[]> {
  const headers = new Map<string, string[]>()
  for (const { name, raw } of fields) {
    const value = decodeWords(raw, hint)
    const list = headers.get(name)
    if (list) list.push(value)
    else headers.set(name, [value])
  }
  return headers
}

function allOf(fields: HeaderField[], name: string): string[] {
  return fields.filter((field) => field.name === name).map((field) => field.raw)
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\t\u2028\u2029\x0b\x0c]+/g, ' ').trim()
}
