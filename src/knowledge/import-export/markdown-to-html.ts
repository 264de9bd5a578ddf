import { escapeHtml, inlinesToHtml } from './markdown-inlines.ts'

const callouts: Record<string, string> = {
  NOTE: 'note',
  INFO: 'note',
  TIP: 'tip',
  CAUTION: 'caution',
  WARNING: 'caution',
  IMPORTANT: 'caution',
}
const bullet = /^( {0,3})([-*+]|\d{1,9}[.)])( +|$)/
const htmlBlock = /^<(?:p|ul|ol|table|figure|aside|video|blockquote|pre|h[2-4]|hr|div|iframe|img)\b/i
const tableRule = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/
const deepest = 20

/** Markdown as the HTML of an article; what it cannot say (videos, tables with cells across) stands in it as HTML. Not cleaned yet. */
export function markdownToHtml(markdown: string): string {
  const lines = markdown.replaceAll('\r\n', '\n').replaceAll('\t', '    ').split('\n')
  return blocks(lines, 0)
}

/** A block that begins at a line: its HTML and how many lines it took. */
type Taken = { html: string; lines: number }

function blocks(lines: readonly string[], depth: number): string {
  let html = ''
  for (let at = 0; at < lines.length; ) {
    const rest = lines.slice(at)
    const [first = ''] = rest
    if (first.trim() === '') {
      at++
      continue
    }
    const taken = depth > deepest ? paragraph(rest) : blockAt(first, rest, depth)
    html += taken.html
    at += taken.lines
  }
  return html
}

function blockAt(first: string, rest: readonly string[], depth: number): Taken {
  const heading = /^ {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$/.exec(first)
  if (heading) {
    const level = Math.min(4, Math.max(2, heading[1]?.length ?? 2))
    return { html: `<h${level}>${inlinesToHtml(heading[2] ?? '')}</h${level}>`, lines: 1 }
  }
  if (/^ {0,3}([-*_])(?: *\1){2,} *$/.test(first)) return { html: '<hr>', lines: 1 }
  if (/^ {0,3}```/.test(first)) return code(rest)
  if (/^ {0,3}>/.test(first)) return quote(rest, depth)
  if (first.trim() === '<!-- steps -->') return steps(rest, depth)
  if (bullet.test(first)) return list(rest, depth, '')
  if (tableRule.test(rest[1] ?? '') && first.includes('|')) return table(rest)
  if (htmlBlock.test(first)) {
    const end = rest.findIndex((line) => line.trim() === '')
    const lines = end < 0 ? rest.length : end
    return { html: rest.slice(0, lines).join('\n'), lines }
  }
  return paragraph(rest)
}

function code(rest: readonly string[]): Taken {
  const fence = /^ {0,3}(`{3,})/.exec(rest[0] ?? '')?.[1] ?? '```'
  const end = rest.findIndex((line, at) => at > 0 && line.trim() === fence)
  const lines = end < 0 ? rest.length : end + 1
  const said = rest.slice(1, end < 0 ? undefined : end).join('\n')
  return { html: `<pre><code>${escapeHtml(said)}</code></pre>`, lines }
}

function quote(rest: readonly string[], depth: number): Taken {
  const end = rest.findIndex((line) => !/^ {0,3}>/.test(line))
  const lines = end < 0 ? rest.length : end
  const inner = rest.slice(0, lines).map((line) => line.replace(/^ {0,3}> ?/, ''))
  const kind = callouts[/^\[!(\w+)\]\s*$/.exec(inner[0] ?? '')?.[1]?.toUpperCase() ?? '']
  return kind
    ? { html: `<aside data-callout="${kind}">${blocks(inner.slice(1), depth + 1)}</aside>`, lines }
    : { html: `<blockquote>${blocks(inner, depth + 1)}</blockquote>`, lines }
}

function steps(rest: readonly string[], depth: number): Taken {
  const skipped = rest.slice(1).findIndex((line) => line.trim() !== '') + 1
  if (skipped === 0 || !/^ {0,3}\d/.test(rest[skipped] ?? '')) return { html: '', lines: 1 }
  const taken = list(rest.slice(skipped), depth, ' data-steps')
  return { html: taken.html, lines: taken.lines + skipped }
}

function list(rest: readonly string[], depth: number, mark: string): Taken {
  const isOrdered = /^ {0,3}\d/.test(rest[0] ?? '')
  const items: string[][] = []
  let indent = 0
  let at = 0
  for (; at < rest.length; at++) {
    const line = rest[at] ?? ''
    const begun = bullet.exec(line)
    if (begun && (items.length === 0 || (begun[1]?.length ?? 0) < indent)) {
      if (/\d/.test(begun[2] ?? '') !== isOrdered) break
      indent = begun[0].length + (begun[3] === '' ? 1 : 0)
      if (begun[3] && begun[3].length > 4) indent -= begun[3].length - 1
      items.push([line.slice(indent)])
      continue
    }
    const isInside = line.startsWith(' '.repeat(indent))
    const isBlank = line.trim() === ''
    if (!isBlank && !isInside && (rest[at - 1]?.trim() === '' || startsBlock(line))) break
    items.at(-1)?.push(isBlank ? '' : isInside ? line.slice(indent) : line.trimStart())
  }
  const tag = isOrdered ? 'ol' : 'ul'
  const start = /^ {0,3}(\d+)/.exec(rest[0] ?? '')?.[1]
  const from = isOrdered && start !== '1' ? ` start="${start}"` : ''
  // The editor puts a paragraph into each item, so a tight list has one as well.
  const inner = items.map((item) => `<li>${blocks(item, depth + 1)}</li>`).join('')
  return { html: `<${tag}${from}${mark}>${inner}</${tag}>`, lines: at }
}

const startsBlock = (line: string) => bullet.test(line) || /^ {0,3}(?:#{1,6}\s|>|```)/.test(line)

function table(rest: readonly string[]): Taken {
  const end = rest.findIndex((line, at) => at > 1 && (line.trim() === '' || !line.includes('|')))
  const lines = end < 0 ? rest.length : end
  const row = (line: string, tag: string) =>
    `<tr>${cellsOf(line)
      .map((cell) => `<${tag}><p>${inlinesToHtml(cell)}</p></${tag}>`)
      .join('')}</tr>`
  const body = rest.slice(2, lines).map((line) => row(line, 'td'))
  return { html: `<table><tbody>${row(rest[0] ?? '', 'th')}${body.join('')}</tbody></table>`, lines }
}

function cellsOf(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'))
}

function paragraph(rest: readonly string[]): Taken {
  const end = rest.findIndex(
    (line, at) => at > 0 && (line.trim() === '' || startsBlock(line) || htmlBlock.test(line)),
  )
  const lines = end < 0 ? rest.length : end
  const text = rest
    .slice(0, lines)
    .map((line) => line.trimStart())
    .join('\n')
    .trimEnd()
  return { html: `<p>${inlinesToHtml(joined(text))}</p>`, lines }
}

/** A line's end within a paragraph is a space, but not between two Japanese characters, where none is written. */
function joined(text: string): string {
  return text.replaceAll(/(?<![\\ ])\n/g, (_end, at: number) =>
    japanese.test(text.charAt(at - 1)) && japanese.test(text.charAt(at + 1)) ? '' : ' ',
  )
}

const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー、。「」（）]/u
