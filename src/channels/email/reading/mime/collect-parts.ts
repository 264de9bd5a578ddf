import type { AttachmentFacts } from './attachment-facts.ts'
import { receiveAttachment, type Arriving, type Keep } from './attachment-sink.ts'
import type { HeaderField } from './header-fields.ts'
import { partName, type MimePart } from './mime-parts.ts'
import { createMimeReader, type BodySink } from './mime-reader.ts'
import { receiveText, type Words } from './text-sink.ts'

export type ReadOptions = {
  maxParts?: number
  maxDepth?: number
  maxHeaderBytes?: number
  maxTextBytes?: number
}

/** The machine parts of a report (RFC 3464 status, the returned message or its header), as bytes in Latin-1. */
export type ReportPart = { type: string; content: string }

export type Collected<Kept> = Words & {
  fields: HeaderField[]
  type: string
  attachments: { facts: AttachmentFacts; kept: Kept }[]
  reports: ReportPart[]
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
    if (isBodyText(part)) return receiveText(part, collected, maxText)
    return attachmentSink(part)
  }

  /** A multipart whose boundary never comes has its words where the preamble would be. */
  const preamble = (part: MimePart): BodySink => {
    const sink = receiveText({ ...part, type: 'text/plain' }, collected, maxText, true)
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

  const attachmentSink = (part: MimePart): BodySink => {
    if (attachments.length >= mostAttachments) {
      collected.exceeded.add('attachments')
      return { write: () => {}, end: () => {} }
    }
    const report = reportTypes.test(part.type) ? keepReport(part, collected.reports) : null
    const { arriving, body } = receiveAttachment(part, attachments.length + 1, keep, report)
    attachments.push(arriving)
    collected.hasBody = true
    return body
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

/** Keeps the beginning of a report's part as well, for it to be understood. */
function keepReport(part: MimePart, reports: ReportPart[]): BodySink {
  let content = ''
  return {
    write: (piece) => {
      if (content.length < reportBytes)
        content += piece.toString('latin1', 0, Math.min(piece.length, reportBytes))
    },
    end: () => void reports.push({ type: part.type, content }),
  }
}

/** Text that belongs to the message itself: not named, not sent as an attachment. */
function isBodyText(part: MimePart): boolean {
  if (part.type !== 'text/plain' && part.type !== 'text/html') return false
  if (!part.parent) return part.disposition !== 'attachment' || partName(part) === null
  return part.disposition !== 'attachment' && partName(part) === null
}
