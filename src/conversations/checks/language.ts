import { detectLanguage } from '#languages/detect.ts'

// Under this a name or a product in the other script weighs too much.
const fewest = { wide: 12, narrow: 40 }
const surely = 0.8
const wideLetters = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu

/**
 * The language of a text where it surely is not the customer's: short texts are not judged, one part in the customer's language is enough
 * (both were sent), and who writes in a third language may be answered in English.
 */
export function otherLanguage(own: string, customers: string | null): string | undefined {
  if (customers === null) return undefined
  const accepted = customers === 'ja' ? ['ja'] : [customers, 'en']
  const whole = languageOf(own)
  if (whole === undefined || accepted.includes(whole)) return undefined
  const parts = own.split(/\n\s*\n/u).map(languageOf)
  return parts.some((part) => part !== undefined && accepted.includes(part)) ? undefined : whole
}

function languageOf(text: string): string | undefined {
  const wide = text.match(wideLetters)?.length ?? 0
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if (wide < fewest.wide && letters - wide < fewest.narrow) return undefined
  const { code, confidence } = detectLanguage(text)
  return confidence >= surely ? code : undefined
}
