import { attachmentFacts, type AttachmentFacts } from './attachment-facts.ts'
import type { MimePart } from './mime-parts.ts'
import type { BodySink } from './mime-reader.ts'
import { transferDecoder } from './transfer-encodings.ts'

/** Takes an attachment's bytes, one piece after the other. A piece is only lent until the returned promise ends. */
export type AttachmentSink<Kept> = {
  write(piece: Uint8Array): void | Promise<void>
  end(): Kept | Promise<Kept>
}

/** Opens a taker for an attachment whose size is not known yet. */
export type Keep<Kept> = (facts: Omit<AttachmentFacts, 'size'>) => AttachmentSink<Kept>

/** An attachment on its way: `writing` is what its taker still does with what it was lent. */
export type Arriving<Kept> = {
  facts: AttachmentFacts
  writing: Promise<void> | null
  kept: () => Kept | Promise<Kept>
}

/** Decodes one attachment into its taker; `alsoTo` sees the decoded bytes as well. */
export function receiveAttachment<Kept>(
  part: MimePart,
  number: number,
  keep: Keep<Kept>,
  alsoTo: BodySink | null,
): { arriving: Arriving<Kept>; body: BodySink } {
  const decoder = transferDecoder(part.encoding)
  const facts = { ...attachmentFacts(part, number), size: 0 }
  const sink = keep(facts)
  const arriving: Arriving<Kept> = { facts, writing: null, kept: () => sink.end() }
  const give = (piece: Buffer): void => {
    if (!piece.length) return
    facts.size += piece.length
    alsoTo?.write(piece)
    if (arriving.writing) arriving.writing = arriving.writing.then(() => sink.write(piece))
    else arriving.writing = sink.write(piece) ?? null
    // A failed write is met where it is awaited; a second one at the same time must not end the program.
    arriving.writing?.catch(() => {})
  }
  return {
    arriving,
    body: {
      write: (piece) => give(decoder.write(piece)),
      end: () => {
        give(decoder.end())
        alsoTo?.end()
      },
    },
  }
}
