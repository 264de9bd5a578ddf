import { fold } from '#platform/search-text.ts'
import {
  emptyPairs,
  numberPair,
  type Numbers,
  numbersOfGrams,
  numbersOfPairs,
  type Pairs,
} from './numbers.ts'
import { cutUp, longestText, type Pieces } from './pieces.ts'
import { type Field, type Indexed, kinds, lengthShares, type TextIndex } from './text-index.ts'

const kindNames = Object.keys(kinds) as (keyof Pieces)[]
const mostCounted = 65_535

/**
 * An index over texts, answered by their places. Titles are a field of their own beside the whole text: the title of a question
 * answered in the text is worth most, and a title that many texts share is worth little by its own rarity.
 */
export const indexOf = (texts: readonly Indexed[]): TextIndex => indexFrom(writeIndex(texts))

/** What an index is made of: its numbers, of which both fields use the same, and its fields. */
export type Written = {
  size: number
  words: Map<string, number>
  kana: Map<string, number>
  grams: Pairs
  pairs: Pairs
  fields: Omit<Field, 'numbers'>[]
}

export const writeIndex = (texts: readonly Indexed[]): Written => {
  const writer = openWriter()
  return writer.write(texts.map(writer.cut))
}

/** What one text says, as numbers: its pieces of each kind, of which the first so many stand in its title and keywords. */
export type CutText = Record<keyof Pieces, { numbers: Uint32Array; inTitle: number }>

/**
 * Cuts texts up and notes where each piece stands. Millions of pieces pass here, so they are numbers from the start: the words of a text
 * by the numbers of words, its pairs by two of them, its grams by two characters. What was cut once may be written again with others.
 */
export function openWriter(): {
  cut(text: Indexed): CutText
  write(texts: readonly CutText[]): Written
} {
  const numbers = {
    ...{ words: new Map<string, number>(), kana: new Map<string, number>() },
    ...{ grams: emptyPairs(), pairs: emptyPairs() },
  }
  const met = { words: row(), kana: row(), grams: row(), pairs: row() }
  const take = {
    word: (piece: string) => push(met.words, numberOf(numbers.words, piece)),
    kana: (piece: string) => push(met.kana, numberOf(numbers.kana, piece)),
    gram: (first: number, second: number) => push(met.grams, numberPair(numbers.grams, first, second)),
  }
  const lengths = () => byKind((kind) => met[kind].length)
  return {
    cut({ title, keywords, text }) {
      for (const kind of kindNames) met[kind].length = 0
      const head = [title, ...keywords].join('\n').slice(0, longestText)
      cutUp(fold(head), take)
      pairUp(numbers.pairs, met.words, met.pairs)
      const inTitle = lengths()
      cutUp(fold(text.slice(0, Math.max(0, longestText - head.length - 1))), take)
      pairUp(numbers.pairs, met.words, met.pairs)
      return byKind((kind) => ({
        numbers: met[kind].numbers.slice(0, met[kind].length),
        inTitle: inTitle[kind],
      }))
    },
    write(texts) {
      const fields = [true, false].flatMap((isTitle) =>
        kindNames.map((kind) => {
          const writer = fieldWriter(kind)
          for (const { [kind]: one } of texts)
            writer.add(one.numbers, isTitle ? one.inTitle : one.numbers.length)
          return writer.field(numbers[kind].size)
        }),
      )
      return { size: texts.length, ...numbers, fields }
    },
  }
}

function byKind<T>(of: (kind: keyof Pieces) => T): Record<keyof Pieces, T> {
  return { words: of('words'), pairs: of('pairs'), grams: of('grams'), kana: of('kana') }
}

/** What was written, for asking. */
export function indexFrom({ size, words, kana, grams, pairs, fields }: Written): TextIndex {
  const numbers = { words: numbersOfMap(words), kana: numbersOfMap(kana), grams: numbersOfGrams(grams) }
  const all = { ...numbers, pairs: numbersOfPairs(pairs, numbers.words) }
  return { size, fields: fields.map((field) => ({ ...field, numbers: all[field.kind] })) }
}

function numbersOfMap(map: Map<string, number>): Numbers {
  return {
    size: map.size,
    get: (piece) => map.get(piece),
    has: (piece) => map.has(piece),
    keys: () => map.keys(),
  }
}

function numberOf(numbers: Map<string, number>, piece: string): number {
  const known = numbers.get(piece)
  if (known !== undefined) return known
  const number = numbers.size
  numbers.set(piece, number)
  return number
}

/** Each word with the one after it, from where the pairs of this text end. */
function pairUp(pairs: Pairs, words: Row, into: Row): void {
  for (let at = into.length; at + 1 < words.length; at++)
    push(into, numberPair(pairs, words.numbers[at] ?? 0, words.numbers[at + 1] ?? 0))
}

/** A row of numbers that grows. */
type Row = { numbers: Uint32Array; length: number }

const row = (): Row => ({ numbers: new Uint32Array(1_024), length: 0 })

function push(to: Row, number: number): void {
  if (to.length === to.numbers.length) {
    const twice = new Uint32Array(to.numbers.length * 2)
    twice.set(to.numbers)
    to.numbers = twice
  }
  to.numbers[to.length++] = number
}

/** Takes the pieces of one kind of one text after the other. */
function fieldWriter(kind: keyof Pieces) {
  const lengths: number[] = []
  // What was met, in the order of the texts, how often, and where each text's part ends.
  const met = row()
  const counts = row()
  const ends: number[] = []
  let countOf = new Uint32Array(1_024)
  return {
    kind,
    add(numbers: Uint32Array, length: number): void {
      lengths.push(length)
      const from = met.length
      for (let at = 0; at < length; at++) {
        const number = numbers[at] ?? 0
        if (number >= countOf.length) countOf = grown(countOf, number)
        const count = countOf[number] ?? 0
        if (count === 0) push(met, number)
        countOf[number] = count + 1
      }
      for (let at = from; at < met.length; at++) {
        const number = met.numbers[at] ?? 0
        push(counts, Math.min(countOf[number] ?? 0, mostCounted))
        countOf[number] = 0
      }
      ends.push(met.length)
    },
    field: (size: number): Omit<Field, 'numbers'> => ({
      ...{ kind, weight: kinds[kind], lengthShares: lengthShares(lengths) },
      ...postings(size, met, counts, ends),
    }),
  }
}

function grown(counts: Uint32Array<ArrayBuffer>, number: number): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(Math.max(counts.length * 2, number + 1))
  more.set(counts)
  return more
}

/** What was met text by text, put in order piece by piece. */
function postings(size: number, met: Row, times: Row, ends: readonly number[]) {
  const starts = new Uint32Array(size + 1)
  for (let at = 0; at < met.length; at++) {
    const next = (met.numbers[at] ?? 0) + 1
    starts[next] = (starts[next] ?? 0) + 1
  }
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0)
  const texts = new Uint32Array(met.length)
  const counts = new Uint16Array(met.length)
  const next = starts.slice()
  let place = 0
  for (const [text, end] of ends.entries()) {
    for (; place < end; place++) {
      const number = met.numbers[place] ?? 0
      const at = next[number] ?? 0
      next[number] = at + 1
      texts[at] = text
      counts[at] = times.numbers[place] ?? 0
    }
  }
  return { starts, texts, counts }
}
