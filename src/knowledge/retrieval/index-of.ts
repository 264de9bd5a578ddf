import { type Pieces, piecesOf } from './pieces.ts'

/** What is found: an article in one language. `text` is without markup. */
export type Indexed = { title: string; keywords: readonly string[]; text: string }

/**
 * One kind of piece in one field of all texts. Hundreds of thousands of pieces stand in few texts each, so where they stand is kept in
 * two long rows, of which each piece has a part.
 */
export type Field = {
  kind: keyof Pieces
  weight: number
  /** The pieces, numbered in the order they were met. */
  numbers: Numbers
  /** By number: where the piece's part of `texts` and `counts` begins; it ends where the next begins. */
  starts: Uint32Array
  texts: Uint32Array
  counts: Uint16Array
  /** By text: what its length does to how much one occurrence is worth. */
  lengthShares: Float32Array
}

export type Numbers = {
  get(piece: string): number | undefined
  has(piece: string): boolean
  keys(): Iterable<string>
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
const kinds = { words: 1, grams: 0.5, kana: 0.4, pairs: 0.3 } as const
const kindNames = Object.keys(kinds) as (keyof Pieces)[]
// BM25 (Robertson and Zaragoza, 2009, §3.4): how soon further occurrences stop counting, and how much length counts against a text.
const saturation = 1.2
const lengthCounts = 0.6
const mostCounted = 65_535

/**
 * An index over texts, answered by their places. Titles are a field of their own beside the whole text: the title of a question
 * answered in the text is worth most, and a title that many texts share is worth little by its own rarity.
 */
export function indexOf(texts: readonly Indexed[]): TextIndex {
  const parts = [
    (one: Indexed) => [one.title, ...one.keywords].join('\n'),
    (one: Indexed) => [one.title, ...one.keywords, one.text].join('\n'),
  ]
  const fields = parts.flatMap((part) => {
    const writers = kindNames.map((kind) => ({ kind, write: fieldWriter(kind) }))
    for (const one of texts) {
      const pieces = piecesOf(part(one))
      for (const { kind, write } of writers) write.add(pieces[kind])
    }
    return writers.map(({ write }) => write.field())
  })
  return { size: texts.length, fields }
}

export function postingsOf(index: TextIndex, field: Field, piece: string): Postings | undefined {
  const number = field.numbers.get(piece)
  if (number === undefined) return undefined
  const from = field.starts[number] ?? 0
  const to = field.starts[number + 1] ?? from
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

/** Takes the texts' pieces one text after the other. */
function fieldWriter(kind: keyof Pieces): { add(pieces: readonly string[]): void; field(): Field } {
  const numbers = new Map<string, number>()
  const holding: number[] = []
  const lengths: number[] = []
  // What was met, in the order of the texts: number and count by turns, and where each text's part ends.
  const met: number[] = []
  const ends: number[] = []
  return {
    add(pieces) {
      lengths.push(pieces.length)
      const counts = new Map<number, number>()
      for (const piece of pieces) {
        const number = numbers.get(piece) ?? numbers.size
        if (number === numbers.size) numbers.set(piece, number)
        counts.set(number, (counts.get(number) ?? 0) + 1)
      }
      for (const [number, count] of counts) {
        met.push(number, Math.min(count, mostCounted))
        holding[number] = (holding[number] ?? 0) + 1
      }
      ends.push(met.length)
    },
    field: () => ({
      ...{ kind, weight: kinds[kind], numbers, lengthShares: lengthShares(lengths) },
      ...rowsOf(holding, met, ends),
    }),
  }
}

function rowsOf(holding: readonly number[], met: readonly number[], ends: readonly number[]) {
  const starts = new Uint32Array(holding.length + 1)
  for (const [number, count] of holding.entries()) starts[number + 1] = (starts[number] ?? 0) + count
  const texts = new Uint32Array(met.length / 2)
  const counts = new Uint16Array(met.length / 2)
  const next = starts.slice()
  let place = 0
  for (const [at, end] of ends.entries()) {
    for (; place < end; place += 2) {
      const number = met[place] ?? 0
      const row = next[number] ?? 0
      next[number] = row + 1
      texts[row] = at
      counts[row] = met[place + 1] ?? 0
    }
  }
  return { starts, texts, counts }
}

function lengthShares(lengths: readonly number[]): Float32Array {
  const mean = lengths.reduce((sum, one) => sum + one, 0) / Math.max(1, lengths.length) || 1
  return Float32Array.from(
    lengths,
    (length) => saturation * (1 - lengthCounts + (lengthCounts * length) / mean),
  )
}
