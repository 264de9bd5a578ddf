import type { Numbers } from './numbers.ts'
import type { Pieces } from './pieces.ts'

/** What is found: an article in one language. `text` is without markup. */
export type Indexed = { title: string; keywords: readonly string[]; text: string }

/**
 * One kind of piece in one field of all texts. Hundreds of thousands of pieces stand in few texts each, so where they stand is kept in
 * two long rows, of which each piece has a part.
 */
export type Field = {
  kind: keyof Pieces
  weight: number
  /** The pieces, as numbers; the same for both fields. */
  numbers: Numbers
  /** By number: where the piece's part of `texts` and `counts` begins; it ends where the next begins. */
  starts: Uint32Array
  texts: Uint32Array
  counts: Uint16Array
  /** By text: what its length does to how much one occurrence is worth. */
  lengthShares: Float32Array
}

/** Which texts hold a piece, as a part of its field's rows, and how much the piece tells: rare ones more. */
export type Postings = { from: number; to: number; rarity: number }

export type TextIndex = {
  size: number
  fields: readonly Field[]
  /** Places of texts that are not to be found any more: withdrawn since the index was made. */
  gone?: ReadonlySet<number>
}

// Words weigh most, then the characters and the order they stand in. Chosen by JSQuAD and CovidFAQ (npm run bench answers).
export const kinds = { words: 1, grams: 0.5, kana: 0.4, pairs: 0.3 } as const
// BM25 (Robertson and Zaragoza, 2009, §3.4): how soon further occurrences stop counting, and how much length counts against a text.
const saturation = 1.2
const lengthCounts = 0.6

export function postingsOf(index: TextIndex, field: Field, piece: string): Postings | undefined {
  const number = field.numbers.get(piece)
  if (number === undefined) return undefined
  const from = field.starts[number] ?? 0
  const to = field.starts[number + 1] ?? from
  // The other field has it.
  if (to === from) return undefined
  return { from, to, rarity: rarity(to - from, index.size) }
}

/** Whether a text is among those that hold a piece; they stand in the order of the texts. */
export function isHeldBy(field: Field, { from, to }: Postings, at: number): boolean {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if ((field.texts[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low < to && field.texts[low] === at
}

/** What a piece found so often in a text is worth. */
export function worth(rareness: number, count: number, lengthShare: number): number {
  return (rareness * count * (saturation + 1)) / (count + lengthShare)
}

/** How rare a piece is that no text holds. */
export const rarest = (index: TextIndex) => rarity(0, index.size)

const rarity = (holding: number, all: number) => Math.log(1 + (all - holding + 0.5) / (holding + 0.5))

/** By text: what its length does to how much one occurrence is worth. */
export function lengthShares(lengths: readonly number[]): Float32Array {
  const mean = lengths.reduce((sum, one) => sum + one, 0) / Math.max(1, lengths.length) || 1
  return Float32Array.from(
    lengths,
    (length) => saturation * (1 - lengthCounts + (lengthCounts * length) / mean),
  )
}
