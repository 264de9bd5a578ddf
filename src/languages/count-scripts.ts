/**
 * How many letters of a text belong to which script (Unicode Script property). Every
 * arriving message is counted: one pass, no copies.
 */
export type Scripts = {
  letters: number
  kana: number
  /** Those of `kana` that words of grammar are written in. */
  hiragana: number
  han: number
  hangul: number
  latin: number
}

export function countScripts(text: string): Scripts {
  const found = { letters: 0, kana: 0, hiragana: 0, han: 0, hangul: 0, latin: 0 }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x80) {
      if ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) {
        found.letters++
        found.latin++
      }
    } else if (code >= 0x4e00 && code <= 0x9fff) {
      found.letters++
      found.han++
    } else if (isPlainKana(code)) {
      found.letters++
      found.kana++
      if (code <= 0x3096) found.hiragana++
    } else {
      const character = String.fromCodePoint(text.codePointAt(at) ?? code)
      countRare(found, character)
      at += character.length - 1
    }
  }
  return found
}

// Hiragana ぁ to ゖ and katakana ァ to ヺ; marks among them are no letters.
const isPlainKana = (code: number) => (code >= 0x3041 && code <= 0x3096) || (code >= 0x30a1 && code <= 0x30fa)

function countRare(found: Scripts, character: string): void {
  if (/\p{L}/u.test(character)) found.letters++
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character)) found.kana++
  else if (/\p{Script=Han}/u.test(character)) found.han++
  else if (/\p{Script=Hangul}/u.test(character)) found.hangul++
  else if (/\p{Script=Latin}/u.test(character)) found.latin++
}
