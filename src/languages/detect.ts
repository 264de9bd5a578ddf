import { countScripts } from './count-scripts.ts'
import type { Detected } from './detected.ts'
import { kanjiLean } from './kanji.ts'
import { latinSigns } from './latin-signs.ts'
import { isRomaji } from './romaji.ts'
import { usualLanguage } from './usual-words.ts'
import { wordsModel } from './words-model.ts'

// A thousand characters tell a language as surely as a million.
const longest = 1_000
const longestForWords = 500

/**
 * The language of a text as a person wrote it: quotes, addresses, numbers and codes say nothing.
 * Scripts decide first. Kanji alone are Japanese or Chinese by their forms, and if those say nothing by
 * what is expected (the customer's history, then the brand).
 */
export function detectLanguage(text: string, expected?: string): Detected {
  const sample = ownWords(text)
  const { letters, kana, hiragana, han, hangul } = countScripts(sample)
  if (letters === 0) return { code: expected ?? 'und', confidence: 0 }
  // One such character says as much as two or three letters do: a name in kana does not make an English mail Japanese.
  const others = letters - kana - han - hangul
  const sure = (share: number) => Math.min(0.99, 0.6 + share * 0.4)
  if (hangul * 2.5 > others && hangul >= han + kana) return { code: 'ko', confidence: sure(hangul / letters) }
  // Names of goods stay as they are in a Japanese sentence; its particles and endings are hiragana, and tell more than a letter does.
  if ((han + kana + hiragana) * 2.5 > others) return eastAsian(sample, { kana, han, letters }, expected)
  return byWords(sample.slice(0, longestForWords), expected)
}

/** What the writer wrote: without quoted lines, addresses, order numbers and the like. */
function ownWords(text: string): string {
  return text
    .slice(0, longest * 2)
    .normalize('NFKC')
    .replaceAll(/^\s*[>|].*$/gm, ' ')
    .replaceAll(/\b(?:https?:\/\/|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[@#]\w+|&\w+;/gu, ' ')
    .replaceAll(/\b(?=[A-Za-z-]*\d)[A-Za-z\d][A-Za-z\d-]*\b/g, ' ')
    .slice(0, longest)
}

function eastAsian(
  sample: string,
  { kana, han, letters }: { kana: number; han: number; letters: number },
  expected: string | undefined,
): Detected {
  const lean = kanjiLean(sample)
  // Chinese decorates with a の; Japanese has kana all over.
  if (kana > 0 && !(lean < 0 && -lean > kana))
    return { code: 'ja', confidence: Math.min(0.99, 0.8 + kana / letters) }
  if (lean !== 0)
    return { code: lean > 0 ? 'ja' : 'zh', confidence: Math.min(0.97, 0.75 + Math.abs(lean) / (han + 4)) }
  const code = expected === 'ja' ? 'ja' : 'zh'
  return { code, confidence: expected === 'ja' || expected === 'zh' ? 0.75 : 0.55 }
}

// Languages in which shops' customers mostly write: a word or two is sooner theirs than of the fifty others.
const likely: Record<string, number> = { en: 1, es: 1, fr: 1, de: 1, pt: 0.7, it: 0.6, nl: 0.5 }

// From here on the n-grams need no help.
const enoughLetters = 250

function byWords(sample: string, expected: string | undefined): Detected {
  if (isRomaji(sample)) return { code: 'ja', confidence: 0.8 }
  const usual = usualLanguage(sample, expected)
  if (usual) return usual
  const result = wordsModel().detect(sample)
  const { letters: length, latin } = countScripts(sample)
  // What is known beforehand counts for less the more there is to read.
  const shortness = 1 / (1 + length / 14)
  // And it is soon outweighed: a sentence of five words needs no guess at who sooner writes to a shop.
  const guess = 1 / (1 + (length / 14) ** 2)
  const signs = length > enoughLetters ? {} : latinSigns(sample)
  const isLatin = latin > length / 2
  const scores = Object.entries({ ...(isLatin ? { en: 0, es: 0, fr: 0, de: 0 } : {}), ...result.getScores() })
    .map(([code, score]) => ({
      code,
      score:
        score +
        guess * ((likely[code] ?? 0) + (code === expected ? 0.03 : 0)) +
        (signs[code] ?? 0) * shortness,
    }))
    .sort((a, b) => b.score - a.score)
  const [best, next] = scores
  if (!best || best.score <= 0) return { code: expected ?? 'und', confidence: 0 }
  const lead = best.score - (next?.score ?? 0)
  const confidence = Math.min(0.99, 0.45 + lead * 2 + Math.min(0.35, length / 200))
  return { code: best.code, confidence }
}
