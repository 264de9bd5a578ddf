/**
 * How text becomes searchable, the same for every language: compatibility characters and width are folded (NFKC), case is ignored.
 * Scripts written without spaces (Japanese, Chinese) are cut into overlapping pieces of two characters, others into words. The pieces
 * find candidates by index; whether a text truly holds what was asked for is then decided by `findPhrase`, by one rule: every run of
 * characters of a spaceless script must stand there as it is, every other word whole, and what is written together must stand together.
 */
const isSpaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆〇\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const isOfWord = /[\p{L}\p{N}]/u
// Sound marks that NFKC leaves alone belong to kana and go on no word.
const isMark = /[^\P{M}\u3099\u309A]/u
const isKanji = /^\p{Script=Han}$/u
const longestWord = 64

/** A word or an unbroken run of a spaceless script, with its place in the folded text. */
export type Run = { text: string; isSpaceless: boolean; start: number; end: number }

export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** The runs of a text that is already folded, in order. */
export function runsOf(folded: string): Run[] {
  const found: Run[] = []
  let at = 0
  while (at < folded.length) {
    const kind = kindAt(folded, at)
    const start = at
    if (kind !== kinds.spaceless && kind !== kinds.word) {
      at += widthAt(folded, at)
      continue
    }
    do at += widthAt(folded, at)
    while (at < folded.length && goesOn(kind, kindAt(folded, at)))
    found.push({ text: folded.slice(start, at), isSpaceless: kind === kinds.spaceless, start, end: at })
  }
  return found
}

const kinds = { unknown: 0, none: 1, spaceless: 2, word: 3, mark: 4 }

const goesOn = (kind: number, next: number) => next === kind || (kind === kinds.word && next === kinds.mark)

const isPair = (text: string, at: number) =>
  (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.codePointAt(at) ?? 0) > 0xffff
const widthAt = (text: string, at: number) => (isPair(text, at) ? 2 : 1)

// Every message is cut up, so what a character is is found out once. Characters beyond the first plane are rare and asked anew.
const known = new Uint8Array(0x1_0000)

function kindAt(text: string, at: number): number {
  if (isPair(text, at)) return kindOf(text.slice(at, at + 2))
  const code = text.charCodeAt(at)
  return known[code] || (known[code] = kindOf(text.charAt(at)))
}

function kindOf(character: string): number {
  if (isSpaceless.test(character)) return kinds.spaceless
  if (isOfWord.test(character)) return kinds.word
  return isMark.test(character) ? kinds.mark : kinds.none
}

/** A tsvector literal of several texts, to be cast with ::tsvector: every piece once, without positions. */
export function toSearchVector(...texts: string[]): string {
  return [...piecesOf(...texts)].map(quoted).join(' ')
}

/** Every piece of several texts once. */
export function piecesOf(...texts: string[]): Set<string> {
  const pieces = new Set<string>()
  for (const text of texts) {
    if (!text) continue
    for (const run of runsOf(fold(text))) {
      if (run.isSpaceless) addSpaceless(pieces, run.text)
      else pieces.add(wordPiece(run.text))
    }
  }
  return pieces
}

/** One kanji is asked for often enough to be a piece of its own; kana alone are found as beginnings of pieces, so the last stands alone. */
function addSpaceless(pieces: Set<string>, run: string): void {
  for (let at = 0; at < run.length; ) {
    const width = widthAt(run, at)
    const next = at + width
    pieces.add(next < run.length ? pairAt(run, at, next) : run.slice(at))
    if (isKanjiAt(run, at)) pieces.add(characterAt(run, at))
    at = next
  }
}

// The same pieces come again and again: the same string each time is found in a set without being read.
const mostHeld = 50_000
const pairs = new Map<number, string>()
const characters = new Map<number, string>()

function pairAt(run: string, at: number, next: number): string {
  const end = next + widthAt(run, next)
  if (end - at > 2) return run.slice(at, end)
  return held(pairs, (run.charCodeAt(at) << 16) | run.charCodeAt(next), run, at, end)
}

function characterAt(run: string, at: number): string {
  const end = at + widthAt(run, at)
  return end - at > 1 ? run.slice(at, end) : held(characters, run.charCodeAt(at), run, at, end)
}

function held(of: Map<number, string>, key: number, run: string, at: number, end: number): string {
  const known = of.get(key)
  if (known !== undefined) return known
  const piece = run.slice(at, end)
  if (of.size < mostHeld) of.set(key, piece)
  return piece
}

