import { stemmer } from 'stemmer'
import { fold } from '#platform/search-text.ts'

/** What a text says, cut up in three ways. How much each counts is in `index-of.ts`. */
export type Pieces = {
  /** Words: English ones by their stem, Japanese ones as they stand, without those in hiragana alone. */
  words: string[]
  /** Two neighbouring words. */
  pairs: string[]
  /** Two neighbouring characters, one of them Japanese, which find what was cut into words in another way. */
  grams: string[]
}

const run = /[\p{L}\p{N}\p{M}]+/gu
const isJapanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆〇]/u
// Particles and endings, for the greater part: measured with others' questions, they find wrong articles more often than right ones.
const isHiraganaAlone = /^[\p{Script=Hiragana}ー]+$/u
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })

// A question of a novel's length is no question; beyond this nothing is looked at.
const longestText = 200_000

/** The pieces of a text in any mixture of Japanese and English. Width, case and compatibility forms make no difference. */
export function piecesOf(text: string): Pieces {
  const words: string[] = []
  const grams: string[] = []
  for (const [part] of fold(text.slice(0, longestText)).matchAll(run)) {
    if (isJapanese.test(part)) cutJapanese(part, words, grams)
    else words.push(stemmer(part))
  }
  return { words, pairs: pairsOf(words), grams }
}

/** A number or a foreign word may stand in it, as in 「5月から」. */
function cutJapanese(part: string, words: string[], grams: string[]): void {
  for (const { segment } of segmenter.segment(part)) {
    if (isHiraganaAlone.test(segment)) continue
    words.push(isJapanese.test(segment) ? segment : stemmer(segment))
  }
  const characters = [...part]
  for (let at = 0; at + 1 < characters.length; at++) {
    const gram = `${characters[at]}${characters[at + 1]}`
    if (isJapanese.test(gram) && !isHiraganaAlone.test(gram)) grams.push(gram)
  }
}

function pairsOf(words: readonly string[]): string[] {
  return words.slice(1).map((word, at) => `${words[at]} ${word}`)
}
