import type { parseDocument } from 'htmlparser2'
import type { Locale } from '#platform/locale.ts'
import { ink } from './look.ts'

export type Node = ReturnType<typeof parseDocument>['children'][number]
export type Element = Extract<Node, { attribs: unknown }>
type Style = {
  bold?: boolean
  italics?: boolean
  decoration?: 'underline' | 'lineThrough'
  sup?: boolean
  sub?: boolean
  background?: string
  color?: string
  link?: string
  linkToDestination?: string
}
type Run = Style & { text: string }

export type Surroundings = {
  locale: Locale
  /** Where a link to another article leads: a place in this document, an address, or nowhere. */
  articleAt(id: number): { destination: string } | { address: string } | undefined
  /** The address of a file for who clicks on it. */
  fileAt(id: number): string
  /** A picture's own file where it can be shown, with its size. */
  picture(id: number): { path: string; width: number; height: number } | undefined
}

export const isElement = (node: Node): node is Element => 'attribs' in node
export const tagOf = (node: Node) => (isElement(node) ? node.name : '')

export const runsIn = (node: Element, style: Style, around: Surroundings): Run[] =>
  node.children.flatMap((child) => runsOf(child, style, around))

export function runsOf(node: Node, style: Style, around: Surroundings): Run[] {
  if (!isElement(node))
    return node.type === 'text' && 'data' in node ? [{ ...style, text: said(String(node.data)) }] : []
  switch (node.name) {
    case 'br':
      return [{ ...style, text: '\n' }]
    case 'strong':
      return runsIn(node, { ...style, bold: true }, around)
    // Japanese letters have no slope; what is stressed is bold in them.
    case 'em':
      return runsIn(node, { ...style, bold: true }, around)
    case 'u':
      return runsIn(node, { ...style, decoration: 'underline' }, around)
    case 's':
      return runsIn(node, { ...style, decoration: 'lineThrough' }, around)
    case 'sub':
      return runsIn(node, { ...style, sub: true }, around)
    case 'sup':
      return runsIn(node, { ...style, sup: true }, around)
    case 'code':
      return runsIn(node, { ...style, background: ink.shade }, around)
    case 'a':
      return runsIn(node, { ...style, ...linkOf(node, around) }, around)
    default:
      return runsIn(node, style, around)
  }
}

// The letters have no coloured pictures among them; boxes would stand in their place.
const said = (text: string) =>
  text.replaceAll(/[ \t\r\n]+/g, ' ').replaceAll(/\p{Emoji_Presentation}\uFE0F?/gu, '')

function linkOf({ attribs }: Element, around: Surroundings): Style {
  const shown = { color: ink.link, decoration: 'underline' as const }
  if (attribs['data-article']) {
    const to = around.articleAt(Number(attribs['data-article']))
    if (!to) return {}
    return 'destination' in to
      ? { ...shown, linkToDestination: to.destination }
      : { ...shown, link: to.address }
  }
  const href = attribs.href ?? ''
  if (href.startsWith('/article-files/')) return { ...shown, link: around.fileAt(fileIn(href)) }
  return /^(?:https?:|mailto:|tel:)/i.test(href) ? { ...shown, link: asUri(href) } : {}
}

/** A link in a PDF is written in ASCII alone (ISO 32000-1, 12.6.4.7). */
export const asUri = (address: string) => URL.parse(address)?.href ?? encodeURI(address)

export const fileIn = (address = '') => Number(/^\/article-files\/(\d+)$/.exec(address)?.[1] ?? 0)

export function textIn(node: Node): string {
  if (!isElement(node)) return 'data' in node ? String(node.data) : ''
  return node.name === 'br' ? '\n' : node.children.map(textIn).join('')
}

export function trimmed(runs: Run[]): Run[] {
  const [first] = runs
  const last = runs.at(-1)
  if (first) first.text = first.text.trimStart()
  if (last) last.text = last.text.trimEnd()
  return runs.filter((run) => run.text !== '')
}
