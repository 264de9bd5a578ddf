/** A text as words are looked for in it, and where each of its characters stood in the original. */
export type Folded = { text: string; from: number[]; to: number[] }

// A mark belongs to the letter before it: ｶ and ﾞ are ガ together.
const cluster = /[\s\S][\u3099\u309A\uFF9E\uFF9F\p{M}]*/gu
// Zero-width characters and soft hyphens are not seen, so they hide nothing.
const unseen = /[\u00AD\u200B-\u200D\u2060\uFEFF]/gu

/**
 * Widths, capitals and the two kana make no difference: ｾﾞｯﾀｲ is ぜったい. Any run of white space is one space, since lines are broken
 * anywhere.
 */
export function fold(original: string): Folded {
  let text = ''
  const from: number[] = []
  const to: number[] = []
  for (const { 0: piece, index } of original.matchAll(cluster)) {
    for (const sign of foldedPiece(piece)) {
      const end = index + piece.length
      if (sign === ' ' && text.endsWith(' ')) {
        to[to.length - 1] = end
        continue
      }
      text += sign
      for (let unit = 0; unit < sign.length; unit++) {
        from.push(index)
        to.push(end)
      }
    }
  }
  return { text, from, to }
}

/** A word as it is compared. */
export const foldedWord = (word: string) => fold(word).text.trim()

function foldedPiece(piece: string): string {
  return piece
    .normalize('NFKC')
    .replaceAll(unseen, '')
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(/\s/gu, ' ')
    .replaceAll(/[ァ-ヶヽヾ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
}
