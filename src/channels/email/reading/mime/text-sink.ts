import type { TextPart } from '../body.ts'
import type { MimePart } from './mime-parts.ts'
import type { BodySink } from './mime-reader.ts'
import { transferDecoder } from './transfer-encodings.ts'

/** The words of a mail as far as they have come. */
export type Words = { texts: TextPart[]; hasBody: boolean; exceeded: Set<string> }

/** Decodes one text part into memory, up to `most` bytes; a preamble without any is no text. */
export function receiveText(part: MimePart, words: Words, most: number, isPreamble = false): BodySink {
  const decoder = transferDecoder(part.encoding)
  const pieces: Buffer[] = []
  let size = 0
  const add = (piece: Buffer): void => {
    if (size >= most || piece.length === 0) {
      if (piece.length) words.exceeded.add('text')
      return
    }
    pieces.push(Buffer.from(piece.length + size > most ? piece.subarray(0, most - size) : piece))
    size += piece.length
  }
  return {
    write: (piece) => {
      words.hasBody ||= piece.length > 0
      add(decoder.write(piece))
    },
    end: () => {
      add(decoder.end())
      if (isPreamble && size === 0) return
      const bytes = pieces.length === 1 ? (pieces[0] ?? Buffer.alloc(0)) : Buffer.concat(pieces)
      words.texts.push(textPart(part, bytes))
    },
  }
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
