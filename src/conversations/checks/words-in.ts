import { type Folded, fold } from './fold.ts'

const words = new Intl.Segmenter('ja', { granularity: 'word' })
const isKanaOnly = (word: string) => /^[\p{Script=Hiragana}ー]+$/u.test(word)
const isLetter = (sign: string | undefined) => sign !== undefined && /[\p{Script=Latin}\p{N}]/u.test(sign)

/**
 * Where a text says a word of a list, as it stands there. Latin words stand by themselves ("cure" is not in "secure"), and so do words in
 * kana alone (ばか is not in ばかり); words with kanji are found inside others.
 */
export function wordsIn<Word extends { folded: string }>(
  text: string,
  list: readonly Word[],
): { word: Word; found: string }[] {
  const folded = fold(text)
  let edges: Set<number> | undefined
  return list.flatMap((word) => {
    const needsEdges = isKanaOnly(word.folded)
    if (needsEdges) edges ??= edgesOf(text)
    const found = firstPlace(text, folded, word.folded, needsEdges ? edges : undefined)
    return found === undefined ? [] : [{ word, found }]
  })
}

function firstPlace(
  text: string,
  folded: Folded,
  word: string,
  edges: Set<number> | undefined,
): string | undefined {
  if (word === '') return undefined
  for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + 1)) {
    const end = at + word.length
    if (isLetter(word[0]) && isLetter(folded.text[at - 1])) continue
    if (isLetter(word.at(-1)) && isLetter(folded.text[end])) continue
    const from = folded.from[at] ?? 0
    const to = folded.to[end - 1] ?? text.length
    if (edges && !(edges.has(from) && edges.has(to))) continue
    return text.slice(from, to)
  }
  return undefined
}

/** Where words begin and end. */
function edgesOf(text: string): Set<number> {
  const edges = new Set([text.length])
  for (const { index } of words.segment(text)) edges.add(index)
  return edges
}
