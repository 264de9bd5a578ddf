import sanitizeHtml from 'sanitize-html'
import { allowedAttributes, allowedTags, nonTextTags } from './allowed-html.ts'
import { boundedHtml } from './bounded-html.ts'
import { blockquoteKind, quoteMark } from './html-quotes.ts'
import { safeStyle } from './safe-style.ts'

/** HTML fit for a sandboxed frame, and how many remote pictures it would load if asked. */
export type SafeHtml = { html: string; remoteImages: number }

export type SafeHtmlOptions = {
  /** The address under which an inline attachment is served, or null when there is none of that id. */
  inlineImage?: (contentId: string) => string | null
}

const longestInlinePicture = 400_000

/**
 * Cleans a mail's HTML: nothing runs, is sent, or is fetched. Remote pictures keep their address in `data-remote-src`
 * until a person asks for them; what a mail program marked as quoted carries `data-folded`.
 */
export function safeHtml(source: string, options: SafeHtmlOptions = {}): SafeHtml {
  let remoteImages = 0
  const html = sanitizeHtml(boundedHtml(source), {
    allowedTags,
    disallowedTagsMode: 'discard',
    nonTextTags,
    nestingLimit: 200,
    parseStyleAttributes: false,
    enforceHtmlBoundary: false,
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['http', 'https', 'data'] },
    allowProtocolRelative: false,
    allowedAttributes,
    transformTags: {
      '*': (tagName, attributes) => ({ tagName, attribs: plain(tagName, attributes) }),
      body: (_tagName, attributes) => ({ tagName: 'div', attribs: plain('div', attributes) }),
      a: (tagName, attributes) => ({ tagName, attribs: link(plain(tagName, attributes)) }),
      img: (tagName, attributes) => {
        const picture = image(plain(tagName, attributes), options)
        if (picture['data-remote-src']) remoteImages += 1
        return { tagName, attribs: picture }
      },
    },
    // A picture with nothing to show and nothing to ask for leaves no trace.
    exclusiveFilter: (frame) =>
      frame.tag === 'img' && !frame.attribs.src && !frame.attribs['data-remote-src'] && !frame.attribs.alt,
  })
  return { html, remoteImages }
}

type Attributes = Record<string, string>

function plain(name: string, attributes: Attributes): Attributes {
  const { style, ...rest } = attributes
  delete rest['data-folded']
  const kept = style ? safeStyle(style) : ''
  if (kept) rest.style = kept
  const mark =
    quoteMark(name, attributes) ??
    (name === 'blockquote' && blockquoteKind(attributes) === 'quote' ? 'quote' : null)
  // Outlook puts an empty element before the quotation instead of one around it.
  if (mark) rest['data-folded'] = /appendonsend|divRplyFwdMsg/i.test(attributes.id ?? '') ? 'rest' : mark
  return rest
}

function link(attributes: Attributes): Attributes {
  const { href, rel: _rel, target: _target, ...rest } = attributes
  if (!href || !/^\s*(?:https?|mailto|tel):/i.test(href)) return rest
  return { ...rest, href: href.trim(), rel: 'noopener noreferrer nofollow', target: '_blank' }
}

function image(attributes: Attributes, options: SafeHtmlOptions): Attributes {
  const { src = '', srcset: _, ...rest } = attributes
  delete rest['data-remote-src']
  const address = src.trim()
  if (/^cid:/i.test(address)) {
    const found = options.inlineImage?.(decodeCid(address.slice(4))) ?? null
    // The caller's own address may be relative, which the list of schemes lets through.
    return found === null ? rest : { ...rest, src: found }
  }
  if (
    /^data:image\/(?:png|gif|jpe?g|webp|bmp);base64,[a-z0-9+/=\s]*$/i.test(address) &&
    address.length < longestInlinePicture
  ) {
    return { ...rest, src: address }
  }
  if (/^(?:https?:)?\/\//i.test(address))
    return { ...rest, 'data-remote-src': address.replace(/^\/\//, 'https://') }
  return rest
}

function decodeCid(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}
