import { findQuotes } from './find-quotes.ts'
import { findSignature } from './signatures.ts'
import type { PlainLine } from '../html/html-to-plain.ts'

/** A stretch that is not shown at first, but is there to be opened. */
export type Folded = { kind: 'quote' | 'signature'; text: string }

/** What a customer wrote, and what was folded away, in the order in which it stands in the mail. */
export type Visible = { visible: string; folded: Folded[] }

/** Separates a mail's own words from quotes and signature. When in doubt, words stay visible. */
export function visibleText(text: string, isForward = false): Visible {
  return visibleLines(
    text.split('\n').map((line) => ({ text: withoutTrail(line), depth: 0, mark: null, isIndent: false })),
    isForward,
  )
}

/** Most lines end in a letter, and need no pattern. */
function withoutTrail(line: string): string {
  return ' \t\r'.includes(line.at(-1) ?? 'x') ? line.replace(/[ \t\r]+$/, '') : line
}

/** The same for lines of which a mail program's marks are known. */
export function visibleLines(lines: PlainLine[], isForward = false): Visible {
  const { kinds, forwardAt } = findQuotes(lines, isForward)
  findSignature(lines, kinds, forwardAt)
  if (!lines.some((line, at) => kinds[at] === null && line.text.trim())) {
    // A mail of nothing but a quote or signature is shown as it is: there is nothing else to read.
    return { visible: join(lines), folded: [] }
  }
  const folded: Folded[] = []
  const shown: PlainLine[] = []
  for (let at = 0; at < lines.length; ) {
    const kind = kinds[at] ?? null
    let end = at
    while (end < lines.length && (kinds[end] ?? null) === kind) end += 1
    const stretch = lines.slice(at, end)
    if (kind === null) for (const line of stretch) shown.push(line)
    else {
      if (join(stretch)) folded.push({ kind, text: join(stretch) })
      while (shown.length && !shown.at(-1)?.text.trim() && !lines[end]?.text.trim()) shown.pop()
    }
    at = end
  }
  return { visible: join(shown), folded }
}

function join(lines: PlainLine[]): string {
  return lines
    .map(({ text, depth, isIndent }) =>
      depth && !isIndent ? `${'>'.repeat(depth)} ${text}`.trimEnd() : text,
    )
    .join('\n')
    .replace(/\n{4,}/g, '\n\n\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
}
