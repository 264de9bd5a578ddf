import type { Transferable } from 'node:worker_threads'
import type { Field, Numbers, TextIndex } from './index-of.ts'
import { rememberVocabulary, type Vocabulary, vocabularyOf } from './vocabulary.ts'

/**
 * An index as it goes from one thread to another: rows of numbers, which are handed over, and for each field one long string of all its
 * pieces. To take over a map of half a million pieces would hold up a process for as long as it takes to make it.
 */
export type PackedIndex = {
  size: number
  fields: (Omit<Field, 'numbers'> & { pieces: PackedPieces })[]
  vocabularies: { words: PackedVocabulary; kana: PackedVocabulary }
}

type PackedPieces = {
  joined: string
  /** By number: where a piece begins in `joined`; it ends where the next begins. */
  offsets: Uint32Array
  /** A table of numbers plus one, found by the hash of their pieces; 0 is an empty place. */
  slots: Uint32Array
}
type PackedVocabulary = Omit<Vocabulary, 'words'> & { joined: string }

export function packIndex(index: TextIndex): { packed: PackedIndex; hand: Transferable[] } {
  const fields = index.fields.map(({ numbers, ...field }) => ({
    ...field,
    pieces: packPieces([...numbers.keys()]),
  }))
  const vocabularies = { words: packVocabulary(index, 'words'), kana: packVocabulary(index, 'kana') }
  const hand = [
    ...fields.flatMap(({ pieces, starts, texts, counts, lengthShares }) => [
      ...[pieces.offsets.buffer, pieces.slots.buffer, starts.buffer, texts.buffer, counts.buffer],
      lengthShares.buffer,
    ]),
    ...Object.values(vocabularies).flatMap(({ holding, letters }) => [holding.buffer, letters.buffer]),
  ]
  return { packed: { size: index.size, fields, vocabularies }, hand: hand as ArrayBuffer[] }
}

export function unpackIndex({ size, fields, vocabularies }: PackedIndex): TextIndex {
  const index = {
    size,
    fields: fields.map(({ pieces, ...field }) => ({ ...field, numbers: numbersOf(pieces) })),
  }
  for (const kind of ['words', 'kana'] as const) {
    const { joined, ...rest } = vocabularies[kind]
    rememberVocabulary(index, kind, { ...rest, words: joined === '' ? [] : joined.split('\n') })
  }
  return index
}

function packVocabulary(index: TextIndex, kind: 'words' | 'kana'): PackedVocabulary {
  const { words, ...rest } = vocabularyOf(index, kind)
  return { ...rest, joined: words.join('\n') }
}

function packPieces(pieces: readonly string[]): PackedPieces {
  const offsets = new Uint32Array(pieces.length + 1)
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * pieces.length + 2)))
  for (const [number, piece] of pieces.entries()) {
    offsets[number + 1] = (offsets[number] ?? 0) + piece.length
    let slot = hashOf(piece) & (slots.length - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
    slots[slot] = number + 1
  }
  return { joined: pieces.join(''), offsets, slots }
}

function numbersOf({ joined, offsets, slots }: PackedPieces): Numbers {
  const get = (piece: string): number | undefined => {
    for (let slot = hashOf(piece) & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
      const number = (slots[slot] ?? 0) - 1
      if (number < 0) return undefined
      const start = offsets[number] ?? 0
      if ((offsets[number + 1] ?? 0) - start === piece.length && joined.startsWith(piece, start))
        return number
    }
  }
  return {
    get,
    has: (piece) => get(piece) !== undefined,
    *keys() {
      for (let number = 0; number + 1 < offsets.length; number++)
        yield joined.slice(offsets[number], offsets[number + 1])
    },
  }
}

/** FNV-1a (Fowler, Noll and Vo) over UTF-16 units. */
function hashOf(piece: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < piece.length; at++) hash = Math.imul(hash ^ piece.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
