import { assembleBody, type CharsetDecision } from './body.ts'
import type { MailAddress } from './mime/addresses.ts'
import { readBounce, type Bounce } from './bounces/bounces.ts'
import { decodeHeaders, readHead } from './head.ts'
import { mailKind, type MailKind } from './kind.ts'
import { visibleOfMail, type Folded } from './visible/visible-of-mail.ts'
import type { AttachmentFacts } from './mime/attachment-facts.ts'
import type { Keep } from './mime/attachment-sink.ts'
import { collectParts, type Collected, type ReadOptions } from './mime/collect-parts.ts'

export type { MailAddress } from './mime/addresses.ts'
export type { Bounce } from './bounces/bounces.ts'
export type { MailKind } from './kind.ts'
export type { AttachmentFacts } from './mime/attachment-facts.ts'
export type { AttachmentSink, Keep } from './mime/attachment-sink.ts'

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
  const head = readHead(collected.fields, hint)
  const { text, html, isFromHtml, decisions } = assembleBody(collected.texts)
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
