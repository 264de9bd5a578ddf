import type { AttachmentFacts } from './attachment-facts.ts'
import { receiveAttachment, type Arriving, type Keep } from './attachment-sink.ts'
import type { TextPart } from '../body.ts'
import type { HeaderField } from './header-fields.ts'
import { partName, type MimePart } from './mime-parts.ts'
import { createMimeReader, type BodySink } from './mime-reader.ts'
import { transferDecoder } from './transfer-encodings.ts'

export type ReadOptions = {
  maxParts?: number
  maxDepth?: number
  maxHeaderBytes?: number
  maxTextBytes?: number
}

/** The machine parts of a report (RFC 3464 status, the returned message or its header), as bytes in Latin-1. */
export type ReportPart = { type: string; content: string }

export type Collected<Kept> = {
  fields: HeaderField[]
  type: string
  texts: TextPart[]
  attachments: { facts: AttachmentFacts; kept: Kept }[]
  reports: ReportPart[]
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
    hasBody: false,
    exceeded: new Set(),
  }
  const attachments: Arriving<Kept>[] = []
  const maxText = options.maxTextBytes ?? 5_000_000
  let drainedTo = 0

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
    if (attachments.length >= mostAttachments) {
      collected.exceeded.add('attachments')
      return { write: () => {}, end: () => {} }
    }
    const report = reportTypes.test(part.type) ? reportKeeper(part) : null
    const { arriving, body } = receiveAttachment(part, attachments.length + 1, keep, report)
    attachments.push(arriving)
    collected.hasBody = true
    return body
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
      for (const arriving of attachments.slice(drainedTo)) {
        if (arriving.writing) await arriving.writing
        arriving.writing = null
      }
      drainedTo = Math.max(0, attachments.length - 1)
    },
    end: async (): Promise<Collected<Kept>> => {
      reader.end()
      for (const finish of closed) finish()
      for (const limit of reader.exceeded) collected.exceeded.add(limit)
      const done: { facts: AttachmentFacts; kept: Kept }[] = []
      for (const { facts, writing, kept } of attachments) {
        if (writing) await writing
        done.push({ facts, kept: await kept() })
      }
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
