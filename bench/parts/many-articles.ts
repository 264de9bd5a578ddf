import { diceOf } from '#answers/reasons/regression.ts'
import type { Indexed } from '#knowledge/retrieval/text-index.ts'

const length = { title: 8, text: 150, question: 10 }
const known = 30_000
const syllables = ['ka', 'ri', 'to', 'men', 'shi', 'lo', 'ber', 'an', 'qui', 'ste', 'pro', 'du', 'vel', 'ith']

/**
 * Articles of made-up words that are as common and as rare as words are (Zipf's law), half of them in Japanese: kanji in twos and
 * threes with particles between. Nothing is said; the work of finding it is the same.
 */
export function manyArticles(count: number, seed: number) {
  const dice = diceOf(seed)
  const word = (language: 'ja' | 'en') => {
    const at = Math.floor(known ** dice()) - 1
    return language === 'ja' ? kanji(at) : latin(at)
  }
  const sentence = (language: 'ja' | 'en', words: number) =>
    Array.from(
      { length: words },
      (_, at) => `${word(language)}${at % 12 === 11 ? stop(language) : between(language)}`,
    ).join('')
  const languageOf = (at: number) => (at % 2 === 0 ? 'ja' : 'en')
  const articles = Array.from({ length: count }, (_, at): Indexed => {
    const language = languageOf(at)
    return { title: sentence(language, length.title), keywords: [], text: sentence(language, length.text) }
  })
  const questions = Array.from({ length: 2_000 }, (_, at) => sentence(languageOf(at), length.question))
  return { articles, questions }
}

const between = (language: 'ja' | 'en') => (language === 'ja' ? 'の' : ' ')
const stop = (language: 'ja' | 'en') => (language === 'ja' ? 'です。' : '. ')

const kanji = (at: number) => String.fromCodePoint(0x4e00 + (at % 2_999), 0x5000 + ((at * 7) % 1_999))

function latin(at: number): string {
  let word = ''
  for (let left = at + 1; left > 0; left = Math.floor(left / syllables.length))
    word += syllables[left % syllables.length]
  return word
}
