import { decodeText } from '../charsets/charsets.ts'

type Word = { charset: string; bytes: Buffer }

/**
 * The most of one header that is looked at for encoded words; longer ones (10,000
 * recipients) are read in pieces by their callers.
 */
const longestHeader = 200_000

/**
 * A header's value (its bytes as Latin-1, already unfolded) as a person reads it: RFC 2047 words, joined before they are
 * decoded so that a character or an escape state may be split between two, and raw 8-bit or JIS bytes between them.
 */
export function decodeWords(raw: string, hint?: string | null): string {
  const value = raw.length > longestHeader ? raw.slice(0, longestHeader) : raw
  if (!value.includes('=?')) return decodePlain(value, hint)
  const once = decodeOnce(value, hint)
  // Some gateways encode what is encoded already.
  return once.includes('=?') && once.includes('?=') && isSafeToRepeat(once) ? decodeOnce(once, hint) : once
}

/** Bytes that stand in a header without any encoding. */
export function decodePlain(raw: string, hint?: string | null): string {
  // eslint-disable-next-line no-control-regex -- the point is to find bytes outside printable ASCII
  if (!/[\x80-\xff\x1b\0]/.test(raw)) return raw
  return decodeText(Buffer.from(raw, 'latin1'), hint === 'iso-2022-jp' ? hint : null, hint).text
}

function decodeOnce(value: string, hint?: string | null): string {
  let text = ''
  let plainFrom = 0
  let pending: Word | null = null
  const flush = (): void => {
    if (pending) text += decodeText(pending.bytes, pending.charset).text
    pending = null
  }
  for (let at = value.indexOf('=?'); at >= 0; at = value.indexOf('=?', at)) {
    const found = wordAt(value, at)
    if (!found) {
      at += 2
      continue
    }
    const between = value.slice(plainFrom, at)
    const adjacent: boolean = pending !== null && /^\s*$/.test(between)
    if (adjacent && pending && pending.charset === found.word.charset) {
      pending.bytes = Buffer.concat([pending.bytes, found.word.bytes])
    } else {
      flush()
      text += adjacent ? '' : decodePlain(between, hint)
      pending = found.word
    }
    plainFrom = at = found.end
  }
  flush()
  return text + decodePlain(value.slice(plainFrom), hint)
}

function wordAt(value: string, start: number): { word: Word; end: number } | null {
  const opening = /^=\?([^?\s]{1,64})\?([bq])\?/i.exec(value.slice(start, start + 72))
  if (!opening) return null
  const [head, charset = '', kind = ''] = opening
  const from = start + head.length
  const isBase64 = kind.toLowerCase() === 'b'
  let close = value.indexOf('?=', from)
  // "?=" before two hex digits is an unescaped question mark within a Q word, if the word goes on.
  while (!isBase64 && close >= 0 && /^\?=[0-9A-F]{2}/.test(value.slice(close, close + 4))) {
    const later = value.indexOf('?=', close + 2)
    if (later < 0 || /[\s]|=\?/.test(value.slice(close, later))) break
    close = later
  }
  let end = close + 2
  if (close < 0) {
    // Cut by a limit: what is there of the word is still the sender's.
    const rest = /^[^\s"<>,;]*/.exec(value.slice(from))?.[0] ?? ''
    close = from + rest.length
    end = close
  }
  const payload = value.slice(from, close)
  const bytes = isBase64 ? fromBase64(payload) : fromQ(payload)
  return { word: { charset: charset.replace(/\*.*$/, '').toLowerCase(), bytes }, end }
}

function fromBase64(payload: string): Buffer {
  // Buffer stops at the first padding, but some join two encoded stretches into one word.
  if (!/=[^=\s]/.test(payload)) return Buffer.from(payload, 'base64')
  return Buffer.concat(payload.split(/=+/).map((piece) => Buffer.from(piece, 'base64')))
}

function fromQ(payload: string): Buffer {
  const raw = payload
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(raw, 'latin1')
}

/** A second pass works on Latin-1 bytes, so it is only for text that has none beyond. */
function isSafeToRepeat(text: string): boolean {
  return /^[\x20-\x7e\s]*$/.test(text) && /=\?[\w.:-]+\?[bq]\?[^?]+\?=/i.test(text)
}
