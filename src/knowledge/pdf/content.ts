import { parseDocument } from 'htmlparser2'
import type { Content, TableCell } from 'pdfmake'
import { m } from '#texts'
import { ink } from './look.ts'
import {
  asUri,
  type Element,
  fileIn,
  isElement,
  type Node,
  runsIn,
  runsOf,
  type Surroundings,
  tagOf,
  textIn,
  trimmed,
} from './runs.ts'

/** The width between the margins of A4, in points. */
export const textWidth = 595 - 2 * 56
const pointsOfPixel = 0.75
const highest = 420

/** The cleaned HTML of an article as what stands on pages. */
export function contentOf(html: string, around: Surroundings): Content[] {
  const { children } = parseDocument(html)
  return kept(children.flatMap((child) => blockOf(child, around, textWidth)))
}

function blocksIn(node: Element, around: Surroundings, width: number): Content[] {
  const blocks: Content[] = []
  let loose: Node[] = []
  const flush = () => {
    const runs = loose.flatMap((one) => runsOf(one, {}, around))
    if (runs.some((run) => run.text.trim() !== '')) blocks.push({ text: trimmed(runs), style: 'body' })
    loose = []
  }
  for (const child of node.children) {
    if (isBlock.has(tagOf(child))) {
      flush()
      blocks.push(...blockOf(child, around, width))
    } else loose.push(child)
  }
  flush()
  return blocks
}

const isBlock = new Set([
  'p',
  'h2',
  'h3',
  'h4',
  'ul',
  'ol',
  'blockquote',
  'pre',
  'aside',
  'figure',
  'table',
  'hr',
  'img',
  'video',
])

function blockOf(node: Node, around: Surroundings, width: number): Content[] {
  if (!isElement(node)) {
    const runs = runsOf(node, {}, around)
    return runs.some((run) => run.text.trim() !== '') ? [{ text: trimmed(runs), style: 'body' }] : []
  }
  const inner = (less = 0) => blocksIn(node, around, width - less)
  switch (node.name) {
    case 'h2':
    case 'h3':
    case 'h4':
      return [{ text: trimmed(runsIn(node, {}, around)), style: node.name, headlineLevel: 1 }]
    case 'p':
      return inner()
    case 'ul':
    case 'ol':
      return [list(node, around, width)]
    case 'blockquote':
      return [beside(inner(16), '#ffffff', ink.rule)]
    case 'pre':
      return [
        beside(
          [{ text: textIn(node).replace(/\n$/, ''), style: 'code', preserveLeadingSpaces: true }],
          ink.shade,
          ink.shade,
        ),
      ]
    case 'aside':
      return [callout(node, around, width)]
    case 'figure':
      return figure(node, around, width)
    case 'img':
      return picture(node, around, width)
    case 'video':
      return [linkedLine(m.knowledge_pdf_video({}, around), around.fileAt(fileIn(node.attribs.src)))]
    case 'table':
      return table(node, around)
    case 'hr':
      return [
        {
          canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.5, lineColor: ink.rule }],
          margin: [0, 8, 0, 12],
        },
      ]
    default:
      return inner()
  }
}

function list(node: Element, around: Surroundings, width: number): Content {
  const items = node.children
    .filter(isElement)
    .map((item): Content => ({ stack: blocksIn(item, around, width - 18) }))
  if (node.name === 'ul') return { ul: items, style: 'list', markerColor: ink.soft }
  const start = Number(node.attribs.start ?? 1)
  return { ol: items, start, style: 'list', markerColor: ink.soft }
}

const callouts = {
  note: { said: m.knowledge_pdf_note, line: '#35607a', shade: '#eef3f6' },
  tip: { said: m.knowledge_pdf_tip, line: '#3d6b4f', shade: '#eef4f0' },
  caution: { said: m.knowledge_pdf_caution, line: '#9a5b13', shade: '#faf2e6' },
}

/** Its kind is said in words too: not everybody sees or prints colours. */
function callout(node: Element, around: Surroundings, width: number): Content {
  const kind = node.attribs['data-callout'] as keyof typeof callouts
  const { said, line, shade } = callouts[kind] ?? callouts.note
  const head: Content = { text: said({}, around), style: 'calloutHead', color: line }
  return beside([head, ...blocksIn(node, around, width - 24)], shade, line)
}

