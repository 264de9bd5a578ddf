import { decodeWords } from './header-words.ts'

/** A person in a mail's header: the address as written, the name as shown (empty when none is given). */
export type MailAddress = { name: string; address: string }

/** Beyond this many the rest is not read: a header of 10,000 recipients is still a mail, of a million an attack. */
const mostAddresses = 20_000
const longestEntry = 2000

/**
 * Reads an address list from Latin-1 bytes. Structure first, words after, so that an encoded name can never become an
 * address. Groups are flattened.
 */
export function readAddresses(raw: string, hint?: string | null): MailAddress[] {
  const found: MailAddress[] = []
  for (const entry of splitList(raw)) {
    if (found.length >= mostAddresses) break
    const address = readOne(entry, hint)
    if (address) found.push(address)
  }
  return found
}

function splitList(raw: string): string[] {
  if (!/[",;:()<\x1b]/.test(raw)) return [raw]
  const entries: string[] = []
  let start = 0
  // Asked once: whether an opening mark is closed at all further on.
  const lastQuote = raw.lastIndexOf('"')
  const lastParenthesis = raw.lastIndexOf(')')
  const lastAngle = raw.lastIndexOf('>')
  let quoted = false
  let angle = false
  let comment = 0
  let hasAt = false
  for (let at = 0; at < raw.length; at += 1) {
    const code = raw.charCodeAt(at)
    if (code === 0x1b) {
      const end = raw.indexOf('\x1b(', at + 2)
      at = end < 0 ? raw.length : end + 2
    } else if (code === 0x5c) at += 1
    else if (code === 0x22 && !comment) quoted = !quoted && lastQuote > at
    else if (quoted) continue
    else if (code === 0x28) comment += lastParenthesis > at ? 1 : 0
    else if (code === 0x29) comment = Math.max(0, comment - 1)
    else if (comment) continue
    else if (code === 0x3c) angle = lastAngle > at
    else if (code === 0x3e) angle = false
    else if (angle) continue
    else if (code === 0x2c || code === 0x3b) {
      entries.push(raw.slice(start, at))
      start = at + 1
      hasAt = false
    } else if (code === 0x40) hasAt = true
    else if (code === 0x3a && !hasAt) start = at + 1
  }
  entries.push(raw.slice(start))
  return entries
}

function readOne(entry: string, hint?: string | null): MailAddress | null {
  const text = entry.trim().slice(0, longestEntry)
  if (!text) return null
  const angle = lastAngle(text)
  if (angle) {
    const name = cleanName(angle.before || commentIn(angle.after), hint)
    const address = cleanAddress(angle.inside)
    return address || name ? { name, address } : null
  }
  const comment = commentIn(text)
  const bare = text.replace(/\([^()]*\)/g, ' ').trim()
  const spaced = /(?:^|\s)["']?([^\s"'<>]+@[^\s"'<>]+)["']?$/.exec(bare)
  if (spaced?.[1]) {
    const before = bare.slice(0, bare.length - spaced[0].length)
    return { name: cleanName(before || comment, hint), address: cleanAddress(spaced[1]) }
  }
  return /^[\w.+-]+$/.test(bare)
    ? { name: cleanName(comment, hint), address: bare }
    : { name: cleanName(text, hint), address: '' }
}

function lastAngle(text: string): { before: string; inside: string; after: string } | null {
  const open = text.lastIndexOf('<')
  if (open < 0) return null
  const close = text.indexOf('>', open)
  const inside = close < 0 ? text.slice(open + 1) : text.slice(open + 1, close)
  return { before: text.slice(0, open).trim(), inside, after: close < 0 ? '' : text.slice(close + 1) }
}

function commentIn(text: string): string {
  return /\(([^()]*)\)\s*$/.exec(text)?.[1] ?? ''
}

function cleanName(raw: string, hint?: string | null): string {
  let name = raw.trim()
  if (name.length > 1 && name.startsWith('"') && name.endsWith('"')) name = unescape(name.slice(1, -1))
  else if (name.includes('"') && !name.includes('\x1b')) name = unescape(name.replace(/(?<!\\)"/g, ''))
  const shown = decodeWords(name, hint)
    .replace(/[\r\n\t\u2028\u2029]+/g, ' ')
    .trim()
  return shown.length > 1 && /^(["'])(.*)\1$/.test(shown) ? shown.slice(1, -1).trim() : shown
}

function unescape(quoted: string): string {
  return quoted.includes('\\') && !quoted.includes('\x1b') ? quoted.replace(/\\(.)/g, '$1') : quoted
}

function cleanAddress(raw: string): string {
  let address = raw.replace(/[\s\0]+/g, '').replace(/^["']+(?=[^"']*$)|^mailto:/gi, '')
  if (address.includes('=?')) address = decodeWords(address)
  // An obsolete source route (RFC 5322 §4.4): "@relay,@relay2:user@host".
  const routed = /^@[^:]*:(.+)$/.exec(address)?.[1] ?? address
  // A Japanese carriers' habit: the local part may hold "..", so nothing is refused here. Raw UTF-8 is RFC 6532.
  return /[\x80-\xff]/.test(routed) ? decodeWords(routed) : routed
}
