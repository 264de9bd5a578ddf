import type { Asked } from './asked.ts'
import { foldWithPlaces } from './folding.ts'
import { cutUp, piecesOf } from './pieces.ts'
import { postingsOf, rarest, type TextIndex } from './text-index.ts'

/** A part of a text, word for word, and within it what the question asked for. Places are counted in the whole text. */
export type Passage = { text: string; start: number; end: number; hits: { start: number; end: number }[] }

const sentences = new Intl.Segmenter('ja', { granularity: 'sentence' })
// What is cut up for one passage; an article of a book's length is quoted from its beginning.
const longestText = 100_000
// A further sentence is quoted only when it adds enough for the reader's time.
const worthOfReading = 0.25
const sentenceEnd = /[.!?。！？…」）)]$/u
// Half a particle marked beside a word, or every "is" and "of", tells the reader nothing.
const hasHiragana = /\p{Script=Hiragana}/u
const isShortWord = /^[a-z]{1,4}$/
const shownFrom = 0.3
const weights = { words: 1, kana: 0.5, grams: 0.4 } as const

/**
 * The sentences of a text, one after the other and at most `longest` characters, that say most of what the question asks for; the
 * beginning when they say none of it. `index` tells which of the question's words are rare.
 */
export const passageFor = (
  index: TextIndex,
  text: string,
  question: string | Asked,
  longest = 240,
): Passage => passagesFor(index, question, longest)(text)

/** The same for several texts. */
export function passagesFor(
  index: TextIndex,
  question: string | Asked,
  longest: number,
): (text: string) => Passage {
  const sought = soughtBy(index, question)
  return (text) => quotedFrom(text.slice(0, longestText), sought, longest)
}

function quotedFrom(whole: string, sought: Sought, longest: number): Passage {
  const found: Sentence[] = []
  for (const { segment, index: at } of sentences.segment(whole))
    for (const { start, end } of blocks(segment, at))
      found.push({ start, end, hits: hitsIn(whole.slice(start, end), start, sought) })
  const isHeading = headingsOf(whole, found)
  let best = { start: 0, end: found[0]?.end ?? 0, value: 0 }
  for (const [at, first] of found.entries()) {
    let value = 0
    const seen = new Set<One>()
    for (let next = at; next < found.length; next++) {
      const sentence = found[next] ?? first
      if (sentence.end - first.start > longest && next !== at) break
      for (const { one } of sentence.hits) {
        if (!seen.has(one)) value += one.tells
        seen.add(one)
      }
      if (next !== at) value -= sought.total * worthOfReading * ((sentence.end - sentence.start) / longest)
      // What a heading announces is not said yet.
      if (value > best.value + 1e-9 && !isHeading(next))
        best = { start: first.start, end: sentence.end, value }
    }
  }
  const hits = found.flatMap((sentence) => sentence.hits)
  return quoted(whole, best.start, Math.min(best.end, best.start + longest), hits)
}

/** Which of the sentences is a heading: it ends like none, after one that does, and something follows it. */
function headingsOf(whole: string, found: readonly Sentence[]): (at: number) => boolean {
  const isEnded = (one: Sentence | undefined) =>
    one !== undefined && sentenceEnd.test(whole.slice(one.start, one.end))
  return (at) => at + 1 < found.length && isEnded(found[at - 1]) && !isEnded(found[at])
}

/** The same in parts, for showing: those that were asked for and those between. */
export function partsOf({ text, start, hits }: Passage): { text: string; isHit: boolean }[] {
  const parts: { text: string; isHit: boolean }[] = []
  let done = 0
  for (const hit of hits) {
    parts.push({ text: text.slice(done, hit.start - start), isHit: false })
    parts.push({ text: text.slice(hit.start - start, hit.end - start), isHit: true })
    done = hit.end - start
  }
  parts.push({ text: text.slice(done), isHit: false })
  return parts.filter((part) => part.text !== '')
}

/** One of the pieces asked for, and how much it tells. */
type One = { tells: number; isShown: boolean }
type Hit = { one: One; start: number; end: number }
type Sentence = { start: number; end: number; hits: Hit[] }

/** What the question asks for, and all that it tells together. */
type Sought = {
  words: Map<string, One>
  kana: Map<string, One>
  grams: Map<string, One>
  /** The words and kana: pairs of characters cost nothing to find. */
  wanted: string[]
  total: number
}

function soughtBy(index: TextIndex, question: string | Asked): Sought {
  const all =
    typeof question === 'string'
      ? [piecesOf(question)]
      : [question.pieces, ...question.choices.flatMap((choice) => choice.map(({ pieces }) => pieces))]
  const telling = rarest(index) * shownFrom
  const soughtOf = (kind: keyof typeof weights) => {
    const found = new Map<string, One>()
    const field = index.fields.findLast((one) => one.kind === kind)
    for (const piece of all.flatMap((pieces) => pieces[kind])) {
      if (found.has(piece)) continue
      const rarity = field && postingsOf(index, field, piece)?.rarity
      const tells = weights[kind] * (rarity ?? rarest(index))
      const isLittle = kind === 'grams' ? hasHiragana.test(piece) : isShortWord.test(piece) && tells < telling
      found.set(piece, { tells, isShown: !isLittle })
    }
    return found
  }
  const pieces = { words: soughtOf('words'), kana: soughtOf('kana'), grams: soughtOf('grams') }
  const ones = Object.values(pieces).flatMap((found) => [...found.values()])
  return {
    ...pieces,
    wanted: [...new Set([...pieces.words.keys(), ...pieces.kana.keys()])],
    total: ones.reduce((sum, { tells }) => sum + tells, 0),
  }
}

/** A sentence without the space around it; a line break ends one, as between the items of a list. */
function blocks(segment: string, offset: number): { start: number; end: number }[] {
  return [...segment.matchAll(/[^\n]+/g)].flatMap(({ 0: line, index }) => {
    const text = line.trim()
    const start = offset + index + line.indexOf(text)
    return text === '' ? [] : [{ start, end: start + text.length }]
  })
}

function hitsIn(sentence: string, offset: number, { words, kana, grams, wanted }: Sought): Hit[] {
  const { folded, places } = foldWithPlaces(sentence)
  const found: Hit[] = []
  const add = (one: One | undefined, start: number, end: number) => {
    if (!one) return
    const from = places ? (places[start] ?? 0) : start
    const to = places ? (places[end] ?? sentence.length) : end
    found.push({ one, start: offset + from, end: offset + to })
  }
  cutUp(
    folded,
    {
      word: (piece, start, end) => add(words.get(piece), start, end),
      kana: (piece, start, end) => add(kana.get(piece), start, end),
    },
    wanted,
  )
  for (const [gram, one] of grams)
    for (let at = folded.indexOf(gram); at >= 0; at = folded.indexOf(gram, at + 1))
      add(one, at, at + gram.length)
  return found
}

function quoted(whole: string, start: number, end: number, all: readonly Hit[]): Passage {
  const hits: { start: number; end: number }[] = []
  const shown = all.filter((hit) => hit.one.isShown && hit.start >= start && hit.end <= end)
  for (const { start: from, end: to } of shown.sort((one, other) => one.start - other.start)) {
    const last = hits.at(-1)
    if (last && from <= last.end) last.end = Math.max(last.end, to)
    else hits.push({ start: from, end: to })
  }
  return { text: whole.slice(start, end), start, end, hits }
}
