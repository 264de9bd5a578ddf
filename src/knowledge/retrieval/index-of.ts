import { type Pieces, piecesOf } from './pieces.ts'

/** What is found: an article in one language. `text` is without markup. */
export type Indexed = { title: string; keywords: readonly string[]; text: string }

/** One kind of piece in one field of all texts. */
export type Field = {
  kind: keyof Pieces
  weight: number
  postings: ReadonlyMap<string, Postings>
  /** By text: what its length does to how much one occurrence is worth. */
  lengthShares: Float32Array
}

/** Which texts hold a piece and how often, and how much the piece tells: rare ones more. */
export type Postings = { texts: Uint32Array; counts: Uint32Array; rarity: number }

export type TextIndex = { size: number; fields: readonly Field[] }

// Words weigh most, then the characters and the order they stand in. Chosen by JSQuAD and CovidFAQ (npm run bench answers).
const kinds = { words: 1, grams: 0.5, kana: 0.4, pairs: 0.3 } as const
// BM25 (Robertson and Zaragoza, 2009, §3.4): how soon further occurrences stop counting, and how much length counts against a text.
const saturation = 1.2
const lengthCounts = 0.6

/**
 * An index over texts, answered by their places. Titles are a field of their own beside the whole text: the title of a question
 * answered in the text is worth most, and a title that many texts share is worth little by its own rarity.
 */
export function indexOf(texts: readonly Indexed[]): TextIndex {
  const titles = texts.map((one) => piecesOf([one.title, ...one.keywords].join('\n')))
  const wholes = texts.map((one) => piecesOf([one.title, ...one.keywords, one.text].join('\n')))
  const fields = [titles, wholes].flatMap((field) =>
    (Object.keys(kinds) as (keyof Pieces)[]).map((kind) => fieldOf(field, kind, kinds[kind])),
  )
  return { size: texts.length, fields }
}

function fieldOf(texts: readonly Pieces[], kind: keyof Pieces, weight: number): Field {
  const found = new Map<string, { texts: number[]; counts: number[] }>()
  for (const [at, pieces] of texts.entries()) {
    for (const [piece, count] of counted(pieces[kind])) {
      const entry = found.get(piece) ?? { texts: [], counts: [] }
      found.set(piece, entry)
      entry.texts.push(at)
      entry.counts.push(count)
    }
  }
  const postings = new Map<string, Postings>()
  for (const [piece, entry] of found)
    postings.set(piece, {
      texts: Uint32Array.from(entry.texts),
      counts: Uint32Array.from(entry.counts),
      rarity: rarity(entry.texts.length, texts.length),
    })
  return { kind, weight, postings, lengthShares: lengthShares(texts.map((pieces) => pieces[kind].length)) }
}

function counted(pieces: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1)
  return counts
}

/** How rare a piece is that no text holds. */
export const rarest = (index: TextIndex) => rarity(0, index.size)

const rarity = (holding: number, all: number) => Math.log(1 + (all - holding + 0.5) / (holding + 0.5))

function lengthShares(lengths: readonly number[]): Float32Array {
  const mean = lengths.reduce((sum, one) => sum + one, 0) / Math.max(1, lengths.length) || 1
  return Float32Array.from(
    lengths,
    (length) => saturation * (1 - lengthCounts + (lengthCounts * length) / mean),
  )
}

/** What a piece found so often in a text is worth. */
export function worth(postings: Postings, count: number, lengthShare: number): number {
  return (postings.rarity * count * (saturation + 1)) / (count + lengthShare)
}
