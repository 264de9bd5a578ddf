import sanitize from 'sanitize-html'
import { videoAddress } from './video-hosts.ts'

const own = /^\/article-files\/\d{1,15}$/
const deepest = 40

const mostPasses = 6

/**
 * What an article may be made of, and nothing else: nothing runs, nothing is fetched from elsewhere. The README has the list. Read again
 * what was written until it stays: a link within a link or a paragraph within a paragraph is put beside it only then.
 */
export function cleanArticleHtml(html: string): string {
  let clean = html
  for (let pass = 0; pass < mostPasses; pass++) {
    const next = sanitize(clean, rules)
    if (next === clean) break
    clean = next
  }
  return clean
}

type Attributes = Record<string, string>
const renamed = (tagName: string) => () => ({ tagName, attribs: {} })

const rules: sanitize.IOptions = {
  allowedTags: [
    ...['h2', 'h3', 'h4', 'p', 'br', 'hr', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'aside'],
    ...['strong', 'em', 'u', 's', 'sub', 'sup', 'a', 'figure', 'figcaption', 'img', 'video'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: {
    a: ['href', 'data-article'],
    aside: ['data-callout'],
    ol: ['start', 'data-steps'],
    figure: ['data-video'],
    img: ['src', 'alt', 'width', 'height'],
    video: ['src', 'controls'],
    th: ['colspan', 'rowspan', 'scope'],
    td: ['colspan', 'rowspan'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  nestingLimit: deepest,
  enforceHtmlBoundary: false,
  transformTags: {
    h1: renamed('h2'),
    h5: renamed('h4'),
    h6: renamed('h4'),
    b: renamed('strong'),
    i: renamed('em'),
    del: renamed('s'),
    div: renamed('p'),
    section: renamed('p'),
    summary: renamed('p'),
    a: (_name, attributes) => ({ tagName: 'a', attribs: link(attributes) }),
    aside: (_name, attributes) => ({ tagName: 'aside', attribs: callout(attributes) }),
    ol: (_name, attributes) => ({ tagName: 'ol', attribs: steps(attributes) }),
    img: (_name, attributes) => picture(attributes),
    figure: (_name, attributes) => ({ tagName: 'figure', attribs: video(attributes['data-video']) }),
    iframe: (_name, attributes) => linkedVideo(attributes.src),
    video: (_name, { src = '' }) => ({
      tagName: 'video',
      attribs: own.test(src) ? { src, controls: '' } : {},
    }),
    th: (_name, attributes) => ({ tagName: 'th', attribs: cell(attributes) }),
    td: (_name, attributes) => ({ tagName: 'td', attribs: cell(attributes) }),
  },
  exclusiveFilter: ({ tag, text, mediaChildren, attribs }) =>
    (tag === 'p' && text.trim() === '' && mediaChildren.length === 0) ||
    ((tag === 'img' || tag === 'video') && !attribs.src && !attribs.href) ||
    (tag === 'figure' && text.trim() === '' && mediaChildren.length === 0 && !attribs['data-video']),
}

function link(attributes: Attributes): Attributes {
  const article = attributes['data-article']
  if (article && /^\d{1,15}$/.test(article)) return { 'data-article': article }
  const href = attributes.href?.trim() ?? ''
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(href) || own.test(href) || href.startsWith('#') ? { href } : {}
}

const callout = (attributes: Attributes): Attributes => {
  const kind = attributes['data-callout'] ?? ''
  return { 'data-callout': ['note', 'tip', 'caution'].includes(kind) ? kind : 'note' }
}

function steps(attributes: Attributes): Attributes {
  const start = attributes.start ?? ''
  return {
    ...(/^[1-9]\d{0,3}$/.test(start) && start !== '1' ? { start } : {}),
    ...(attributes['data-steps'] === undefined ? {} : { 'data-steps': '' }),
  }
}

/** Only our own pictures are shown; one from elsewhere would tell its owner who reads, so it becomes a link. */
function picture({ src = '', alt = '', width = '', height = '' }: Attributes): sanitize.Tag {
  const address = src.trim()
  if (own.test(address)) {
    const size = { ...(isSize(width) && { width }), ...(isSize(height) && { height }) }
    return { tagName: 'img', attribs: { src: address, alt: alt.trim(), ...size } }
  }
  if (/^https?:\/\//i.test(address))
    return { tagName: 'a', attribs: { href: address }, text: alt.trim() || address }
  return { tagName: 'img', attribs: {} }
}

const isSize = (text: string) => /^[1-9]\d{0,3}$/.test(text)

function video(address: string | undefined): Attributes {
  const known = address && videoAddress(address)
  return known ? { 'data-video': known } : {}
}

function linkedVideo(src = ''): sanitize.Tag {
  const known = videoAddress(src.replace(/^\/\//, 'https://'))
  return known
    ? { tagName: 'figure', attribs: { 'data-video': known }, text: known }
    : { tagName: 'p', attribs: {}, text: /^https?:\/\//i.test(src) ? src : '' }
}

function cell(attributes: Attributes): Attributes {
  const kept: Attributes = {}
  for (const name of ['colspan', 'rowspan'])
    if (/^(?:[2-9]|[1-9]\d)$/.test(attributes[name] ?? '')) kept[name] = attributes[name] ?? ''
  if (['col', 'row'].includes(attributes.scope ?? '')) kept.scope = attributes.scope ?? ''
  return kept
}
