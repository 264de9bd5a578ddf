import { Parser } from 'htmlparser2'
import { escapeHtml } from './markdown-inlines.ts'

type Node = string | { tag: string; attributes: Record<string, string>; children: Node[] }
type Element = Exclude<Node, string>

/** Cleaned HTML of an article as Markdown that says the same when it is read again. What Markdown cannot say stays HTML. */
export function htmlToMarkdown(html: string): string {
  return blocks(treeOf(html)).join('\n\n')
}

function treeOf(html: string): Node[] {
  const root: Element = { tag: '', attributes: {}, children: [] }
  const open = [root]
  const parser = new Parser({
    onopentag(tag, attributes) {
      const element = { tag, attributes, children: [] }
      open.at(-1)?.children.push(element)
      open.push(element)
    },
    ontext(text) {
      const into = open.at(-1)?.children ?? []
      if (typeof into.at(-1) === 'string') into.push(`${into.pop()}${text}`)
      else into.push(text)
    },
    onclosetag() {
      open.pop()
    },
  })
  parser.end(html)
  return root.children
}

const blockTags = new Set([
  ...[
    'p',
    'h2',
    'h3',
    'h4',
    'ul',
    'ol',
    'li',
    'blockquote',
    'pre',
    'hr',
    'aside',
    'figure',
    'video',
    'table',
  ],
])

function blocks(nodes: readonly Node[]): string[] {
  const found: string[] = []
  let words: Node[] = []
  const end = () => {
    const text = inlines(words).trim()
    if (text !== '') found.push(atLineStart(text))
    words = []
  }
  let before: string | undefined
  for (const node of nodes) {
    if (typeof node === 'string' || !blockTags.has(node.tag)) {
      words.push(node)
      continue
    }
    end()
    // Two lists after each other would be read as one.
    const isSecond =
      before !== undefined && before === node.tag && ['ul', 'ol', 'blockquote', 'aside'].includes(node.tag)
    const text =
      isSecond || (before === 'ul' && node.tag === 'ol') || (before === 'ol' && node.tag === 'ul')
        ? asHtml(node)
        : block(node)
    before = node.tag
    if (text !== '') found.push(text)
  }
  end()
  return found
}

function block(node: Element): string {
  const { tag, attributes, children } = node
  if (tag === 'p') return atLineStart(inlines(children).trim())
  if (/^h[2-4]$/.test(tag))
    return `${'#'.repeat(Number(tag[1]))} ${inlines(children).replaceAll('\\\n', ' ').trim()}`
  if (tag === 'hr') return '---'
  if (tag === 'pre') return fenced(node)
  if (tag === 'blockquote') return prefixed(blocks(children).join('\n\n'), '> ')
  if (tag === 'aside')
    return prefixed(
      `[!${attributes['data-callout']?.toUpperCase() ?? 'NOTE'}]\n${blocks(children).join('\n\n')}`,
      '> ',
    )
  if (tag === 'ul' || tag === 'ol') return list(node)
  if (tag === 'table') return table(node)
  return asHtml(node)
}

function list(node: Element): string {
  const items = elements(node)
  if (items.some((item) => item.tag !== 'li')) return asHtml(node)
  const first = Number(node.attributes.start ?? 1)
  const lines = items.map((item, at) => {
    const mark = node.tag === 'ul' ? '- ' : `${first + at}. `
    const parts = blocks(item.children)
    const isTight = parts.length < 2 || items.every((one) => elements(one).length <= 2)
    return `${mark}${indented(parts.join(isTight && isListLast(item) ? '\n' : '\n\n'), ' '.repeat(mark.length))}`
  })
  const steps = node.attributes['data-steps'] === undefined ? '' : '<!-- steps -->\n'
  return `${steps}${lines.join('\n')}`
}

const isListLast = (item: Element) =>
  elements(item).length === 2 &&
  ['ul', 'ol'].includes(elements(item)[1]?.tag ?? '') &&
  elements(item)[0]?.tag === 'p' &&
  elements(item)[1]?.attributes['data-steps'] === undefined

