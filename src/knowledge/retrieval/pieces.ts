import { stemmer } from 'stemmer'
import { fold } from '#platform/search-text.ts'
import { japanese, writingOf, writingsOf } from './characters.ts'

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

/** Takes what a text is cut into, one after the other, with where it stands. */
export type Taker = {
  word(piece: string, start: number, end: number): void
  kana(piece: string, start: number, end: number): void
  /** By the code points of its two characters: there are too many to make a string of each. */
  gram?(first: number, second: number): void
}

const run = /[\p{L}\p{N}\p{M}]+/gu
const isLatin = /[a-z]/
const shortestKana = 3
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })

/** A question of a novel's length is no question; beyond this nothing is looked at. */
export const longestText = 200_000

/** The pieces of a text in any mixture of Japanese and English. Width, case and compatibility forms make no difference. */
export function piecesOf(text: string): Pieces {
  const words: string[] = []
  const grams: string[] = []
  const kana: string[] = []
  cutUp(fold(text.slice(0, longestText)), {
    word: (piece) => words.push(piece),
    kana: (piece) => kana.push(piece),
    gram: (first, second) => grams.push(String.fromCodePoint(first, second)),
  })
  return { words, pairs: words.slice(1).map((word, at) => `${words[at]} ${word}`), grams, kana }
}

/**
 * Cuts text that is already folded. With `wanted`, only where some of these pieces may stand: cutting Japanese into words is what costs,
 * and a word that is not in a sentence is not among its words.
 */
export function cutUp(folded: string, take: Taker, wanted?: readonly string[]): void {
  for (const { 0: part, index } of folded.matchAll(run)) {
    if (writingsOf(part).any === 0) take.word(stemOf(part), index, index + part.length)
    else cutJapanese(part, index, take, wanted)
  }
}

/** Particles and endings, for the greater part: measured with others' questions, they find wrong articles more often than right ones. */
const isHiraganaAlone = (all: number) => (all & japanese.hiragana) !== 0

/** A number or a foreign word may stand in it, as in 「5月から」. */
function cutJapanese(part: string, offset: number, take: Taker, wanted?: readonly string[]): void {
  const words = !wanted || mayHold(part, wanted) ? segmenter.segment(part) : []
  for (const { segment, index } of words) {
    const [start, end] = [offset + index, offset + index + segment.length]
    const { all, any, isKana } = writingsOf(segment)
    if (isKana && segment.length >= shortestKana) take.kana(inHiragana(segment), start, end)
    if (!isHiraganaAlone(all)) take.word(any === 0 ? stemOf(segment) : segment, start, end)
  }
  if (take.gram) cutGrams(part, take.gram)
}

function cutGrams(part: string, take: (first: number, second: number) => void): void {
  let before = -1
  let bitsBefore = 0
  for (let at = 0; at < part.length; at++) {
    const code = part.codePointAt(at) ?? 0
    if (code > 0xffff) at++
    const bits = writingOf(code)
    if (before >= 0 && (bits | bitsBefore) !== 0 && !isHiraganaAlone(bits & bitsBefore)) take(before, code)
    before = code
    bitsBefore = bits
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

const stems = new Map<string, string>()
const mostStems = 50_000

/** The same words come again and again. */
function stemOf(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  if (stems.size >= mostStems) stems.clear()
  const stem = stemmer(word)
  stems.set(word, stem)
  return stem
}
