/**
 * How text becomes searchable, in PostgreSQL's tsvector and the same for every language: compatibility characters and width are
 * folded (NFKC), case is ignored; Japanese and Chinese are cut into overlapping pieces of two characters with their positions, so that
 * a phrase of pieces finds exactly the runs of characters that stand in the text; other scripts are cut into words.
 */
const runs =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]+|[\p{L}\p{N}]+(?:[\p{M}]+[\p{L}\p{N}]*)*/gu
const spaceless = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]/u

// PostgreSQL keeps positions up to 16,383 and lexemes up to 2 kB.
const lastPosition = 16_383
const longestWord = 64

export type Piece = { text: string; position: number }

export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** The pieces of a text in order. Runs are kept apart by a gap, so a phrase never crosses from one to the next. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let position = 1
  for (const [run] of fold(text).matchAll(runs)) {
    if (position > lastPosition) break
    if (!spaceless.test(run)) {
      pieces.push({ text: run.slice(0, longestWord), position })
      position += 2
      continue
    }
    const characters = [...run]
    for (let at = 0; at < characters.length; at++) {
      // The last character stands alone too, so that a search for one character can go by prefix.
      const piece = characters.slice(at, at + 2).join('')
      pieces.push({ text: piece, position: position + at })
    }
    position += characters.length + 1
  }
  return pieces
}

/** A tsvector literal of several texts, to be cast with ::tsvector. */
export function toSearchVector(...texts: string[]): string {
  const positions = new Map<string, number[]>()
  for (const { text, position } of piecesOf(texts.filter(Boolean).join('\n'))) {
    if (position > lastPosition) break
    const known = positions.get(text)
    if (!known) positions.set(text, [position])
    else if (known.length < 255) known.push(position)
  }
  return [...positions].map(([word, places]) => `${quoted(word)}:${places.join(',')}`).join(' ')
}

/** A tsquery literal that finds texts which contain every run of the question, to be cast with ::tsquery; '' finds nothing. */
export function toSearchQuery(question: string): string {
  const parts: string[] = []
  for (const [run] of fold(question).matchAll(runs)) {
    if (!spaceless.test(run)) {
      parts.push(quoted(run.slice(0, longestWord)))
      continue
    }
    const characters = [...run]
    if (characters.length === 1) parts.push(`${quoted(run)}:*`)
    else {
      const pairs = characters.slice(0, -1).map((first, at) => quoted(first + (characters[at + 1] ?? '')))
      parts.push(pairs.length === 1 ? (pairs[0] ?? '') : `(${pairs.join(' <-> ')})`)
    }
  }
  return parts.join(' & ')
}

function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
