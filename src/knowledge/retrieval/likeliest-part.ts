import { foldWithPlaces } from './folding.ts'

// Cutting text into words is what a passage takes its time for, so only the likeliest part of a long article is looked into.
const part = 300

/** The part of a text in which most of the words stand, from the beginning of a sentence; the first of equals. */
export function likeliestPart(text: string, words: readonly string[]): string {
  const at = text.length > part ? bestPlace(text, words) : 0
  const found = text.slice(at, at + part)
  const begins = at === 0 ? 0 : found.search(/[。！？\n]|[.!?]\s/) + 1
  return found.slice(begins < part / 2 ? begins : 0)
}

/** Parts overlap by half, so that no sentence is cut in two in both. */
function bestPlace(text: string, words: readonly string[]): number {
  const step = part / 2
  const { folded, places } = foldWithPlaces(text)
  const held = new Uint16Array(Math.ceil(text.length / step))
  for (const word of words) {
    if (word === '') continue
    let counted = -1
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      const start = places?.[at] ?? at
      const end = places?.[at + word.length] ?? at + word.length
      const first = Math.max(counted + 1, Math.ceil((end - part) / step))
      const last = Math.floor(start / step)
      for (let place = first; place <= last; place++) held[place] = (held[place] ?? 0) + 1
      counted = Math.max(counted, last)
    }
  }
  return held.indexOf(held.reduce((most, one) => Math.max(most, one), 0)) * step
}