function beside(content: Content[], shade: string, line: string): Content {
  return {
    table: {
      widths: ['*'],
      body: [[{ stack: content, fillColor: shade, border: [true, false, false, false] }]],
    },
    layout: {
      vLineWidth: () => 2.5,
      vLineColor: () => line,
      paddingLeft: () => 12,
      paddingRight: () => 12,
      paddingTop: () => 8,
      paddingBottom: () => 4,
    },
    margin: [0, 2, 0, 10],
  }
}

function figure(node: Element, around: Surroundings, width: number): Content[] {
  const video = node.attribs['data-video']
  if (video) {
    const said = textIn(node).trim()
    return [linkedLine(m.knowledge_pdf_video({}, around), video, said === video ? '' : said)]
  }
  return node.children.flatMap((child): Content[] => {
    if (tagOf(child) !== 'figcaption') return blockOf(child, around, width)
    return [{ text: trimmed(runsIn(child as Element, {}, around)), style: 'caption' }]
  })
}

function picture({ attribs }: Element, around: Surroundings, width: number): Content[] {
  const { alt = '' } = attribs
  const found = around.picture(fileIn(attribs.src))
  // What a PDF cannot hold (moving pictures, WebP) is told in the words it has for those who do not see it.
  if (!found) return alt === '' ? [] : [{ text: m.knowledge_pdf_picture({ alt }, around), style: 'caption' }]
  const wished = Number(attribs.width ?? found.width) * pointsOfPixel
  const share = Math.min(1, width / wished, highest / ((wished * found.height) / found.width))
  return [{ image: found.path, width: Math.max(8, wished * share), margin: [0, 4, 0, 8] }]
}

const linkedLine = (said: string, address: string, title = ''): Content => ({
  text: [`${said} `, { text: title || address, link: asUri(address), style: 'link' }],
  style: 'body',
})

/** Cells over several columns and rows leave empty ones behind, as the table of a PDF wants them. */
function table(node: Element, around: Surroundings): Content[] {
  const rows = rowsIn(node)
  const columns = Math.max(0, ...rows.map((row) => row.reduce((sum, cell) => sum + span(cell, 'colspan'), 0)))
  if (columns === 0) return []
  const body: TableCell[][] = rows.map(() => [])
  for (const [y, row] of rows.entries()) {
    let x = 0
    for (const cell of row) {
      while (body[y]?.[x] !== undefined) x++
      const colSpan = Math.min(span(cell, 'colspan'), columns - x)
      const rowSpan = Math.min(span(cell, 'rowspan'), rows.length - y)
      if (colSpan < 1) break
      const isHead = cell.name === 'th'
      const stack = blocksIn(cell, around, textWidth / columns)
      for (let down = 0; down < rowSpan; down++)
        for (let along = 0; along < colSpan; along++) (body[y + down] ?? [])[x + along] = {}
      const set = body[y]
      if (set) set[x] = { stack, colSpan, rowSpan, ...(isHead && { bold: true, fillColor: ink.shade }) }
      x += colSpan
    }
  }
  for (const row of body) for (let x = 0; x < columns; x++) row[x] ??= {}
  const isHead = rows[0]?.every((cell) => cell.name === 'th') === true
  return [
    {
      table: {
        widths: Array(columns).fill('*'),
        headerRows: isHead && rows.length > 1 ? 1 : 0,
        body,
        dontBreakRows: true,
      },
      layout: {
        hLineColor: () => ink.rule,
        vLineColor: () => ink.rule,
        hLineWidth: () => 0.5,
        vLineWidth: () => 0.5,
        paddingTop: () => 5,
        paddingBottom: () => 1,
        paddingLeft: () => 7,
        paddingRight: () => 7,
      },
      margin: [0, 2, 0, 10],
    },
  ]
}

const span = (cell: Element, name: string) => Number(cell.attribs[name] ?? 1)

function rowsIn(node: Element): Element[][] {
  return node.children.filter(isElement).flatMap((child) => {
    if (child.name === 'tr') return [child.children.filter(isElement)]
    return rowsIn(child)
  })
}

/** A heading stays with the beginning of what it heads. */
function kept(blocks: Content[]): Content[] {
  const result: Content[] = []
  for (let at = 0; at < blocks.length; at++) {
    const one = blocks[at]
    const next = blocks[at + 1]
    if (!one) continue
    const isHeading = typeof one === 'object' && 'headlineLevel' in one
    if (isHeading && next && typeof next === 'object' && 'text' in next && !('headlineLevel' in next)) {
      result.push({ stack: [one, next], unbreakable: true })
      at++
    } else result.push(one)
  }
  return result
}
