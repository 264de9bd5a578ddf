import { createMimeReader, type BodySink } from './mime-reader.ts'
import { partName, type MimePart } from './mime-parts.ts'
import { firstField, type HeaderField } from './header-fields.ts'
import { transferDecoder } from './transfer-encodings.ts'
import { decodeWords } from './header-words.ts'
import type { TextPart } from './body.ts'
import type { ReadOptions } from './read-mail.ts'

/** What a text part was labelled and read as. */
export type CharsetDecision = { part: string; declared: string | null; used: string; why: string }

/** What is known of an attachment besides its bytes. `isInline`: it belongs into the text, by its Content-ID or by wish. */
export type AttachmentFacts = {
  name: string
  type: string
  size: number
  contentId: string | null
  isInline: boolean
}

/** Takes an attachment's bytes. Pieces are only lent: copy them or finish with them before the returned promise ends. */
export type AttachmentSink<Kept> = {
  write(piece: Uint8Array): void | Promise<void>
  end(): Kept | Promise<Kept>
}

/** Opens a taker for an attachment whose size is not known yet. */
export type Keep<Kept> = (facts: Omit<AttachmentFacts, 'size'>) => AttachmentSink<Kept>

/** The machine parts of a report (RFC 3464 status, the returned message or its header), as bytes in Latin-1. */
export type ReportPart = { type: string; content: string }

export type Collected<Kept> = {
  fields: HeaderField[]
  type: string
  texts: TextPart[]
  attachments: { facts: AttachmentFacts; kept: Kept }[]
  reports: ReportPart[]
  decisions: CharsetDecision[]
  hasBody: boolean
  exceeded: Set<string>
}

const mostAttachments = 1000
const reportTypes =
  /^(message\/(global-)?delivery-status|message\/rfc822|message\/global|text\/rfc822-headers|message\/global-headers|message\/feedback-report|message\/disposition-notification|message\/partial)$/
const reportBytes = 65_536

/** Gathers a message's texts in memory and gives its attachments away while it is read. */
export function collectParts<Kept>(options: ReadOptions, keep: Keep<Kept>) {
  const collected: Omit<Collected<Kept>, 'attachments'> = {
    fields: [],
    type: 'text/plain',
    texts: [],
    reports: [],
    decisions: [],
    hasBody: false,
    exceeded: new Set(),
  }
  const attachments: { facts: AttachmentFacts; kept?: Promise<Kept> | Kept }[] = []
  const maxText = options.maxTextBytes ?? 5_000_000
  let waiting: Promise<void>[] = []

  const open = (part: MimePart): BodySink => {
    if (!part.parent) {
      collected.fields = part.fields
      collected.type = part.type
    }
    if (part.type.startsWith('multipart/')) return preamble(part)
    if (isBodyText(part)) return textSink(part, transferDecoder(part.encoding))
    return attachmentSink(part)
  }

  /** A multipart whose boundary never comes has its words where the preamble would be. */
  const preamble = (part: MimePart): BodySink => {
    const sink = textSink({ ...part, type: 'text/plain' }, transferDecoder(part.encoding), true)
    return {
      write: sink.write,
      end: () => {
        if (part.children === 0)
          closed.push(() => {
            if (part.children === 0) sink.end()
          })
      },
    }
  }
  const closed: (() => void)[] = []

  const textSink = (
    part: MimePart,
    decoder: ReturnType<typeof transferDecoder>,
    isPreamble = false,
  ): BodySink => {
    const pieces: Buffer[] = []
    let size = 0
    const add = (piece: Buffer): void => {
      if (size >= maxText || piece.length === 0) {
        if (piece.length) collected.exceeded.add('text')
        return
      }
      pieces.push(Buffer.from(piece.length + size > maxText ? piece.subarray(0, maxText - size) : piece))
      size += piece.length
    }
    return {
      write: (piece) => {
        collected.hasBody ||= piece.length > 0
        add(decoder.write(piece))
      },
      end: () => {
        add(decoder.end())
        if (isPreamble && size === 0) return
        const bytes = pieces.length === 1 ? (pieces[0] ?? Buffer.alloc(0)) : Buffer.concat(pieces)
        collected.texts.push(textPart(part, bytes))
      },
    }
  }

  const attachmentSink = (part: MimePart): BodySink => {
    const decoder = transferDecoder(part.encoding)
    const report = reportTypes.test(part.type) ? reportKeeper(part) : null
    if (attachments.length >= mostAttachments) {
      collected.exceeded.add('attachments')
      return { write: () => {}, end: () => {} }
    }
    const facts = attachmentFacts(part, attachments.length + 1)
    const sink = keep(facts)
    const entry: (typeof attachments)[number] & { facts: AttachmentFacts } = {
      facts: { ...facts, size: 0 },
      kept: Promise.reject(),
    }
    void Promise.resolve(entry.kept).catch(() => {})
    attachments.push(entry)
    const give = (piece: Buffer): void => {
      if (!piece.length) return
      entry.facts.size += piece.length
      report?.write(piece)
      const pending = sink.write(piece)
      if (pending) waiting.push(pending)
    }
    return {
      write: (piece) => {
        collected.hasBody = true
        give(decoder.write(piece))
      },
      end: () => {
        give(decoder.end())
        report?.end()
        const before = waiting
        entry.kept = before.length ? Promise.all(before).then(() => sink.end()) : sink.end()
      },
    }
  }

  const reportKeeper = (part: MimePart): BodySink => {
    let content = ''
    return {
      write: (piece) => {
        if (content.length < reportBytes)
          content += piece.toString('latin1', 0, Math.min(piece.length, reportBytes))
      },
      end: () => void collected.reports.push({ type: part.type, content }),
    }
  }

  const reader = createMimeReader(open, {
    parts: options.maxParts ?? 2000,
    depth: options.maxDepth ?? 50,
    headerBytes: options.maxHeaderBytes ?? 2_000_000,
  })
  return {
    push: (chunk: Uint8Array): void =>
      reader.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)),
    /** Resolves when every taker has finished with what it was lent. */
    drained: async (): Promise<void> => {
      const pending = waiting
      waiting = []
      if (pending.length) await Promise.all(pending)
    },
    end: async (): Promise<Collected<Kept>> => {
      reader.end()
      for (const finish of closed) finish()
      for (const limit of reader.exceeded) collected.exceeded.add(limit)
      const done: { facts: AttachmentFacts; kept: Kept }[] = []
      for (const { facts, kept } of attachments)
        if (kept !== undefined) done.push({ facts, kept: await kept })
      return { ...collected, attachments: done }
    },
  }
}

/** Text that belongs to the message itself: not named, not sent as an attachment. */
function isBodyText(part: MimePart): boolean {
  if (part.type !== 'text/plain' && part.type !== 'text/html') return false
  if (!part.parent) return part.disposition !== 'attachment' || partName(part) === null
  return part.disposition !== 'attachment' && partName(part) === null
}

function textPart(part: MimePart, bytes: Buffer): TextPart {
  let group: MimePart = part
  for (let above = part.parent; above; above = above.parent)
    if (above.type === 'multipart/alternative') group = above
  return {
    path: part.path || '1',
    isHtml: part.type === 'text/html',
    charset: part.typeParameters.get('charset') ?? null,
    isFlowed: part.typeParameters.get('format')?.toLowerCase() === 'flowed',
    deletesSpace: part.typeParameters.get('delsp')?.toLowerCase() === 'yes',
    group: group === part ? null : group.path || '0',
    bytes,
  }
}

function attachmentFacts(part: MimePart, number: number): Omit<AttachmentFacts, 'size'> {
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
