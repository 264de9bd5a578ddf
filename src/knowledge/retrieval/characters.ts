// Every text is cut up character by character, so what a character is is found out once.
const isHan = /[\p{Script=Han}々〆〇]/u
const isHiragana = /[\p{Script=Hiragana}ー]/u
const isKatakana = /[\p{Script=Katakana}ー]/u

/** Which Japanese writing a character belongs to, as bits: the long-vowel mark ー belongs to both kana. */
export const japanese = { none: 0, hiragana: 1, katakana: 2, kana: 3, han: 4 }

const unknown = 255
const known = new Uint8Array(0x1_0000).fill(unknown)

/** The bits of one character given by its code point. */
export function writingOf(code: number): number {
  if (code > 0xffff) return found(code)
  const bits = known[code] ?? unknown
  return bits === unknown ? (known[code] = found(code)) : bits
}

function found(code: number): number {
  const character = String.fromCodePoint(code)
  return (
    (isHiragana.test(character) ? japanese.hiragana : 0) |
    (isKatakana.test(character) ? japanese.katakana : 0) |
    (isHan.test(character) ? japanese.han : 0)
  )
}

/** `any`: what some character of a text has. `all`: what each of them has. `isKana`: each is of one kana or the other. */
export function writingsOf(text: string): { any: number; all: number; isKana: boolean } {
  let any = 0
  let all = japanese.kana | japanese.han
  let isKana = true
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0
    if (code > 0xffff) at++
    const bits = writingOf(code)
    any |= bits
    all &= bits
    if ((bits & japanese.kana) === 0) isKana = false
  }
  return { any, all, isKana }
}
