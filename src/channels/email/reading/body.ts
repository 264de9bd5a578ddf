import { decodeText } from './charsets/charsets.ts'
import { htmlToPlain } from './html/html-to-plain.ts'

/** A text part as it came, not yet decoded. Parts of one multipart/alternative share a group. */
export type TextPart = {
  path: string
  isHtml: boolean
  charset: string | null
  isFlowed: boolean
  deletesSpace: boolean
  group: string | null
  bytes: Buffer
}

/** What a text part was labelled and read as. */
export type CharsetDecision = { part: string; declared: string | null; used: string; why: string }

type Section = { plain: string[]; html: string[] }

/** Joins a mail's text parts to one text and, if any part is HTML, one HTML body. */
export function assembleBody(parts: TextPart[]): {
  text: string
  html: string | null
  isFromHtml: boolean
  decisions: CharsetDecision[]
} {
  const decisions: CharsetDecision[] = []
  const sections: Section[] = []
  const groups = new Map<string, Section>()
  for (const part of parts) {
    const decoded = decodePart(part, decisions)
    let section = part.group === null ? undefined : groups.get(part.group)
    if (!section) {
      section = { plain: [], html: [] }
      sections.push(section)
      if (part.group !== null) groups.set(part.group, section)
    }
    if (part.isHtml) section.html.push(decoded)
    else section.plain.push(decoded)
  }
  const written = sections.filter(
    ({ plain, html }) => plain.some((text) => text.trim()) || html.some((text) => text.trim()),
  )
  const html = written.some((section) => section.html.length) ? written.map(sectionHtml).join('\n') : null
  const isFromHtml = html !== null && !written.every(({ plain }) => plain.some((text) => text.trim()))
  return { text: written.map(sectionText).filter(Boolean).join('\n\n'), html, isFromHtml, decisions }
}

function decodePart(part: TextPart, decisions: CharsetDecision[]): string {
  const label = part.charset ?? (part.isHtml ? metaCharset(part.bytes) : null)
  const { text, used, why } = decodeText(part.bytes, label)
  decisions.push({ part: part.path, declared: part.charset, used, why })
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  return part.isFlowed && !part.isHtml ? unflow(lines, part.deletesSpace) : lines
}

/** HTML without a charset in its header may name one itself (as a browser would look: in the first kilobyte). */
function metaCharset(bytes: Buffer): string | null {
  return (
    /<meta[^>]{0,200}?charset\s*=\s*["']?([\w:.-]+)/i.exec(bytes.toString('latin1', 0, 2048))?.[1] ?? null
  )
}

function sectionText({ plain, html }: Section): string {
  const said = plain.filter((text) => text.trim())
  if (said.length) return said.map(trimEnds).join('\n\n')
  return html.map((source) => htmlToPlain(source)).join('\n\n')
}

function sectionHtml({ plain, html }: Section): string {
  if (html.length) return html.join('\n')
  return plain
    .map((text) => `<pre style="white-space:pre-wrap;font:inherit">${escapeHtml(text)}</pre>`)
    .join('\n')
}

function trimEnds(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd()
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** RFC 3676: lines ending in a space go on in the next one of the same quote depth; a signature mark does not. */
function unflow(text: string, deletesSpace: boolean): string {
  const lines: string[] = []
  let open: { depth: number; text: string } | null = null
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0
    const stuffed = line.slice(depth)
    const content = stuffed.startsWith(' ') ? stuffed.slice(1) : stuffed
    if (open && (open.depth !== depth || content === '-- ')) {
      lines.push(quoted(open.depth, open.text))
      open = null
    }
    const joined: string = open ? open.text + content : content
    if (content.endsWith(' ') && content !== '-- ') {
      open = { depth, text: deletesSpace ? joined.slice(0, -1) : joined }
    } else {
      lines.push(quoted(depth, joined))
      open = null
    }
  }
  if (open) lines.push(quoted(open.depth, open.text))
  return lines.join('\n')
}

function quoted(depth: number, text: string): string {
  return depth ? `${'>'.repeat(depth)} ${text}` : text
}
