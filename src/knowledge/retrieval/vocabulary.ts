import { postingsOf, type TextIndex } from './text-index.ts'

/** The words of an index, sorted, so that those with a common beginning stand together. */
export type Vocabulary = {
  words: readonly string[]
  /** By word: in how many texts it stands. */
  holding: Uint32Array
  /** By word: which letters it has, one bit for several letters. Words with very different letters are not compared. */
  letters: Uint32Array
}

type Kind = 'words' | 'kana'
// By its fields, which an index shares with itself after some texts are gone.
const known = new WeakMap<TextIndex['fields'], Map<Kind, Vocabulary>>()

export function vocabularyOf(index: TextIndex, kind: Kind): Vocabulary {
  return known.get(index.fields)?.get(kind) ?? rememberVocabulary(index, kind, read(index, kind))
}

/** For a vocabulary that came with its index from another thread. */
export function rememberVocabulary(index: TextIndex, kind: Kind, vocabulary: Vocabulary): Vocabulary {
  const kinds = known.get(index.fields) ?? new Map<Kind, Vocabulary>()
  known.set(index.fields, kinds)
  kinds.set(kind, vocabulary)
  return vocabulary
}

function read(index: TextIndex, kind: Kind): Vocabulary {
  // The last field of a kind is the whole text, which has every word of the title as well.
  const field = index.fields.findLast((one) => one.kind === kind)
  // A word of texts that are gone may still have its number.
  const words = [...(field?.numbers.keys() ?? [])]
    .filter((word) => field && postingsOf(index, field, word) !== undefined)
    .sort()
  const holding = Uint32Array.from(words, (word) => {
    const postings = field && postingsOf(index, field, word)
    return postings ? postings.to - postings.from : 0
  })
  return { words, holding, letters: Uint32Array.from(words, lettersOf) }
}

/** The words that go on from a beginning, those in most texts first. */
export function wordsFrom({ words, holding }: Vocabulary, beginning: string, most: number): string[] {
  const found: number[] = []
  for (let at = placeOf(words, beginning); words[at]?.startsWith(beginning); at++) found.push(at)
  found.sort((one, other) => (holding[other] ?? 0) - (holding[one] ?? 0) || one - other)
  return found.slice(0, most).flatMap((at) => words[at] ?? [])
}

/** Where a word stands among sorted ones, or would stand. */
function placeOf(words: readonly string[], word: string): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((words[middle] ?? '') < word) low = middle + 1
    else high = middle
  }
  return low
}

/** The words that a mistyped one may have been, with how many keys apart they are: nearest first, then those in most texts. */
export function wordsNear(
  { words, holding, letters }: Vocabulary,
  mistyped: string,
  most: number,
): { word: string; distance: number }[] {
  const farthest = mistakesIn(mistyped)
  if (farthest === 0) return []
  const wanted = lettersOf(mistyped)
  const found: { word: string; distance: number; at: number }[] = []
  for (const first of new Set([mistyped.charAt(0), mistyped.charAt(1)])) {
    for (let at = placeOf(words, first); words[at]?.startsWith(first); at++) {
      const word = words[at] ?? ''
      if (Math.abs(word.length - mistyped.length) > farthest) continue
      if (bitsIn((letters[at] ?? 0) ^ wanted) > 2 * farthest) continue
      if (!mayBe(word, mistyped)) continue
      const distance = keysApart(word, mistyped, farthest)
      if (distance <= farthest) found.push({ word, distance, at })
    }
  }
  found.sort(
    (one, other) =>
      one.distance - other.distance || (holding[other.at] ?? 0) - (holding[one.at] ?? 0) || one.at - other.at,
  )
  return found.slice(0, most)
}

const shortLatin = 5

/** How many mistakes a word of its length may hold. Short words are all near each other, and numbers are meant as they stand. */
function mistakesIn(word: string): number {
  if (word.length < 4 || word.length > 40 || /\p{N}/u.test(word)) return 0
  return word.length < 8 ? 1 : 2
}

/**
 * People rarely mistype the first letter, but to swap it with the next. In a short word of the Latin alphabet another letter makes
 * another word (kill, will), so there only what is missing, too much or swapped is forgiven.
 */
function mayBe(word: string, mistyped: string): boolean {
  if (word[0] !== mistyped[0] && !(word[0] === mistyped[1] && word[1] === mistyped[0])) return false
  if (mistyped.length > shortLatin || !/^\p{Script=Latin}/u.test(mistyped)) return true
  return word.length !== mistyped.length || [...word].sort().join('') === [...mistyped].sort().join('')
}

function lettersOf(word: string): number {
  let bits = 0
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31)
  return bits >>> 0
}

function bitsIn(value: number): number {
  let count = 0
  for (let left = value >>> 0; left !== 0; left &= left - 1) count++
  return count
}

/** Insertions, deletions, exchanges and swaps of neighbours between two words (optimal string alignment); beyond `limit` only that it is more. */
export function keysApart(one: string, other: string, limit: number): number {
  let twoAgo = new Uint8Array(other.length + 1)
  let before = Uint8Array.from({ length: other.length + 1 }, (_, at) => at)
  let now = new Uint8Array(other.length + 1)
  for (let row = 1; row <= one.length; row++) {
    now[0] = row
    let least = row
    for (let column = 1; column <= other.length; column++) {
      const cost = costAt(one, other, row, column, { twoAgo, before, now })
      now[column] = cost
      if (cost < least) least = cost
    }
    if (least > limit) return limit + 1
    ;[twoAgo, before, now] = [before, now, twoAgo]
  }
  return before[other.length] ?? 0
}

type Rows = { twoAgo: Uint8Array; before: Uint8Array; now: Uint8Array }

function costAt(one: string, other: string, row: number, column: number, rows: Rows): number {
  const letter = one.charCodeAt(row - 1)
  const otherLetter = other.charCodeAt(column - 1)
  const exchanged = (rows.before[column - 1] ?? 0) + (letter === otherLetter ? 0 : 1)
  const cost = Math.min((rows.before[column] ?? 0) + 1, (rows.now[column - 1] ?? 0) + 1, exchanged)
  const isSwapped =
    row > 1 &&
    column > 1 &&
    letter === other.charCodeAt(column - 2) &&
    one.charCodeAt(row - 2) === otherLetter
  return isSwapped ? Math.min(cost, (rows.twoAgo[column - 2] ?? 0) + 1) : cost
}