/** A table whose first row is its head and whose cells are single paragraphs; any other stays HTML. */
function table(node: Element): string {
  const rows = elements(node).flatMap((part) => (part.tag === 'tr' ? [part] : elements(part)))
  const cells = rows.map(elements)
  const isPlain = cells.every((row, at) =>
    row.every(
      (cell) =>
        cell.tag === (at === 0 ? 'th' : 'td') &&
        Object.keys(cell.attributes).length === 0 &&
        cell.children.every((one) => typeof one !== 'string' && one.tag === 'p') &&
        cell.children.length === 1 &&
        !asHtml(cell).includes('<br'),
    ),
  )
  const [head] = cells
  if (!head || !isPlain || cells.some((row) => row.length !== head.length)) return asHtml(node)
  const line = (row: readonly Element[]) =>
    `| ${row.map((cell) => inlines(elements(cell)[0]?.children ?? []).trim()).join(' | ')} |`
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...cells.slice(1).map(line)].join('\n')
}

function fenced(node: Element): string {
  const code = textOf(node)
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${code}\n${fence}`
}

function inlines(nodes: readonly Node[]): string {
  let text = ''
  for (const node of nodes) text += typeof node === 'string' ? escaped(node) : inline(node, text)
  return text
}

function inline(node: Element, before: string): string {
  const { tag, attributes, children } = node
  const inner = inlines(children)
  if (tag === 'br') return '\\\n'
  if (tag === 'code' && children.every((one) => typeof one === 'string')) return codeSpan(textOf(node))
  if (tag === 'a' && attributes.href)
    return `[${inner}](<${attributes.href.replaceAll(/[<>]/g, encodeURIComponent)}>)`
  if (tag === 'img') return `![${escaped(attributes.alt ?? '')}](<${attributes.src}>)`
  const mark = { strong: '**', em: '*', s: '~~' }[tag]
  const isPlain = mark && !/^[\s*~]|[\s*~\\]$|^$/.test(inner) && !/[*~]$/.test(before)
  return isPlain ? `${mark}${inner}${mark}` : `${openTag(node)}${inner}</${tag}>`
}

function codeSpan(code: string): string {
  const fence = '`'.repeat(1 + Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length)))
  const pad = /^[` ]|[` ]$/.test(code) ? ' ' : ''
  return `${fence}${pad}${code}${pad}${fence}`
}

const escaped = (text: string) =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]<>~|#]/g, '\\$&')
    .replaceAll(/&(?=#?\w+;)/g, '\\&')
    .replaceAll(/!$/g, '\\!')

/** What would begin a heading, a list or a line at the start of a paragraph is only text. */
function atLineStart(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/^([-+])/, '\\$1').replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2'))
    .join('\n')
}

/** On one line, since an empty line would end it. */
function asHtml(node: Node): string {
  if (typeof node === 'string') return escapeHtml(node).replaceAll('\n', '&#10;')
  const empty = ['br', 'hr', 'img'].includes(node.tag)
  return empty ? openTag(node) : `${openTag(node)}${node.children.map(asHtml).join('')}</${node.tag}>`
}

function openTag({ tag, attributes }: Element): string {
  const written = Object.entries(attributes).map(([name, value]) =>
    value === '' ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`,
  )
  return `<${tag}${written.join('')}>`
}

const elements = (node: Element): Element[] =>
  node.children.filter((one): one is Element => typeof one !== 'string')
const textOf = (node: Node): string => (typeof node === 'string' ? node : node.children.map(textOf).join(''))
const prefixed = (text: string, prefix: string) =>
  text
    .split('\n')
    .map((line) => `${prefix}${line}`.trimEnd())
    .join('\n')
const indented = (text: string, by: string) => text.replaceAll(/\n(?=[^\n])/g, `\n${by}`)
