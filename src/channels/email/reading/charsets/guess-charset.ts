import { isUtf8 } from 'node:buffer'
import { decoderFor } from './decoders.ts'
import { decodeEucJp } from './other-escapes.ts'
import { plausibility } from './plausibility.ts'

export type Guess = { charset: string; text: string; errors: number }

/** Candidates beyond UTF-8, in the order in which an equal score is settled. */
const asian = ['shift_jis', 'euc-jp', 'gb18030', 'euc-kr', 'big5']

/** Finds the charset in which bytes (known not to be UTF-8) read best; a hint from the same mail weighs a little. */
export function guessCharset(bytes: Buffer, hint?: string | null): Guess {
  const sample = bytes.length > 16384 ? bytes.subarray(0, 16384) : bytes
  const western = singleByteGuess(sample, hint)
  if (western) return decodeAs(bytes, western)
  let best = 'windows-1252'
  let bestScore = -Infinity
  for (const charset of hint && !asian.includes(hint) ? [...asian, hint] : asian) {
    if (!isDecodable(charset)) continue
    const attempt = decodeAs(sample, charset)
    // One broken character may be the end of the sample or of a cut line.
    const score = plausibility(attempt.text) + (attempt.errors === 0 ? 0.5 : 0) + (charset === hint ? 0.4 : 0)
    if (score > bestScore) {
      best = charset
      bestScore = score
    }
  }
  if (best === 'euc-jp' && isKorean(sample, decodeAs(sample, best).text)) best = 'euc-kr'
  if (bestScore < -1 && !asian.includes(hint ?? '')) best = 'windows-1252'
  return decodeAs(bytes, best)
}

/** Korean bytes are everyday kanji in EUC-JP, but Japanese has kana, and no blanks between its words. */
function isKorean(bytes: Buffer, asJapanese: string): boolean {
  if (/[\u3041-\u30fe]/.test(asJapanese)) return false
  const korean = decodeAs(bytes, 'euc-kr').text
  const hangul = korean.match(/[\uac00-\ud7a3]/g)?.length ?? 0
  const blanks = korean.match(/[\uac00-\ud7a3][ .,]/g)?.length ?? 0
  return hangul >= 8 && hangul >= countWide(korean) * 0.9 && blanks * 8 >= hangul
}

/**
 * UTF-8 with a few foreign bytes: each good line is UTF-8, a bad one is read as the charset it is in, a sequence cut
 * off at the end of its line is dropped. Null when the text is not UTF-8 at heart.
 */
export function repairUtf8(bytes: Buffer): string | null {
  const attempt = decoderFor('utf-8').decode(bytes)
  const errors = count(attempt, '\ufffd')
  const good = countWide(attempt) - errors
  if (good < 2 || errors > good) return null
  let text = ''
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start)
    const end = newline < 0 ? bytes.length : newline + 1
    text += repairedLine(bytes.subarray(start, end))
    start = end
  }
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

function repairedLine(line: Buffer): string {
  if (isUtf8(line)) return line.toString('utf8')
  const text = line.toString('utf8')
  const errors = count(text, '\ufffd')
  if (errors <= (countWide(text) - errors) / 2 || errors === 1) {
    const cut = text.replace(/\ufffd+(?=[\r\n]*$)/, '')
    return cut.includes('\ufffd') ? lenient(line) : cut
  }
  return guessCharset(line).text
}

/** Bytes that belong to no UTF-8 sequence are read as Windows-1252, which is what they nearly always are. */
function lenient(line: Buffer): string {
  let text = ''
  for (let at = 0; at < line.length; ) {
    const size = sequenceLength(line[at] ?? 0)
    const piece = line.subarray(at, at + size)
    if (size > 0 && piece.length === size && isUtf8(piece)) {
      text += piece.toString('utf8')
      at += size
    } else {
      text += decoderFor('windows-1252').decode(line.subarray(at, at + 1))
      at += 1
    }
  }
  return text.replace(/[\x80-\x9f]/g, '')
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1
  if (lead < 0xc2) return 0
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
}

/** European writing shows itself by how its high bytes stand: alone among ASCII letters, or (Cyrillic) all above 0xC0. */
function singleByteGuess(bytes: Buffer, hint: string | null | undefined): string | null {
  let high = 0
  let alone = 0
  let upper = 0
  let lowerHalf = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) continue
    high += 1
    if (byte >= 0xc0 || byte === 0xa8 || byte === 0xb8 || byte === 0xa3 || byte === 0xb3) upper += 1
    if (byte >= 0xc0 && byte < 0xe0) lowerHalf += 1
    const before = bytes[at - 1] ?? 0x20
    const after = bytes[at + 1] ?? 0x20
    if (before < 0x80 && after < 0x80 && (isLetter(before) || isLetter(after) || after === 0x20)) alone += 1
  }
  if (high && alone === high && !looksLikeShiftJis(bytes)) return westernHint(hint) ?? 'windows-1252'
  if (high >= 4 && upper >= high * 0.97)
    return westernHint(hint) ?? (lowerHalf * 2 > high ? 'koi8-r' : 'windows-1251')
  return null
}

function westernHint(hint: string | null | undefined): string | null {
  return hint && /^(windows-125|windows-874|iso-8859|koi8|ibm866|mac)/.test(hint) ? hint : null
}

/** In Shift_JIS a kanji may be a high byte followed by an ASCII one; kana (0x82, 0x83) never stand alone in a sentence. */
function looksLikeShiftJis(bytes: Buffer): boolean {
  const text = decoderFor('shift_jis').decode(bytes)
  return !text.includes('\ufffd') && /[\u3041-\u30fe\u3001\u3002]/.test(text) && plausibility(text) > 1
}

function isLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)
}

function decodeAs(bytes: Buffer, charset: string): Guess {
  const text = (charset === 'euc-jp' ? decodeEucJp(bytes) : null) ?? decoderFor(charset).decode(bytes)
  return { charset, text, errors: count(text, '\ufffd') }
}

function isDecodable(charset: string): boolean {
  return !/^(iconv:|iso-2022|utf-7|hz|replacement|utf-16)/.test(charset)
}

function count(text: string, character: string): number {
  let found = 0
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found += 1
  return found
}

function countWide(text: string): number {
  let found = 0
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) >= 0x80) found += 1
  return found
}
