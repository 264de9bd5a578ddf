import { decoderFor } from './decoders.ts'

const sampleLength = 6000
let everyday: Set<number> | null = null

/**
 * How much a decoded text looks like writing, per character outside ASCII: kana, common kanji and letters raise it;
 * control characters, private-use and rare characters, lonely half-width kana lower it. Below zero is rubbish.
 */
export function plausibility(text: string): number {
  const common = everyday ?? (everyday = everydayKanji())
  let score = 0
  let counted = 0
  let sampled = 0
  for (const character of text) {
    if ((sampled += 1) > sampleLength) break
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) {
      if (code < 0x20 && code !== 9 && code !== 10 && code !== 13 && code !== 12) score -= 3
      continue
    }
    counted += 1
    score += worth(code, common)
  }
  return counted ? score / counted : 0
}

/** The share of characters outside ASCII that are kana, Japanese punctuation or common kanji, and how many kana. */
export function japaneseShare(text: string): { share: number; kana: number } {
  const common = everyday ?? (everyday = everydayKanji())
  let kana = 0
  let japanese = 0
  let counted = 0
  for (const character of text.slice(0, sampleLength)) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) continue
    counted += 1
    if (code >= 0x3041 && code <= 0x30fe) kana += 1
    if ((code >= 0x3000 && code <= 0x30fe) || (code >= 0xff01 && code <= 0xff5e) || common.has(code))
      japanese += 1
  }
  return { share: counted ? japanese / counted : 0, kana }
}

function worth(code: number, common: Set<number>): number {
  if (code === 0xfffd) return -20
  if (code < 0xa0) return -8
  if (code >= 0x3041 && code <= 0x30fe) return 3
  if (code >= 0x3000 && code <= 0x3020) return 2
  if (code >= 0xff01 && code <= 0xff5e) return 2
  if (code >= 0xff61 && code <= 0xff9f) return 0.2
  if (code >= 0x4e00 && code <= 0x9fff) return common.has(code) ? 1.5 : -0.5
  if (code >= 0xe000 && code <= 0xf8ff) return -6
  if (code >= 0xac00 && code <= 0xd7a3) return 1.2
  if (code >= 0x2010 && code <= 0x2027) return 1
  if (code >= 0x1f000) return 1
  if (code >= 0xc0 && code <= 0x24f) return 1
  if (code >= 0x370 && code <= 0x6ff) return 1
  return 0
}

/** JIS X 0208 level 1 and GB 2312 level 1: what is written every day in Japan and China. */
function everydayKanji(): Set<number> {
  const kanji = new Set<number>()
  for (const [charset, last] of [
    ['euc-jp', 0xcf],
    ['gb18030', 0xd7],
  ] as const) {
    const bytes: number[] = []
    for (let row = 0xb0; row <= last; row += 1)
      for (let cell = 0xa1; cell <= 0xfe; cell += 1) bytes.push(row, cell)
    for (const character of decoderFor(charset).decode(Uint8Array.from(bytes)))
      kanji.add(character.codePointAt(0) ?? 0)
  }
  kanji.delete(0xfffd)
  return kanji
}
