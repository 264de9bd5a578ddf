import type { Mark } from '../html/html-quotes.ts'

/** One line of what a mail's HTML shows, and whether a mail program marked it as quoted or as a signature. */
export type PlainLine = {
  text: string
  depth: number
  mark: Mark | null
  /** In a blockquote that may as well be an indent: nothing says that it quotes. */
  isIndent: boolean
}

/** Builds lines from pieces of text and breaks, as a browser would lay them out. */
export type LineBuilder = ReturnType<typeof lineBuilder>

export function lineBuilder() {
  const lines: PlainLine[] = []
  // Pieces, not one growing string: asking for its last character would copy it each time.
  let pieces: string[] = []
  let endsBlank = true
  let wantsGap = false
  const place = { depth: 0, indents: 0, mark: null as Mark | null, pre: 0 }

  const push = (text: string): void => {
    lines.push({
      text,
      depth: place.depth,
      mark: place.mark,
      isIndent: place.depth > 0 && place.depth === place.indents,
    })
  }
  const breakLine = (force = false): void => {
    const text = pieces.join('')
    if (force || text.trim()) push(text)
    pieces = []
    endsBlank = true
  }
  const gap = (): void => {
    if (lines.length && lines[lines.length - 1]?.text !== '') push('')
    wantsGap = false
  }
  const add = (piece: string): void => {
    if (!piece) return
    pieces.push(piece)
    endsBlank = piece.endsWith(' ')
  }
  return {
    place,
    breakLine,
    /** The next words stand a blank line below. */
    gapBefore: (): void => void (wantsGap = true),
    rule: (): void => push('________________________________'),
    mark: (): number => pieces.length,
    since: (mark: number): string => pieces.slice(mark).join(''),
    /** Adds words as they are (a list's dash, a cell's gap). */
    add: (piece: string): void => {
      if (wantsGap && !pieces.length) gap()
      if (piece !== ' ' || !endsBlank) add(piece)
    },
    text: (raw: string): void => {
      if (wantsGap && !pieces.length && raw.trim()) gap()
      if (!place.pre) {
        const collapsed = raw.replace(/[\t\n\r\f ]+/g, ' ')
        add(endsBlank && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed)
        return
      }
      const [first = '', ...rest] = raw.replace(/\r\n?/g, '\n').split('\n')
      add(first)
      for (const line of rest) {
        breakLine(true)
        add(line)
      }
    },
    lines: (): PlainLine[] => {
      breakLine()
      return tidy(lines)
    },
  }
}

/** Without invisible characters, and with at most two blank lines in a row. */
function tidy(lines: PlainLine[]): PlainLine[] {
  const kept: PlainLine[] = []
  let blanks = 0
  for (const line of lines) {
    const text = line.text
      .replace(/\u00a0/g, ' ')
      .replace(/\u200b|\ufeff|\u00ad|\u034f/g, '')
      .trimEnd()
    blanks = text === '' ? blanks + 1 : 0
    if (blanks <= 2) kept.push({ ...line, text })
  }
  return kept
}
