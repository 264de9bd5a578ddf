import type { Asked } from '#knowledge/retrieval/asked.ts'
import { asked } from '#knowledge/retrieval/asked.ts'
import { isHeldBy, postingsOf, rarest, type TextIndex } from '#knowledge/retrieval/text-index.ts'
import { cutUp, piecesOf, type Pieces } from '#knowledge/retrieval/pieces.ts'
import { fold } from '#platform/search-text.ts'

import { isLittle } from '../little-words.ts'

/** A word as the customer wrote it (folded), and how much it tells among the brand's articles. */
export type Telling = { word: string; piece: string; kind: 'words' | 'kana'; rarity: number }

// A question of a few lines is looked up as it stands; of a longer letter only what tells most, which is quicker and finds better.
const short = 120
const mostPieces = 24
// A word in every second article tells nothing; of a handful of articles every word does.
const tellsFrom = 0.25
const handful = 8
// What no article knows is as often a name as it is a product.
const unknownShare = 0.5
const isKanji = /^\p{Script=Han}$/u
const isNumber = /^[\d.,:/-]+$/

/** The words of a question that tell something, the most telling first, each once. */
export function tellingWords(index: TextIndex, question: string, except = ''): Telling[] {
  const field = (kind: 'words' | 'kana') => index.fields.findLast((one) => one.kind === kind)
  const names = new Set(piecesOf(except).words)
  const folded = fold(question)
  const least = index.size < handful ? 0 : rarest(index) * tellsFrom
  const found = new Map<string, Telling>()
  const said = new Set<string>()
  const take = (kind: 'words' | 'kana') => (piece: string, start: number, end: number) => {
    if (found.has(piece) || names.has(piece) || isNumber.test(piece)) return
    const word = folded.slice(start, end)
    if (isLittle(word) || said.has(word) || (word.length < 2 && !isKanji.test(word))) return
    said.add(word)
    const of = field(kind)
    const rarity = (of && postingsOf(index, of, piece)?.rarity) ?? rarest(index) * unknownShare
    if (rarity >= least) found.set(piece, { word, piece, kind, rarity })
  }
  cutUp(folded, { word: take('words'), kana: take('kana') })
  return [...found.values()].toSorted((one, other) => other.rarity - one.rarity)
}

/** Which of the words stand in a text of the index. */
export function heldWords(index: TextIndex, words: readonly Telling[], at: number): Telling[] {
  return words.filter(({ kind, piece }) => {
    const field = index.fields.findLast((one) => one.kind === kind)
    const postings = field && postingsOf(index, field, piece)
    return field && postings && isHeldBy(field, postings, at)
  })
}

/** What to look for: all of a short question, and of a letter the pieces that tell most. */
export function wanted(index: TextIndex, question: string, synonyms: readonly (readonly string[])[]): Asked {
  if (question.length <= short) return asked(index, question, { synonyms })
  const all = piecesOf(question)
  return {
    pieces: {
      words: strongest(index, all, 'words'),
      pairs: strongest(index, all, 'pairs'),
      grams: strongest(index, all, 'grams'),
      kana: strongest(index, all, 'kana'),
    },
    choices: [],
  }
}

function strongest(index: TextIndex, pieces: Pieces, kind: keyof Pieces): string[] {
  const field = index.fields.findLast((one) => one.kind === kind)
  return [...new Set(pieces[kind])]
    .map((piece) => ({ piece, rarity: (field && postingsOf(index, field, piece)?.rarity) ?? 0 }))
    .filter(({ rarity }) => rarity > 0)
    .toSorted((one, other) => other.rarity - one.rarity)
    .slice(0, mostPieces)
    .map(({ piece }) => piece)
}
