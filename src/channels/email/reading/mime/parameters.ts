import { decodeText } from '../charsets/charsets.ts'
import { decodePlain, decodeWords } from './header-words.ts'

/** A structured header: its value in lower case and its parameters, decoded (RFC 2045, 2047 in quotes, 2231). */
export type Parameterised = { value: string; parameters: Map<string, string> }

const longestHeader = 20_000

type Piece = { index: number; encoded: boolean; raw: string }

/** Reads `text/plain; charset="x"; name*0*=…` from Latin-1 bytes. Broken quoting never loses the rest. */
export function readParameters(whole: string): Parameterised {
  const raw = whole.length > longestHeader ? whole.slice(0, longestHeader) : whole
  const tokens = splitParameters(raw)
  const value = (tokens.shift() ?? '').trim().toLowerCase()
  const parameters = new Map<string, string>()
  const continued = new Map<string, Piece[]>()
  for (const token of tokens) {
    const equals = token.indexOf('=')
    if (equals < 1) continue
    const name = token.slice(0, equals).trim().toLowerCase()
    const content = unquote(token.slice(equals + 1).trim())
    const star = /^([^*]+)(?:\*(\d{1,4}))?(\*)?$/.exec(name)
    const base = star?.[1] ?? name
    if (star && (star[2] !== undefined || star[3])) {
      const pieces = continued.get(base) ?? []
      pieces.push({ index: Number(star[2] ?? 0), encoded: Boolean(star[3]), raw: content })
      continued.set(base, pieces)
    } else if (!parameters.has(name)) parameters.set(name, decodeWords(content))
  }
  // RFC 2231 wins over the plain parameter of the same name (RFC 6266 §4.3 says the same for HTTP).
  for (const [name, pieces] of continued) parameters.set(name, joinPieces(pieces))
  return { value, parameters }
}

function joinPieces(pieces: Piece[]): string {
  pieces.sort((a, b) => a.index - b.index)
  const first = pieces[0]
  const marked = first?.encoded ? /^([^']*)'[^']*'/.exec(first.raw) : null
  const charset = marked?.[1] ?? null
  const bytes = pieces.map((piece, index) => {
    const raw = index === 0 && marked ? piece.raw.slice(marked[0].length) : piece.raw
    return piece.encoded ? percentDecoded(raw) : raw
  })
  const joined = bytes.join('')
  if (!charset && joined.includes('=?')) return decodeWords(joined)
  return charset ? decodeText(Buffer.from(joined, 'latin1'), charset).text : decodePlain(joined)
}

function percentDecoded(raw: string): string {
  return raw.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Cuts at semicolons outside quotes and comments; within a JIS escape every byte may look like a quote. */
function splitParameters(raw: string): string[] {
  const tokens: string[] = []
  let token = ''
  let quoted = false
  let comment = 0
  const lastParenthesis = raw.lastIndexOf(')')
  for (let at = 0; at < raw.length; at += 1) {
    const character = raw[at] ?? ''
    if (character === '\x1b') {
      const end = raw.indexOf('\x1b(', at + 2)
      const stop = end < 0 ? raw.length : end + 3
      token += raw.slice(at, stop)
      at = stop - 1
    } else if (character === '\\' && quoted && /["\\]/.test(raw[at + 1] ?? '')) {
      token += character + (raw[at + 1] ?? '')
      at += 1
    } else if (character === '"' && !comment) {
      quoted = !quoted
      token += character
    } else if (
      !quoted &&
      character === '(' &&
      (comment || /^\s?$/.test(token.slice(-1))) &&
      lastParenthesis > at
    ) {
      comment += 1
    } else if (comment && character === ')') {
      comment -= 1
    } else if (character === ';' && !quoted && !comment) {
      tokens.push(token)
      token = ''
    } else if (!comment) token += character
  }
  tokens.push(token)
  // A quote that is never closed swallowed what follows: cut plainly instead.
  return quoted && tokens.length < raw.split(';').length ? raw.split(';') : tokens
}

function unquote(content: string): string {
  if (!content.startsWith('"')) return content.replace(/"$/, '')
  const inner = content.endsWith('"') && content.length > 1 ? content.slice(1, -1) : content.slice(1)
  return inner.includes('\\') && !inner.includes('\x1b') ? inner.replace(/\\(["\\])/g, '$1') : inner
}
