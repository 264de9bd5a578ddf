const longest = 2_000_000
const deepest = 600
const closedByOthers = new Set([
  'p',
  'li',
  'td',
  'th',
  'tr',
  'dd',
  'dt',
  'option',
  'tbody',
  'thead',
  'tfoot',
  'br',
  'hr',
  'img',
  'meta',
  'link',
  'input',
  'col',
  'wbr',
  'area',
  'base',
])

/**
 * HTML that parsers read in linear time: cut at two million characters, and without any tags when they are nested deeper
 * than anybody writes (parsers keep a stack whose every change costs its length).
 */
export function boundedHtml(source: string): string {
  const html = source.length > longest ? source.slice(0, longest) : source
  return isTooDeep(html) ? html.replace(/(?:<[^<>]*>\s*)+/g, ' ') : html
}

function isTooDeep(html: string): boolean {
  let depth = 0
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    const code = html.charCodeAt(at + 1)
    if (code === 0x2f) depth = Math.max(0, depth - 1)
    else if (
      (code | 32) >= 0x61 &&
      (code | 32) <= 0x7a &&
      !closedByOthers.has(tagName(html, at + 1)) &&
      (depth += 1) > deepest
    )
      return true
  }
  return false
}

function tagName(html: string, from: number): string {
  let end = from
  while (end < from + 10 && /[a-z0-9]/i.test(html[end] ?? '')) end += 1
  return html.slice(from, end).toLowerCase()
}