/** Kana and the common kanji, which is nearly everything, are told apart by their blocks. */
function isKanjiAt(run: string, at: number): boolean {
  const code = run.charCodeAt(at)
  if (code >= 0x3040 && code <= 0x30ff) return false
  return (code >= 0x4e00 && code <= 0x9fff) || isKanji.test(run.slice(at, at + widthAt(run, at)))
}

/** What is asked for together: runs that must follow one another. `isPrefix`: the last word may go on. */
export type Phrase = { runs: Run[]; isPrefix: boolean }

/** Reads what a person asked for as one phrase; undefined when it holds nothing that can be searched. */
export function toPhrase(asked: string): Phrase | undefined {
  const found = runsOf(fold(asked))
  const last = found.at(-1)
  if (!last) return undefined
  return { runs: found, isPrefix: !last.isSpaceless && /\*["”」』]?\s*$/.test(asked) }
}

/** The tsquery literal of every piece of a phrase: what holds the phrase holds these. */
export function toSearchQuery(phrase: Phrase): string {
  return phrase.runs
    .flatMap((run, at) => {
      const characters = [...run.text]
      const isOpen = phrase.isPrefix && at === phrase.runs.length - 1
      if (!run.isSpaceless)
        return isOpen ? `${quoted(run.text.slice(0, longestWord))}:*` : quoted(wordPiece(run.text))
      if (characters.length === 1) return isKanji.test(run.text) ? quoted(run.text) : `${quoted(run.text)}:*`
      return characters.slice(0, -1).map((first, index) => quoted(first + (characters[index + 1] ?? '')))
    })
    .join(' & ')
}

/** Where a phrase stands in folded text, given its runs. */
export function findPhrase(text: readonly Run[], phrase: Phrase): { start: number; end: number }[] {
  const [first, ...rest] = phrase.runs
  if (!first) return []
  const found: { start: number; end: number }[] = []
  for (let at = 0; at < text.length; at++) {
    const run = text[at]
    if (!run || run.isSpaceless !== first.isSpaceless) continue
    if (rest.length === 0) found.push(...within(run, first, phrase.isPrefix))
    else if (begins(run, first)) {
      const end = follows(text, at, rest, phrase.isPrefix)
      const start = first.isSpaceless ? run.end - first.text.length : run.start
      if (end !== undefined) found.push({ start, end })
    }
  }
  return found
}

/** All places of a single run within a run of the text. */
function within(run: Run, wanted: Run, isPrefix: boolean): { start: number; end: number }[] {
  if (!wanted.isSpaceless) {
    const isIt = isPrefix ? run.text.startsWith(wanted.text) : run.text === wanted.text
    return isIt ? [{ start: run.start, end: run.end }] : []
  }
  const found: { start: number; end: number }[] = []
  for (
    let at = run.text.indexOf(wanted.text);
    at >= 0;
    at = run.text.indexOf(wanted.text, at + wanted.text.length)
  )
    found.push({ start: run.start + at, end: run.start + at + wanted.text.length })
  return found
}

/** The first of several runs ends where its run of the text ends; the last begins where its begins; those between fill theirs. */
function begins(run: Run, wanted: Run): boolean {
  return wanted.isSpaceless ? run.text.endsWith(wanted.text) : run.text === wanted.text
}

function follows(
  text: readonly Run[],
  at: number,
  rest: readonly Run[],
  isPrefix: boolean,
): number | undefined {
  for (const [index, wanted] of rest.entries()) {
    const run = text[at + 1 + index]
    if (!run || run.isSpaceless !== wanted.isSpaceless) return undefined
    const isLast = index === rest.length - 1
    const isIt =
      isLast && (wanted.isSpaceless || isPrefix) ? run.text.startsWith(wanted.text) : run.text === wanted.text
    if (!isIt) return undefined
    if (isLast) return wanted.isSpaceless ? run.start + wanted.text.length : run.end
  }
  return undefined
}

/** Words beyond any dictionary (tokens, addresses of pages) are kept by their beginning; the text itself then decides. */
function wordPiece(word: string): string {
  return word.length > longestWord ? word.slice(0, longestWord) : word
}

/** A piece holds letters, digits and marks only, so there is nothing in it to escape. */
function quoted(piece: string): string {
  return `'${piece}'`
}
