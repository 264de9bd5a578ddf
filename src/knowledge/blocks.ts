import { Parser } from 'htmlparser2'

/** A block of a text: what it is and what it says. */
export type Block = { tag: string; text: string }

const own = new Set([
  ...[
    'h2',
    'h3',
    'h4',
    'p',
    'ul',
    'ol',
    'li',
    'blockquote',
    'pre',
    'hr',
    'aside',
    'figure',
    'figcaption',
    'img',
  ],
  ...['video', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
])

/** The blocks of cleaned HTML in their order. A paragraph within a list or a table is known by what it stands in. */
export function blocksOf(html: string): Block[] {
  return placedBlocksOf(html).map(({ tag, text }) => ({ tag, text }))
}

/** The same, each with the row of a table it stands in. */
function placedBlocksOf(html: string): (Block & { row: number | null })[] {
  const blocks: (Block & { row: number | null })[] = []
  const within: string[] = []
  let text = ''
  let rows = 0
  const row = () => (within.includes('tr') ? rows : null)
  const end = () => {
    const said = text.replaceAll(/[ \t\r\n]+/g, ' ').trim()
    if (said !== '')
      blocks.push({
        tag: within.findLast((tag) => tag !== 'p') ?? within.at(-1) ?? 'p',
        text: said,
        row: row(),
      })
    text = ''
  }
  const parser = new Parser({
    onopentag(tag, attributes) {
      if (tag === 'br') text += '\n'
      if (!own.has(tag)) return
      end()
      within.push(tag)
      if (tag === 'tr') rows++
      if (tag === 'img') blocks.push({ tag, text: attributes.alt || attributes.src || '', row: row() })
      if (tag === 'video') blocks.push({ tag, text: attributes.src ?? '', row: row() })
      if (tag === 'figure' && attributes['data-video'])
        blocks.push({ tag: 'video', text: attributes['data-video'], row: row() })
    },
    ontext(piece) {
      text += piece
    },
    onclosetag(tag) {
      if (!own.has(tag)) return
      end()
      within.pop()
    },
  })
  parser.end(html)
  end()
  return blocks
}

/** What a text says without its markup, a block a line and a row of a table a line. Addresses of videos say nothing. */
export function textOf(html: string): string {
  let before: number | null = null
  let all = ''
  for (const { tag, text, row } of placedBlocksOf(html)) {
    if (tag === 'video' || (tag === 'img' && text.startsWith('/'))) continue
    const isSameRow = row !== null && row === before
    all += (all === '' ? '' : isSameRow ? ' | ' : '\n') + text
    before = row
  }
  return all
}
