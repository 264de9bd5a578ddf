import { fold } from '#platform/search-text.ts'

/** Folded text; `places`: where each of its characters came from, and where the text ended. Without places they stand where they stood. */
export type Folded = { folded: string; places: readonly number[] | undefined }

// Characters that become one character each, whatever stands beside them: ASCII, kana, the common kanji, full-width letters.
// oxlint-disable-next-line no-control-regex
const keepsPlaces = /^[\x00-\x7f\u3000-\u3029\u3030-\u3096\u30a1-\u30fe\u4e00-\u9fff\uff01-\uff5e]*$/

/** Folding changes lengths (㈱ becomes three characters), so each character remembers where it came from. */
export function foldWithPlaces(text: string): Folded {
  if (keepsPlaces.test(text)) return { folded: fold(text), places: undefined }
  let folded = ''
  const places: number[] = []
  // A mark belongs to what it stands on: half-width ｶﾞ is one character when folded.
  for (const { 0: cluster, index } of text.matchAll(/[^\p{M}ﾞﾟ][\p{M}ﾞﾟ]*|[\p{M}ﾞﾟ]/gsu)) {
    const one = fold(cluster)
    for (let at = 0; at < one.length; at++) places.push(index)
    folded += one
  }
  places.push(text.length)
  return { folded, places }
}
