import { fold, runsOf } from '#platform/search-text.ts'

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })
// A reason is told in the first lines; what follows is mostly quoted.
const longestText = 4_000

/**
 * What a text is known by: its words, each with the next, and the characters within them, so that a mistyped or unknown word still
 * counts. Little words stay, because "can I" and "I cannot" are different wishes.
 */
export function featuresOf(text: string): string[] {
  const words = wordsOf(fold(text.slice(0, longestText)).replaceAll(/\p{N}+/gu, '0'))
  const features: string[] = []
  for (const [at, { text: word, isSpaceless }] of words.entries()) {
    features.push(`w ${word}`, `p ${words[at - 1]?.text ?? ''} ${word}`)
    if (!isSpaceless) features.push(...parts(` ${word} `, 3, 5))
  }
  if (words.length > 0) features.push(`p ${words.at(-1)?.text} `)
  const spaceless = words.filter((word) => word.isSpaceless).map((word) => word.text)
  if (spaceless.length > 0) features.push(...parts(spaceless.join(''), 1, 3))
  return features
}

type Word = { text: string; isSpaceless: boolean }

function wordsOf(folded: string): Word[] {
  return runsOf(folded).flatMap(({ text, isSpaceless }): Word[] =>
    isSpaceless
      ? [...segmenter.segment(text)].map((cut) => ({ text: cut.segment, isSpaceless }))
      : [{ text, isSpaceless }],
  )
}

function parts(text: string, shortest: number, longest: number): string[] {
  const characters = [...text]
  const found: string[] = []
  for (let at = 0; at < characters.length; at++)
    for (let size = shortest; size <= longest && at + size <= characters.length; size++)
      found.push(`c ${characters.slice(at, at + size).join('')}`)
  return found
}
