import { eld } from 'eld/small'

export type Detected = { code: string; confidence: number }

const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu
const han = /\p{Script=Han}/gu
const hangul = /\p{Script=Hangul}/gu
const letters = /\p{L}/gu

/** The language of a text. Kanji alone says nothing of the language, so there the expectation (customer's or brand's) decides. */
export function detectLanguage(text: string, expected?: string): Detected {
  const sample = text.slice(0, 2_000)
  const total = count(sample, letters)
  if (total === 0) return { code: expected ?? 'und', confidence: 0 }
  if (count(sample, kana) / total > 0.05) return { code: 'ja', confidence: 0.99 }
  if (count(sample, hangul) / total > 0.2) return { code: 'ko', confidence: 0.99 }
  if (count(sample, han) / total > 0.3) {
    return expected === 'ja' ? { code: 'ja', confidence: 0.7 } : { code: 'zh', confidence: 0.6 }
  }
  const found = eld.detect(sample)
  if (!found.language) return { code: expected ?? 'und', confidence: 0 }
  return { code: found.language, confidence: found.isReliable() ? 0.9 : 0.5 }
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0
