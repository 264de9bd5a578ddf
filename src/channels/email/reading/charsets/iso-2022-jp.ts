import { decoderFor } from './decoders.ts'

const ESC = 0x1b
type Set = 'ascii' | 'roman' | 'kana' | 'kanji' | 'supplement'

/** What stands for a character that no table has: the Japanese printers' mark for a missing type. */
const geta = '〓'

/** Whether the bytes carry an ISO 2022 escape sequence which selects a Japanese set. */
export function hasJapaneseEscapes(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(ESC); at >= 0; at = bytes.indexOf(ESC, at + 1)) {
    if (escapeAt(bytes, at)) return true
  }
  return false
}

/**
 * ISO-2022-JP as it is really sent (CP50220/50221/50222): NEC row 13, the NEC choice of IBM's characters,
 * half-width kana by ESC ( I, by SO/SI or as 8-bit bytes, JIS X 0212, lines that forget to return to ASCII.
 * It is rewritten as EUC-JP, whose WHATWG table has all of these, and decoded at once.
 * Other 8-bit bytes are given to `decodeForeign`, a line's stretch at a time.
 */
export function decodeIso2022Jp(bytes: Buffer, decodeForeign: (stretch: Buffer) => string): string {
  const out = Buffer.allocUnsafe(bytes.length * 3)
  let length = 0
  let text = ''
  let set: Set = 'ascii'
  let beforeShift: Set = 'ascii'
  const flush = (): void => {
    if (length) text += decoderFor('euc-jp').decode(out.subarray(0, length)).replaceAll('\ufffd', geta)
    length = 0
  }
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === ESC) {
      const escape = escapeAt(bytes, at)
      if (escape) {
        set = escape.set
        at += escape.length - 1
      } else if (length && at + 1 < bytes.length) out[length++] = 0x20
      continue
    }
    if (byte === 0x0e) {
      beforeShift = set === 'kana' ? 'ascii' : set
      set = 'kana'
    } else if (byte === 0x0f) {
      set = beforeShift
    } else if (byte === 0x0a || byte === 0x0d) {
      // RFC 1468: a line ends in ASCII. Some fold in the middle and return only on a later line.
      if (set !== 'ascii' && !closesLater(bytes, at)) set = 'ascii'
      out[length++] = byte
    } else if (byte <= 0x20 || byte === 0x7f) {
      if (byte) out[length++] = byte
    } else if (byte >= 0x80) {
      const end = endOfForeign(bytes, at)
      const stretch = bytes.subarray(at, end)
      flush()
      text += set === 'kana' || isKanaOnly(stretch) ? halfWidthKana(stretch) : decodeForeign(stretch)
      at = end - 1
    } else if (set === 'ascii') {
      out[length++] = byte
    } else if (set === 'roman') {
      if (byte === 0x5c) {
        flush()
        text += '¥'
      } else out[length++] = byte
    } else if (set === 'kana') {
      if (byte < 0x60) {
        out[length++] = 0x8e
        out[length++] = byte | 0x80
      } else out[length++] = byte
    } else {
      const second = bytes[at + 1] ?? 0
      if (second >= 0x21 && second <= 0x7e) {
        if (set === 'supplement') out[length++] = 0x8f
        out[length++] = byte | 0x80
        out[length++] = second | 0x80
        at += 1
      }
      // A lone first half (a word cut by a limit) cannot be shown as anything.
    }
  }
  flush()
  return text
}

/** Puts back escape bytes which a gateway took out: `$B…(B` in text that is declared to be JIS. */
export function restoreEscapes(bytes: Buffer): Buffer | null {
  if (bytes.includes(ESC)) return null
  const raw = bytes.toString('latin1')
  const restored = raw.replace(
    /\$[@B]((?:[\x21-\x7e]{2})+?)\([BJ]/g,
    (whole) => `\x1b${whole.slice(0, -2)}\x1b${whole.slice(-2)}`,
  )
  return restored === raw ? null : Buffer.from(restored, 'latin1')
}

function escapeAt(bytes: Buffer, at: number): { set: Set; length: number } | null {
  const [, a, b, c] = bytes.subarray(at, at + 4)
  if (a === 0x28) {
    if (b === 0x42 || b === 0x48) return { set: 'ascii', length: 3 }
    if (b === 0x4a) return { set: 'roman', length: 3 }
    if (b === 0x49) return { set: 'kana', length: 3 }
  }
  if (a === 0x29 && b === 0x49) return { set: 'ascii', length: 3 }
  if (a === 0x24) {
    if (b === 0x40 || b === 0x42) return { set: 'kanji', length: 3 }
    if (b === 0x28) {
      if (c === 0x44) return { set: 'supplement', length: 4 }
      if (c === 0x40 || c === 0x42 || c === 0x4f || c === 0x51) return { set: 'kanji', length: 4 }
    }
  }
  // ESC & @ announces the 1990 revision of JIS X 0208; the designation follows.
  if (a === 0x26 && b === 0x40) return { set: 'ascii', length: 3 }
  return null
}

function closesLater(bytes: Buffer, newline: number): boolean {
  let at = newline + 1
  while (
    at < bytes.length &&
    (bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x20 || bytes[at] === 0x09)
  )
    at += 1
  const start = at
  while (at < bytes.length && (bytes[at] ?? 0) >= 0x21 && (bytes[at] ?? 0) <= 0x7e) at += 1
  return at > start && (at - start) % 2 === 0 && bytes[at] === ESC && bytes[at + 1] === 0x28
}

function endOfForeign(bytes: Buffer, start: number): number {
  let at = start
  while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d && bytes[at] !== ESC) at += 1
  return at
}

function isKanaOnly(stretch: Buffer): boolean {
  let kana = 0
  for (const byte of stretch) {
    if (byte >= 0x80 && (byte < 0xa1 || byte > 0xdf)) return false
    if (byte >= 0xa1) kana += 1
  }
  // A4 and A5 are 、and ・ here but lead every kana in EUC-JP.
  const leads = stretch.filter((byte) => byte === 0xa4 || byte === 0xa5).length
  return kana > 0 && leads * 4 <= kana
}

function halfWidthKana(stretch: Buffer): string {
  let text = ''
  for (const byte of stretch)
    text += byte < 0xa0 ? String.fromCharCode(byte) : String.fromCharCode(0xff61 + byte - 0xa1)
  return text
}
