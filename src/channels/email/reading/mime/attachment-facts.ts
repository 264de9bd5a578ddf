import { firstField } from './header-fields.ts'
import { decodeWords } from './header-words.ts'
import { partName, type MimePart } from './mime-parts.ts'

/** What is known of an attachment besides its bytes. `isInline`: it belongs into the text, by its Content-ID or by wish. */
export type AttachmentFacts = {
  name: string
  type: string
  size: number
  contentId: string | null
  isInline: boolean
}

/** What a part's header says of an attachment; every one has a name, as people must be able to ask for it. */
export function attachmentFacts(part: MimePart, number: number): Omit<AttachmentFacts, 'size'> {
  const id = firstField(part.fields, 'content-id')
  const contentId = id ? id.trim().replace(/^<|>$/g, '') : null
  const isRelated = part.parent?.type === 'multipart/related' && contentId !== null
  return {
    name: partName(part) ?? inventedName(part, number),
    type: part.type,
    contentId,
    isInline:
      isRelated || (part.disposition === 'inline' && (contentId !== null || part.type.startsWith('image/'))),
  }
}

function inventedName(part: MimePart, number: number): string {
  if (part.type === 'message/rfc822') return `message-${number}.eml`
  if (part.type === 'text/calendar') return 'invite.ics'
  const described = decodeWords(firstField(part.fields, 'content-description') ?? '')
    .replace(/[\0-\x1f\\/]/g, ' ')
    .trim()
  if (/\.\w{2,5}$/.test(described)) return described
  return `attachment-${number}.${extension(part.type)}`
}

function extension(type: string): string {
  const known: Record<string, string> = {
    'text/plain': 'txt',
    'text/html': 'html',
    'image/jpeg': 'jpg',
    'image/png': 'png',
    'image/gif': 'gif',
    'image/svg+xml': 'svg',
    'application/pdf': 'pdf',
    'application/zip': 'zip',
    'text/csv': 'csv',
    'text/rfc822-headers': 'txt',
    'message/delivery-status': 'txt',
    'application/pgp-signature': 'asc',
    'application/pkcs7-signature': 'p7s',
  }
  return known[type] ?? 'bin'
}
