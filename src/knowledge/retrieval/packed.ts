import type { Transferable } from 'node:worker_threads'
import { indexFrom, type Written } from './index-of.ts'
import {
  type Numbers,
  numbersOfGrams,
  numbersOfPairs,
  type PackedNumbers,
  packNumbers,
  type Pairs,
  unpackNumbers,
} from './numbers.ts'
import type { Field, TextIndex } from './text-index.ts'
import { rememberVocabulary, type Vocabulary, vocabularyOf } from './vocabulary.ts'

/** An index as it goes from one thread to another: rows of numbers, which are handed over, and one long string for all words. */
export type PackedIndex = {
  size: number
  fields: Omit<Field, 'numbers'>[]
  words: PackedNumbers
  kana: PackedNumbers
  grams: Pairs
  pairs: Pairs
  vocabularies: { words: PackedVocabulary; kana: PackedVocabulary }
}

type PackedVocabulary = Omit<Vocabulary, 'words'> & { joined: string }

/** What was written, to be handed to another thread; who wrote it keeps its numbers and may write again. */
export function packIndex(written: Written): { packed: PackedIndex; hand: Transferable[] } {
  const { size, fields, words, kana, grams, pairs } = written
  const index = indexFrom(written)
  const packed = {
    ...{ size, fields, grams: copied(grams), pairs: copied(pairs) },
    ...{ words: packNumbers([...words.keys()]), kana: packNumbers([...kana.keys()]) },
    vocabularies: { words: packVocabulary(index, 'words'), kana: packVocabulary(index, 'kana') },
  }
  return { packed, hand: rowsOf(packed) }
}

export function unpackIndex({ size, fields, vocabularies, ...packed }: PackedIndex): TextIndex {
  const words = unpackNumbers(packed.words)
  const numbers: Record<Field['kind'], Numbers> = {
    ...{ words, kana: unpackNumbers(packed.kana) },
    ...{ grams: numbersOfGrams(packed.grams), pairs: numbersOfPairs(packed.pairs, words) },
  }
  const index = { size, fields: fields.map((field) => ({ ...field, numbers: numbers[field.kind] })) }
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

/** Without the room for more. */
const copied = ({ size, both, slots }: Pairs): Pairs => ({
  ...{ size, both: both.slice(0, 2 * size), slots: slots.slice() },
})

/** The rows of numbers, wherever they stand. */
function rowsOf(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(rowsOf) : []
}
