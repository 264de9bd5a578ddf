import { Parser } from 'htmlparser2'
import { isOwnBlockquote, quoteMark, type Mark } from './html-quotes.ts'

/** One line of what a mail's HTML shows, and whether a mail program marked it as quoted or as a signature. */
export type PlainLine = { text: string; depth: number; mark: Mark | null }

const blocks = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'center',
  'dd',
  'div',
  'dl',
  'dt',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'li',
  'main',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'table',
  'tbody',
  'tfoot',
  'thead',
  'tr',
  'ul',
  'o:p',
])
const spaced = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'dl', 'table', 'pre'])
const silent = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'noscript',
  'xml',
  'svg',
  'object',
  'select',
  'textarea',
])
const voids = new Set([
  'br',
  'hr',
  'img',
  'input',
  'meta',
  'link',
  'area',
  'base',
  'col',
  'embed',
  'source',
  'wbr',
])
const longestHtml = 5_000_000

type Entry = {
  name: string
  mark: Mark | null
  quotes: boolean
  silent: boolean
  pre: boolean
  href: string | null
  from: number
}

/** HTML as plain text, blockquotes as "> ". */
export function htmlToPlain(html: string): string {
  return htmlToLines(html)
    .map(({ text, depth }) => (depth ? `${'>'.repeat(depth)} ${text}`.trimEnd() : text))
    .join('\n')
    .trim()
}

/** The lines of HTML with the marks which mail programs leave in it, read in one pass without a tree. */
export function htmlToLines(html: string): PlainLine[] {
  const lines: PlainLine[] = []
  const stack: Entry[] = []
  const open = {
    text: '',
    depth: 0,
    mark: null as Mark | null,
    silent: 0,
    pre: 0,
    pendingBlank: false,
    listDepth: 0,
  }
  const endings: (Mark | null)[] = []

  const breakLine = (force: boolean): void => {
    const text = open.pre ? open.text : open.text.trimEnd()
    if (text.trim() || force) lines.push({ text, depth: open.depth, mark: open.mark })
    open.text = ''
  }
  const blank = (): void => {
    const last = lines.at(-1)
    if (last && last.text !== '') lines.push({ text: '', depth: open.depth, mark: open.mark })
  }
  const addText = (raw: string): void => {
    if (open.silent) return
    if (open.pre) {
      const [first = '', ...rest] = raw.replace(/\r\n?/g, '\n').split('\n')
      open.text += first
      for (const line of rest) {
        breakLine(true)
        open.text = line
      }
      return
    }
    const text = raw.replace(/[\t\n\r\f ]+/g, ' ')
    open.text += open.text === '' || open.text.endsWith(' ') ? text.replace(/^ /, '') : text
  }
  const closeEntry = (entry: Entry): void => {
    if (entry.href) addText(linkTail(open.text.slice(entry.from), entry.href))
    if (entry.silent) open.silent -= 1
    if (blocks.has(entry.name)) {
      breakLine(false)
      if (spaced.has(entry.name)) open.pendingBlank = true
    } else if (entry.mark) breakLine(false)
    if (entry.pre) open.pre -= 1
    if (entry.quotes) open.depth -= 1
    if (entry.name === 'ul' || entry.name === 'ol') open.listDepth -= 1
    if (entry.mark) open.mark = endings.pop() ?? null
  }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (open.silent && !silent.has(name)) {
          if (!voids.has(name))
            stack.push({ name, mark: null, quotes: false, silent: false, pre: false, href: null, from: 0 })
          return
        }
        if (blocks.has(name)) breakLine(false)
        if ((open.pendingBlank && name !== 'br') || spaced.has(name)) {
          if (blocks.has(name)) blank()
        }
        if (name === 'br') breakLine(true)
        else if (name === 'hr')
          lines.push({ text: '________________________________', depth: open.depth, mark: open.mark })
        else if (name === 'li') open.text = `${'  '.repeat(Math.max(0, open.listDepth - 1))}- `
        else if (name === 'td' || name === 'th') {
          if (open.text && !open.text.endsWith(' ')) open.text += ' '
        } else if (name === 'img' && attributes.alt && attributes.alt.length < 60 && !open.silent)
          addText(attributes.alt)
        if (voids.has(name)) return
        const mark = quoteMark(name, attributes)
        if (mark) {
          if (!blocks.has(name)) breakLine(false)
          endings.push(open.mark)
          open.mark = open.mark === 'quote' ? 'quote' : mark
        }
        const quotes = name === 'blockquote' && !isOwnBlockquote(attributes)
        const entry: Entry = {
          name,
          mark,
          quotes,
          silent: silent.has(name) || isHidden(attributes),
          pre: name === 'pre' || isPre(attributes),
          href: name === 'a' ? (attributes.href ?? null) : null,
          from: open.text.length,
        }
        if (entry.quotes) open.depth += 1
        if (entry.silent) open.silent += 1
        if (entry.pre) open.pre += 1
        if (name === 'ul' || name === 'ol') open.listDepth += 1
        if (stack.length < 2000) stack.push(entry)
      },
      ontext(text) {
        if (open.pendingBlank && !open.silent && text.trim()) {
          if (!open.text) blank()
          open.pendingBlank = false
        }
        addText(text)
      },
      onclosetag(name) {
        if (voids.has(name)) return
        const index = stack.findLastIndex((entry) => entry.name === name)
        if (index < 0) return
        while (stack.length > index) {
          const entry = stack.pop()
          if (entry) closeEntry(entry)
        }
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.write(html.length > longestHtml ? html.slice(0, longestHtml) : html)
  parser.end()
  while (stack.length) {
    const entry = stack.pop()
    if (entry) closeEntry(entry)
  }
  breakLine(false)
  return tidy(lines)
}

/** A link's address follows its words unless they say it already. */
function linkTail(shown: string, href: string): string {
  if (!/^https?:/i.test(href) || href.length > 300) return ''
  const words = shown.trim()
  if (!words || href.includes(words) || words.includes(href.replace(/\/$/, ''))) return ''
  return ` <${href}>`
}

function isHidden(attributes: Record<string, string>): boolean {
  const style = attributes.style
  return (
    attributes.hidden !== undefined ||
    (style !== undefined && /display\s*:\s*none|mso-hide\s*:\s*all/i.test(style))
  )
}

function isPre(attributes: Record<string, string>): boolean {
  return attributes.style !== undefined && /white-space\s*:\s*(pre|break-spaces)/i.test(attributes.style)
}

function tidy(lines: PlainLine[]): PlainLine[] {
  const kept: PlainLine[] = []
  let blanks = 0
  for (const line of lines) {
    const text = line.text
      .replace(/[\u00a0\u200b\ufeff\xad\u034f]+/g, (run) => (run.includes('\u00a0') ? ' ' : ''))
      .trimEnd()
    blanks = text === '' ? blanks + 1 : 0
    if (blanks <= 2) kept.push({ ...line, text })
  }
  return kept
}
