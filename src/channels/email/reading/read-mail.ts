import { assembleBody } from './body.ts'
import { readAddresses, type MailAddress } from './mime/addresses.ts'
import { readBounce, type Bounce } from './bounces/bounces.ts'
import { mailKind, type MailKind } from './kind.ts'
import { visibleOfMail, type Folded } from './visible/visible-of-mail.ts'
import type { AttachmentFacts, Keep } from './mime/attachment-sink.ts'
import { collectParts, type CharsetDecision, type Collected } from './mime/collect-parts.ts'
import { decodeWords } from './mime/header-words.ts'
import { readMailDate } from './mime/mail-date.ts'
import type { HeaderField } from './mime/header-fields.ts'

export type { MailAddress } from './mime/addresses.ts'
export type { Bounce } from './bounces/bounces.ts'
export type { MailKind } from './kind.ts'
export type { AttachmentFacts, AttachmentSink, Keep } from './mime/attachment-sink.ts'
export type { CharsetDecision } from './mime/collect-parts.ts'

/** An attachment with its bytes in memory. */
export type Attachment = AttachmentFacts & { content: Uint8Array }

/** An attachment whose bytes went elsewhere while the mail was read; `kept` is what the taker answered. */
export type KeptAttachment<Kept> = AttachmentFacts & { kept: Kept }

/** A mail as the product understands it. Every text is free of NUL and ready to be stored. */
export type ReadMail<A = Attachment> = {
  messageId: string | null
  inReplyTo: string[]
  references: string[]
  date: Date | null
  subject: string
  from: MailAddress | null
  sender: MailAddress | null
  replyTo: MailAddress[]
  to: MailAddress[]
  cc: MailAddress[]
  /** Where a mail server says it was delivered (Delivered-To, X-Original-To, Envelope-To). */
  deliveredTo: string[]
  text: string
  html: string | null
  visibleText: string
  folded: Folded[]
  attachments: A[]
  /** Every header by lower-case name, decoded, in the order of appearance. */
  headers: Map<string, string[]>
  charsetDecisions: CharsetDecision[]
  kind: MailKind
  bounce: Bounce | null
  /** Limits that cut something off: 'parts', 'depth', 'header', 'text'. The raw source still has it. */
  exceeded: string[]
}

export type ReadOptions = {
  maxParts?: number
  maxDepth?: number
  maxHeaderBytes?: number
  maxTextBytes?: number
}

/** Thrown when there is nothing in the bytes that could be a mail. */
export class UnreadableMail extends Error {
  override name = 'UnreadableMail'
}

/** Reads a mail that is in memory, attachments with it. */
export async function readMail(raw: Uint8Array, options: ReadOptions = {}): Promise<ReadMail> {
  const collected = collectParts<Uint8Array>(options, keepInMemory)
  collected.push(raw)
  return finish(await collected.end(), (facts, content) => ({ ...facts, content }))
}

/**
 * Reads a mail from a stream (or file) of any size: attachments are handed to `keep` piece by piece while they come in,
 * what stays in memory is the text.
 */
export async function readMailStream<Kept>(
  source: AsyncIterable<Uint8Array>,
  keep: Keep<Kept>,
  options: ReadOptions = {},
): Promise<ReadMail<KeptAttachment<Kept>>> {
  const collected = collectParts(options, keep)
  for await (const chunk of source) {
    collected.push(chunk)
    await collected.drained()
  }
  return finish(await collected.end(), (facts, kept) => ({ ...facts, kept }))
}

const keepInMemory: Keep<Uint8Array> = () => {
  const pieces: Uint8Array[] = []
  return {
    // Pieces are borrowed, and a decoder's output is fresh memory only for encoded parts.
    write: (piece) => void pieces.push(piece),
    end: () => {
      const only = pieces.length === 1 ? pieces[0] : undefined
      return only ?? Buffer.concat(pieces)
    },
  }
}

function finish<A extends AttachmentFacts, Kept>(
  collected: Collected<Kept>,
  withContent: (facts: AttachmentFacts, kept: Kept) => A,
): ReadMail<A> {
  refuseWhatIsNoMail(collected)
  const hint = collected.texts[0]?.charset ?? null
  const decisions = [...collected.decisions]
  const head = readHead(collected.fields, hint)
  const { text, html, isFromHtml } = assembleBody(collected.texts, decisions)
  const headers = decodeHeaders(collected.fields, hint)
  const attachments = collected.attachments.map(({ facts, kept }) => withContent(facts, kept))
  const outline = {
    headers,
    from: head.from,
    subject: head.subject,
    text,
    type: collected.type,
    reports: collected.reports,
  }
  const bounce = readBounce(outline)
  const { visible, folded } = visibleOfMail({ text, html, isFromHtml, subject: head.subject })
  return {
    ...head,
    text,
    html,
    visibleText: visible,
    folded,
    attachments,
    headers,
    charsetDecisions: decisions,
    kind: bounce ? 'bounce' : mailKind(outline),
    bounce,
    exceeded: [...collected.exceeded],
  }
}

function refuseWhatIsNoMail({
  fields,
  texts,
  hasBody,
}: Pick<Collected<unknown>, 'fields' | 'texts' | 'hasBody'>): void {
  if (fields.length > 0) return
  if (!hasBody) throw new UnreadableMail('The message is empty')
  if (texts.some(({ bytes }) => bytes.includes(0)))
    throw new UnreadableMail('The message has no header and is not text')
}

function readHead(fields: HeaderField[], hint: string | null) {
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

function decodeHeaders(fields: HeaderField[], hint: string | null): Map<string, string[]> {
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
