import { findPhrase, fold, type Phrase, runsOf } from '#platform/search-text.ts'
import type { Marked } from './contract.ts'

// One written character with what belongs to it; half-width voiced kana are two characters that fold into one.
const cluster = /\P{M}[\p{M}\u{FF9E}\u{FF9F}]*|\p{M}+/gu
const snippetLength = 160
const leadIn = 40

/** A text with all places of the phrases marked, in its own characters and not in the folded ones. */
export function highlight(text: string, phrases: readonly Phrase[]): Marked {
  const { folded, origin } = foldWithOrigin(text)
  const runs = runsOf(folded)
  const marks = phrases
    .flatMap((phrase) => findPhrase(runs, phrase))
    .map(({ start, end }): [number, number] => [origin[start] ?? 0, origin[end] ?? text.length])
    .sort((a, b) => a[0] - b[0] || b[1] - a[1])
  return { text, marks: joined(marks) }
}

/** The part of a long text around its first mark, on one line. */
export function snippetOf(text: string, phrases: readonly Phrase[]): Marked {
  // Each kind of space is one character before and after, so that places stay.
  const line = text.replaceAll(/\s/g, ' ')
  const { marks } = highlight(line, phrases)
  const first = marks[0]?.[0] ?? 0
  const start = first <= leadIn ? 0 : wordStart(line, first - leadIn, first)
  const end = Math.min(line.length, start + snippetLength)
  const before = start > 0 ? '…' : ''
  const shift = before.length - start
  const inside = marks
    .filter(([from, to]) => from >= start && to <= end)
    .map(([from, to]): [number, number] => [from + shift, to + shift])
  return squeezed({
    text: before + line.slice(start, end).toWellFormed() + (end < line.length ? '…' : ''),
    marks: inside,
  })
}

function foldWithOrigin(text: string): { folded: string; origin: number[] } {
  const origin: number[] = []
  let folded = ''
  for (const match of text.matchAll(cluster)) {
    const part = fold(match[0])
    for (let at = 0; at < part.length; at++) origin.push(match.index)
    folded += part
  }
  origin.push(text.length)
  return { folded, origin }
}

function joined(marks: [number, number][]): [number, number][] {
  const result: [number, number][] = []
  for (const mark of marks) {
    const last = result.at(-1)
    if (last && mark[0] <= last[1]) last[1] = Math.max(last[1], mark[1])
    else if (mark[1] > mark[0]) result.push([...mark])
  }
  return result
}

function wordStart(line: string, wish: number, latest: number): number {
  const space = line.indexOf(' ', wish)
  return space >= 0 && space < latest ? space + 1 : wish
}

/** Runs of spaces become one; marks move along. */
function squeezed(marked: Marked): Marked {
  let text = ''
  const places: number[] = []
  for (const character of marked.text.split('')) {
    places.push(text.length)
    if (character === ' ' && (text === '' || text.endsWith(' '))) continue
    text += character
  }
  places.push(text.length)
  return { text, marks: marked.marks.map(([from, to]) => [places[from] ?? 0, places[to] ?? text.length]) }
}
