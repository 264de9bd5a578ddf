import { fold } from '#platform/search-text.ts'
import type { Asked } from './asked.ts'
import { postingsOf, rarest, type TextIndex } from './index-of.ts'
import { type Cut, cutUp, piecesOf } from './pieces.ts'

/** A part of a text, word for word, and within it what the question asked for. Places are counted in the whole text. */
export type Passage = { text: string; start: number; end: number; hits: { start: number; end: number }[] }

const sentences = new Intl.Segmenter('ja', { granularity: 'sentence' })
// What is cut up for one passage; an article of a book's length is quoted from its beginning.
const longestText = 100_000
// A further sentence is quoted only when it adds enough for the reader's time.
const worthOfReading = 0.25
// Half a particle marked beside a word, or every "is" and "of", tells the reader nothing.
const hasHiragana = /\p{Script=Hiragana}/u
const isShortWord = /^[a-z]{1,4}$/
const shownFrom = 0.3
const weights = { words: 1, kana: 0.5, grams: 0.4 } as const

/**
 * The sentences of a text, one after the other and at most `longest` characters, that say most of what the question asks for; the
 * beginning when they say none of it. `index` tells which of the question's words are rare.
 */
export function passageFor(index: TextIndex, text: string, question: string | Asked, longest = 240): Passage {
  const asked = sought(index, question)
  const whole = text.slice(0, longestText)
  const telling = rarest(index) * shownFrom
  const found = [...sentences.segment(whole)]
    .flatMap(({ segment, index: at }) => blocks(segment, at))
    .map(({ start, end }) => ({ start, end, cuts: hitsIn(whole.slice(start, end), start, asked, telling) }))
  const total = [...asked.values()].reduce((sum, one) => sum + one, 0)
  let best = { start: 0, end: found[0]?.end ?? 0, value: 0 }
  for (const [at, first] of found.entries()) {
    let value = 0
    const seen = new Set<string>()
    for (const sentence of found.slice(at)) {
      if (sentence.end - first.start > longest && sentence !== first) break
      for (const { key } of sentence.cuts) {
        if (!seen.has(key)) value += asked.get(key) ?? 0
        seen.add(key)
      }
      if (sentence !== first) value -= total * worthOfReading * ((sentence.end - sentence.start) / longest)
      if (value > best.value + 1e-9) best = { start: first.start, end: sentence.end, value }
    }
  }
  return quoted(
    whole,
    best.start,
    Math.min(best.end, best.start + longest),
    found.flatMap(({ cuts }) => cuts),
  )
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

type Hit = { key: string; start: number; end: number; isShown: boolean }

const keyOf = (kind: Cut['kind'], piece: string) => `${kind} ${piece}`

/** What the question asks for and how much each tells. */
function sought(index: TextIndex, question: string | Asked): Map<string, number> {
  const all =
    typeof question === 'string'
      ? [piecesOf(question)]
      : [question.pieces, ...question.choices.flatMap((choice) => choice.map(({ pieces }) => pieces))]
  const found = new Map<string, number>()
  for (const kind of ['words', 'kana', 'grams'] as const) {
    const field = index.fields.findLast((one) => one.kind === kind)
    for (const piece of all.flatMap((pieces) => pieces[kind])) {
      const rarity = field && postingsOf(index, field, piece)?.rarity
      found.set(keyOf(kind, piece), weights[kind] * (rarity ?? rarest(index)))
    }
  }
  return found
}

const wantedLists = new WeakMap<ReadonlyMap<string, number>, string[]>()

/** The words and kana asked for, without their kinds; pairs of characters cost nothing to find. */
function wantedOf(asked: ReadonlyMap<string, number>): string[] {
  const known =
    wantedLists.get(asked) ??
    [...asked.keys()].filter((key) => !key.startsWith('grams ')).map((key) => key.slice(key.indexOf(' ') + 1))
  wantedLists.set(asked, known)
  return known
}

/** A sentence without the space around it; a line break ends one, as between the items of a list. */
function blocks(segment: string, offset: number): { start: number; end: number }[] {
  return [...segment.matchAll(/[^\n]+/g)].flatMap(({ 0: line, index }) => {
    const text = line.trim()
    const start = offset + index + line.indexOf(text)
    return text === '' ? [] : [{ start, end: start + text.length }]
  })
}

function hitsIn(
  sentence: string,
  offset: number,
  asked: ReadonlyMap<string, number>,
  telling: number,
): Hit[] {
  const { folded, places } = foldWithPlaces(sentence)
  const wanted = wantedOf(asked)
  const found: Hit[] = []
  for (const { kind, piece, start, end } of cutUp(folded, wanted)) {
    const key = keyOf(kind, piece)
    const tells = asked.get(key)
    if (tells === undefined) continue
    const isShown =
      kind === 'grams' ? !hasHiragana.test(piece) : !(isShortWord.test(piece) && tells < telling)
    found.push({
      key,
      start: offset + (places[start] ?? 0),
      end: offset + (places[end] ?? sentence.length),
      isShown,
    })
  }
  return found
}

/** Folding changes lengths (㈱ becomes three characters), so each character remembers where it came from. */
function foldWithPlaces(text: string): { folded: string; places: number[] } {
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

function quoted(whole: string, start: number, end: number, cuts: readonly Hit[]): Passage {
  const hits: { start: number; end: number }[] = []
  const shown = cuts.filter((cut) => cut.isShown && cut.start >= start && cut.end <= end)
  for (const { start: from, end: to } of shown.sort((one, other) => one.start - other.start)) {
    const last = hits.at(-1)
    if (last && from <= last.end) last.end = Math.max(last.end, to)
    else hits.push({ start: from, end: to })
  }
  return { text: whole.slice(start, end), start, end, hits }
}
