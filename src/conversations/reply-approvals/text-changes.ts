import { difference } from '#platform/difference.ts'

export type TextChange = { kind: 'same' | 'added' | 'removed'; text: string }

const words = new Intl.Segmenter('ja', { granularity: 'word' })
const wordsOf = (text: string) => [...words.segment(text)].map(({ segment }) => segment)

/** What was put into a text and taken out of it, word by word; put together again without what was added it is the first, without what was removed the second. */
export function changesBetween(from: string, to: string): TextChange[] {
  const changes: TextChange[] = []
  for (const { kind, item } of difference(wordsOf(from), wordsOf(to), (a, b) => a === b)) {
    const last = changes.at(-1)
    if (last?.kind === kind) last.text += item
    else changes.push({ kind, text: item })
  }
  return changes
}
