import { stemmer } from 'stemmer'
import { fold } from '#platform/search-text.ts'

/** What a text says, cut up in four ways. How much each counts is in `index-of.ts`. */
export type Pieces = {
  /** Words: English ones by their stem, Japanese ones as they stand, without those in hiragana alone. */
  words: string[]
  /** Two neighbouring words. */
  pairs: string[]
  /** Two neighbouring characters, one of them Japanese, which find what was cut into words in another way. */
  grams: string[]
  /** Longer words in kana alone, so that りんご and リンゴ find each other. */
  kana: string[]
}

/** A piece and where it stands. */
export type Cut = { kind: 'words' | 'grams' | 'kana'; piece: string; start: number; end: number }

const run = /[\p{L}\p{N}\p{M}]+/gu
const isJapanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆〇]/u
// Particles and endings, for the greater part: measured with others' questions, they find wrong articles more often than right ones.
const isHiraganaAlone = /^[\p{Script=Hiragana}ー]+$/u
const isKanaAlone = /^[\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u
const isLatin = /[a-z]/
const shortestKana = 3
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })

// A question of a novel's length is no question; beyond this nothing is looked at.
const longestText = 200_000

/** The pieces of a text in any mixture of Japanese and English. Width, case and compatibility forms make no difference. */
export function piecesOf(text: string): Pieces {
  const words: string[] = []
  const grams: string[] = []
  const kana: string[] = []
  const lists = { words, grams, kana }
  for (const { kind, piece } of cutUp(fold(text.slice(0, longestText)))) lists[kind].push(piece)
  return { words, pairs: words.slice(1).map((word, at) => `${words[at]} ${word}`), grams, kana }
}

/**
 * Cuts text that is already folded. With `wanted`, only where some of these pieces may stand: cutting Japanese into words is what costs,
 * and a word that is not in a sentence is not among its words.
 */
export function* cutUp(folded: string, wanted?: readonly string[]): Generator<Cut> {
  for (const { 0: part, index } of folded.matchAll(run)) {
    if (isJapanese.test(part)) yield* cutJapanese(part, index, wanted)
    else yield { kind: 'words', piece: stemmer(part), start: index, end: index + part.length }
  }
}

/** A number or a foreign word may stand in it, as in 「5月から」. */
function* cutJapanese(part: string, offset: number, wanted?: readonly string[]): Generator<Cut> {
  const words = !wanted || mayHold(part, wanted) ? segmenter.segment(part) : []
  for (const { segment, index } of words) {
    const place = { start: offset + index, end: offset + index + segment.length }
    if (segment.length >= shortestKana && isKanaAlone.test(segment))
      yield { kind: 'kana', piece: inHiragana(segment), ...place }
    if (isHiraganaAlone.test(segment)) continue
    yield { kind: 'words', piece: isJapanese.test(segment) ? segment : stemmer(segment), ...place }
  }
  let start = offset
  let before = ''
  for (const character of part) {
    const gram = before + character
    const end = start + character.length
    if (before !== '' && isJapanese.test(gram) && !isHiraganaAlone.test(gram))
      yield { kind: 'grams', piece: gram, start: start - before.length, end }
    before = character
    start = end
  }
}

/** Latin words within Japanese are compared by their stems, so those are always cut. */
function mayHold(part: string, wanted: readonly string[]): boolean {
  if (isLatin.test(part)) return true
  const plain = inHiragana(part)
  return wanted.some((piece) => part.includes(piece) || plain.includes(piece))
}

/** In Unicode the two kana stand in the same order, so far apart. */
function inHiragana(text: string): string {
  return text.replaceAll(/[ァ-ヶ]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0x60))
}
