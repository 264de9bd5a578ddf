import { Parser } from 'htmlparser2'
import { boundedHtml } from './bounded-html.ts'
import { blockquoteKind, quoteMark, type Mark } from './html-quotes.ts'
import { lineBuilder, type LineBuilder, type PlainLine } from '../visible/plain-lines.ts'

export type { PlainLine } from '../visible/plain-lines.ts'

const words = (list: string): Set<string> => new Set(list.split(' '))
const blocks = words(
  'address article aside blockquote body center dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul o:p',
)
const spaced = words('p h1 h2 h3 h4 h5 h6 ul ol dl table pre')
const silent = words('script style head title template noscript xml svg object select textarea')
const voids = words('br hr img input meta link area base col embed source wbr')

type Attributes = Record<string, string>
type Entry = {
  name: string
  mark: Mark | null
  quotes: 'quote' | 'own' | 'either' | null
  isSilent: boolean
  isPre: boolean
  isSpaced: boolean
  href: string | null
  from: number
}

/** HTML as plain text, blockquotes as "> ". */
export function htmlToPlain(html: string): string {
  return htmlToLines(html)
    .map(({ text, depth }) => (depth ? `${'>'.repeat(depth)} ${text}`.trimEnd() : text))
    .join('\n')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim()
}

/** The lines of HTML with the marks which mail programs leave in it, read in one pass without a tree. */
export function htmlToLines(html: string): PlainLine[] {
  const builder = lineBuilder()
  const stack: Entry[] = []
  const state = { silent: 0, lists: 0, marks: [] as (Mark | null)[] }
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const entry = open(name, attributes, builder, state)
        if (!voids.has(name)) stack.push(entry)
      },
      ontext: (text) => {
        if (!state.silent) builder.text(text)
      },
      onclosetag: (name) => {
        if (voids.has(name)) return
        const index = stack.findLastIndex((entry) => entry.name === name)
        while (index >= 0 && stack.length > index) {
          const entry = stack.pop()
          if (entry) close(entry, builder, state)
        }
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.write(boundedHtml(html))
  parser.end()
  for (const entry of stack.toReversed()) close(entry, builder, state)
  return builder.lines()
}

type State = { silent: number; lists: number; marks: (Mark | null)[] }

function open(name: string, attributes: Attributes, builder: LineBuilder, state: State): Entry {
  const isSilent = silent.has(name) || isHidden(attributes)
  const isSeen = !state.silent && !isSilent
  const entry: Entry = {
    name,
    isSilent,
    mark: isSeen ? quoteMark(name, attributes) : null,
    quotes: isSeen && name === 'blockquote' ? blockquoteKind(attributes) : null,
    isPre: isSeen && (name === 'pre' || isPreformatted(attributes)),
    isSpaced: isSeen && spaced.has(name) && !isTight(attributes),
    href: name === 'a' && isSeen ? (attributes.href ?? null) : null,
    from: 0,
  }
  if (isSeen) place(name, attributes, entry, builder, state)
  if (isSilent) state.silent += 1
  entry.from = builder.mark()
  return entry
}

function place(name: string, attributes: Attributes, entry: Entry, builder: LineBuilder, state: State): void {
  if (blocks.has(name) || entry.mark) builder.breakLine()
  if (entry.isSpaced) builder.gapBefore()
  if (name === 'br') builder.breakLine(true)
  else if (name === 'hr') builder.rule()
  else if (name === 'li') builder.add(`${'  '.repeat(Math.min(8, Math.max(0, state.lists - 1)))}- `)
  else if (name === 'td' || name === 'th') builder.add(' ')
  else if (name === 'img' && attributes.alt && attributes.alt.length < 60) builder.text(attributes.alt)
  else if (name === 'ul' || name === 'ol') state.lists += 1
  if (entry.mark) {
    state.marks.push(builder.place.mark)
    if (builder.place.mark !== 'quote') builder.place.mark = entry.mark
  }
  shift(entry, builder, 1)
  if (entry.isPre) builder.place.pre += 1
}

function close(entry: Entry, builder: LineBuilder, state: State): void {
  if (entry.isSilent) state.silent -= 1
  if (entry.href && !state.silent) builder.text(linkTail(builder.since(entry.from), entry.href))
  if (blocks.has(entry.name) || entry.mark) builder.breakLine()
  if (entry.isSpaced) builder.gapBefore()
  if (entry.isPre) builder.place.pre -= 1
  shift(entry, builder, -1)
  if ((entry.name === 'ul' || entry.name === 'ol') && state.lists) state.lists -= 1
  if (entry.mark) builder.place.mark = state.marks.pop() ?? null
}

function shift({ quotes }: Entry, builder: LineBuilder, by: 1 | -1): void {
  if (quotes === 'quote' || quotes === 'either') builder.place.depth += by
  if (quotes === 'either') builder.place.indents += by
}

/** A link's address follows its words unless they say it already. */
function linkTail(shown: string, href: string): string {
  const target = href.trim()
  if (!/^https?:/i.test(target) || target.length > 300) return ''
  const said = shown.trim()
  if (!said || target.includes(said) || said.includes(target.replace(/\/$/, ''))) return ''
  return ` <${target}>`
}

function isHidden({ hidden, style }: Attributes): boolean {
  return hidden !== undefined || (style !== undefined && /display\s*:\s*none|mso-hide\s*:\s*all/i.test(style))
}

function isPreformatted({ style }: Attributes): boolean {
  return style !== undefined && /white-space\s*:\s*(pre|break-spaces)/i.test(style)
}

/** Outlook's paragraphs are lines: an empty one stands where a gap is meant. */
function isTight({ class: className, style }: Attributes): boolean {
  return (
    (className !== undefined && /\b(MsoNormal|MsoPlainText|MsoListParagraph)/i.test(className)) ||
    (style !== undefined && /margin(?:-(?:top|bottom))?\s*:\s*0(?:[^.\d]|$)/i.test(style))
  )
}
