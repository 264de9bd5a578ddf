const marks: [string, string][] = [
  ['**', 'strong'],
  ['__', 'strong'],
  ['~~', 's'],
  ['*', 'em'],
  ['_', 'em'],
]
const rawTag = /^<\/?(?:u|s|sub|sup|br|em|strong|code|a|img)(?:\s[^<>]*)?\/?>/i
const address = /^<((?:https?:\/\/|mailto:)[^<>\s]+)>/i
const link =
  /^(!?)\[((?:\\.|`[^`]*`|!?\[[^\]]*\](?:\([^)]*\))?|[^[\]\\])*)\]\(\s*(?:<([^<>]*)>|((?:[^\s()\\]|\\.|\([^\s()]*\))*))(?:\s+"[^"]*")?\s*\)/
const entity = /^&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});/i
// What begins nothing, taken as it is and at once: nearly all of a text.
const plain = /(?:[^\\`[!<*_~& ]| (?! ))+/y
const punctuation = /^\\([!-/:-@[-`{-~])/

/**
 * Markdown within a block as HTML. More lenient than CommonMark in one thing: emphasis needs no space around it, because Japanese has
 * none to give.
 */
export function inlinesToHtml(text: string): string {
  let html = ''
  let at = 0
  while (at < text.length) {
    plain.lastIndex = at
    const words = plain.exec(text)?.[0]
    const [piece, length] = words ? [escapeHtml(words), words.length] : inlineAt(text, at)
    html += piece
    at += length
  }
  return html
}

function inlineAt(text: string, at: number): [string, number] {
  const rest = text.slice(at)
  const escaped = punctuation.exec(rest)
  if (escaped) return [escapeHtml(escaped[1] ?? ''), 2]
  if (rest.startsWith('\\\n')) return ['<br>', 2]
  const broken = /^ {2,}\n/.exec(rest)
  if (broken) return ['<br>', broken[0].length]
  return (
    codeAt(rest) ??
    linkAt(rest) ??
    addressAt(rest) ??
    emphasisAt(text, at) ?? [
      (rawTag.exec(rest) ?? entity.exec(rest))?.[0] ?? escapeHtml(rest.charAt(0)),
      widthOf(rest),
    ]
  )
}

const widthOf = (rest: string) => (rawTag.exec(rest) ?? entity.exec(rest))?.[0].length ?? 1

function codeAt(rest: string): [string, number] | undefined {
  const fence = /^`+/.exec(rest)?.[0]
  if (!fence) return undefined
  const end = rest.slice(fence.length).search(new RegExp(`(?<!\`)${fence}(?!\`)`))
  if (end < 0) return undefined
  const code = rest.slice(fence.length, fence.length + end)
  const said = /^ .*\S.* $/s.test(code) ? code.slice(1, -1) : code
  return [`<code>${escapeHtml(said)}</code>`, end + 2 * fence.length]
}

function linkAt(rest: string): [string, number] | undefined {
  const found = link.exec(rest)
  if (!found) return undefined
  const [whole, picture, words = '', bracketed, bare = ''] = found
  const to = escapeHtml((bracketed ?? bare).replaceAll(/\\([!-/:-@[-`{-~])/g, '$1'))
  const html = picture
    ? `<img src="${to}" alt="${escapeHtml(words.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1'))}">`
    : `<a href="${to}">${inlinesToHtml(words)}</a>`
  return [html, whole.length]
}

function addressAt(rest: string): [string, number] | undefined {
  const found = address.exec(rest)
  return found
    ? [`<a href="${escapeHtml(found[1] ?? '')}">${escapeHtml(found[1] ?? '')}</a>`, found[0].length]
    : undefined
}

function emphasisAt(text: string, at: number): [string, number] | undefined {
  for (const [mark, tag] of marks) {
    if (!text.startsWith(mark, at)) continue
    const start = at + mark.length
    // snake_case is no emphasis, and a mark before a space begins nothing.
    if (/\s/.test(text.charAt(start) || ' ')) continue
    if (mark.startsWith('_') && /[\p{L}\p{N}]/u.test(text.charAt(at - 1))) continue
    const end = closingOf(text, mark, start)
    if (end === undefined) continue
    return [`<${tag}>${inlinesToHtml(text.slice(start, end))}</${tag}>`, end + mark.length - at]
  }
  return undefined
}

function closingOf(text: string, mark: string, start: number): number | undefined {
  for (let at = start; at <= text.length - mark.length; at++) {
    if (text.charAt(at) === '\\') at++
    else if (text.charAt(at) === '`') at += (codeAt(text.slice(at))?.[1] ?? 1) - 1
    else if (at > start && text.startsWith(mark, at) && !/\s/.test(text.charAt(at - 1))) {
      const isLonger = mark.length === 1 && text.charAt(at + 1) === mark
      if (!isLonger) return at
      at++
    }
  }
  return undefined
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
