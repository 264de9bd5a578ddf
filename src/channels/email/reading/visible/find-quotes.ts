import { bareLines, quoteHeaderAt } from './quote-headers.ts'
import type { PlainLine } from '../html/html-to-plain.ts'

type Kind = 'quote' | 'signature' | null

const quoted = /^\s{0,3}(?:>|＞|&gt;)/
/** Own words are shorter than this; further down nothing is looked for, and everything stays visible. */
const mostLines = 3000
const rule = /^[\s　]{0,8}[-_=*—–━─]{3,200}[\s　]{0,8}$/

/** Says of each line whether it is quoted. Answers between quoted lines stay; a forward stays, as it is the message. */
export function findQuotes(lines: PlainLine[], isForward = false): { kinds: Kind[]; forwardAt: number } {
  const texts = lines.map((line) => line.text)
  const bare = bareLines(texts)
  const kinds: Kind[] = lines.map((line) =>
    isQuoted(line) ? 'quote' : line.mark === 'signature' ? 'signature' : null,
  )
  let forwardAt = lines.length
  for (let at = 0; at < Math.min(lines.length, mostLines); at += 1) {
    if (kinds[at] === 'quote' && lines[at]?.mark !== 'quote') continue
    const header = quoteHeaderAt(bare, at)
    if (!header) continue
    if (header.kind === 'forward') {
      for (let index = at; index < lines.length; index += 1) kinds[index] = null
      forwardAt = at
      break
    }
    const after = at + header.length
    if (isPrefixedBelow(lines, kinds, after)) {
      mark(kinds, startOfHeader(texts, kinds, at), after)
      at = after - 1
      continue
    }
    if (isForward || !hasWordsBefore(lines, kinds, at) || pointsBelow(texts.slice(0, at).join('\n'))) {
      if (header.kind === 'attribution') at = after - 1
      continue
    }
    mark(kinds, startOfHeader(texts, kinds, at), lines.length)
    break
  }
  showLonelyMark(lines, kinds)
  if (kinds.some((kind) => kind === 'quote')) fillGaps(lines, kinds)
  return { kinds, forwardAt }
}

function isQuoted(line: PlainLine): boolean {
  return line.mark === 'quote' || (line.depth > 0 && !line.isIndent) || quoted.test(line.text)
}

/** One line beginning with ">" in a whole mail, under no header, is punctuation. */
function showLonelyMark(lines: PlainLine[], kinds: Kind[]): void {
  const marked = kinds.flatMap((kind, at) => (kind === 'quote' ? [at] : []))
  const [only] = marked
  if (marked.length !== 1 || only === undefined) return
  const line = lines[only]
  if (line && line.mark === null && line.depth === 0) kinds[only] = null
}

/** Whether what follows a header is marked as quoted line by line, so that unmarked lines are answers. */
function isPrefixedBelow(lines: PlainLine[], kinds: Kind[], from: number): boolean {
  let blanks = 0
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at]
    if (!line) break
    if (line.isIndent) return markIndent(lines, kinds, at)
    if (kinds[at] === 'quote')
      return (
        line.mark !== 'quote' ||
        lines.slice(at).some((later) => later.mark === null && later.text.trim() !== '')
      )
    if (line.text.trim()) return false
    if ((blanks += 1) > 3) return false
  }
  return false
}

/** A blockquote that says nothing about itself is a quotation when a header introduces it. */
function markIndent(lines: PlainLine[], kinds: Kind[], from: number): boolean {
  for (let at = from; lines[at]?.isIndent || (lines[at] && !lines[at]?.text.trim()); at += 1)
    kinds[at] = 'quote'
  return true
}

function hasWordsBefore(lines: PlainLine[], kinds: Kind[], at: number): boolean {
  return lines.slice(0, at).some((line, index) => kinds[index] === null && /[\p{L}\p{N}]/u.test(line.text))
}

/** "See my answers inline": then what looks like one quotation holds the customer's words. */
function pointsBelow(words: string): boolean {
  return /インラインで|(?:赤|青|緑|太)(?:字|文字)(?:で|にて)|(?:本文|文)中に(?:て)?(?:回答|返信|記載|記入)|\binline\b|\bin-line\b|(?:answers?|comments?|repl(?:y|ies)|responses?) (?:are )?(?:in ?line|below|in (?:red|blue|bold|green))|\bin (?:red|blue|green) below/i.test(
    words,
  )
}

/** A rule and blank lines above a header belong to it. */
function startOfHeader(texts: string[], kinds: Kind[], at: number): number {
  let start = at
  while (
    start > 0 &&
    kinds[start - 1] === null &&
    (!texts[start - 1]?.trim() || rule.test(texts[start - 1] ?? ''))
  )
    start -= 1
  return start
}

function mark(kinds: Kind[], from: number, to: number): void {
  for (let at = from; at < to; at += 1) if (kinds[at] !== 'signature') kinds[at] = 'quote'
}

/** Blank lines between two quoted ones, and lines which a mail program wrapped out of a quotation, belong to it. */
function fillGaps(lines: PlainLine[], kinds: Kind[]): void {
  for (let at = 1; at < kinds.length; at += 1) {
    if (kinds[at - 1] !== 'quote' || kinds[at] !== null) continue
    if (lines[at]?.text.trim()) {
      if (kinds[at + 1] === 'quote' && isTorn(lines[at - 1]?.text ?? '', lines[at]?.text ?? ''))
        kinds[at] = 'quote'
      continue
    }
    let end = at
    while (end < kinds.length && kinds[end] === null && !lines[end]?.text.trim()) end += 1
    if (end === kinds.length || kinds[end] === 'quote') mark(kinds, at, end)
    at = end
  }
}

/** The rest of a quoted line that was torn off without repeating the mark: by a relay that wraps, or at a link. */
function isTorn(above: string, line: string): boolean {
  if (line.length > 500) return false
  const isWrapped = above.length >= 70 && line.length < 76 && /^[\p{Ll}_(&=]/u.test(line)
  const isEndOfLink = /\(https?:\/\/[^\s()]*$/.test(above) && /^\S+\)$/.test(line)
  return isWrapped || isEndOfLink || /^\s?\(https?:\/\/[^\s()]+\)\s*>$/.test(line)
}
