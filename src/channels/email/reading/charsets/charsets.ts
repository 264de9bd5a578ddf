import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { charsetNamed } from './charset-names.ts'
import { decodeStrictly, decoderFor } from './decoders.ts'
import { guessCharset, repairUtf8 } from './guess-charset.ts'
import { decodeIso2022Jp, hasJapaneseEscapes, restoreEscapes } from './iso-2022-jp.ts'
import { decodeHz, decodeShiftedEuc, decodeEucJp } from './other-escapes.ts'
import { japaneseShare, plausibility } from './plausibility.ts'

/** The text of some bytes, the charset that was really used and, in words for a log, why. */
export type Decoded = { text: string; used: string; why: string }

/**
 * Reads bytes of unknown honesty. The label is believed as long as the bytes agree with it; text labelled wrongly
 * (UTF-8, EUC-JP or Shift_JIS as ISO-2022-JP, …) is read as what it is. The result holds neither NUL nor JIS escapes.
 */
export function decodeText(bytes: Uint8Array, label?: string | null, hint?: string | null): Decoded {
  const buffer = Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const decoded = decode(buffer, label, hint)
  if (decoded.text.search(controls) >= 0) decoded.text = decoded.text.replace(controls, '')
  return decoded
}

// oxlint-disable-next-line no-control-regex -- neither PostgreSQL nor a page can hold these
const controls = /[\0-\x08\x0b\x0e-\x1f\x7f]+/g

function decode(bytes: Buffer, label: string | null | undefined, hint: string | null | undefined): Decoded {
  const declared = charsetNamed(label)
  if (declared?.startsWith('utf-16') || hasByteOrderMark16(bytes)) return decodeUtf16(bytes, declared)
  if (isAscii(bytes)) return decodeSevenBit(bytes, declared)
  if (declared === 'utf-8' && isUtf8(bytes)) return { text: utf8(bytes), used: 'utf-8', why: 'declared' }
  if (bytes.includes(0x1b) && hasJapaneseEscapes(bytes)) {
    return {
      text: decodeIso2022Jp(bytes, foreign),
      used: 'iso-2022-jp',
      why: 'escape sequences among 8-bit bytes',
    }
  }
  if (declared === 'iso-2022-jp' || declared === 'utf-7' || declared === 'hz-gb-2312' || !declared) {
    return guess(bytes, label ? `8-bit bytes labelled ${label}` : 'no label', hint)
  }
  if (declared === 'utf-8') {
    const repaired = repairUtf8(bytes)
    if (repaired !== null) return { text: repaired, used: 'utf-8', why: 'not quite UTF-8, repaired' }
    return guess(bytes, 'not UTF-8 as declared', hint)
  }
  return weigh(bytes, declared, label ?? declared)
}

/** Decides between what a label says and what the bytes say, for labels which cannot be refuted by errors alone. */
function weigh(bytes: Buffer, declared: string, label: string): Decoded {
  const strict = declared === 'euc-jp' ? decodeEucJp(bytes) : decodeDeclared(bytes, declared)
  const asUtf8 = isUtf8(bytes) ? utf8(bytes) : null
  const multiByte = /^(shift_jis|euc-jp|gb18030|big5|euc-kr)$/.test(declared)
  if (!multiByte) {
    if (asUtf8 !== null) return { text: asUtf8, used: 'utf-8', why: `valid UTF-8 though labelled ${label}` }
    const japanese = hiddenJapanese(bytes)
    if (japanese) return { ...japanese, why: `kana though labelled ${label}` }
    return { text: strict ?? decoderFor('windows-1252').decode(bytes), used: declared, why: 'declared' }
  }
  const score = strict === null ? -Infinity : plausibility(strict)
  if (asUtf8 !== null && plausibility(asUtf8) + 1 > score + 0.3) {
    return { text: asUtf8, used: 'utf-8', why: `valid UTF-8 though labelled ${label}` }
  }
  if (strict !== null && score >= 1) return { text: strict, used: declared, why: 'declared' }
  const guessed = guessCharset(bytes, declared)
  const better =
    guessed.charset !== declared && plausibility(guessed.text) > score + 0.8 && guessed.errors === 0
  if (strict !== null && !better) return { text: strict, used: declared, why: 'declared' }
  if (better)
    return { text: guessed.text, used: guessed.charset, why: `reads better than the declared ${label}` }
  return {
    text: withoutHoles(decoderFor(declared).decode(bytes)),
    used: declared,
    why: 'declared, with damaged bytes',
  }
}

function decodeDeclared(bytes: Buffer, declared: string): string | null {
  if (declared.startsWith('iconv:')) return iconv.decode(bytes, declared.slice(6))
  if (declared === 'iso-2022-kr' || declared === 'iso-2022-cn') return decodeShiftedEuc(bytes, declared)
  const text = decodeStrictly(bytes, declared)
  return text === null || declared !== 'shift_jis' ? text : withoutGaiji(text)
}

function decodeSevenBit(bytes: Buffer, declared: string | null): Decoded {
  if (declared === 'utf-7')
    return { text: iconv.decode(bytes, 'utf-7').toWellFormed(), used: 'utf-7', why: 'declared' }
  if (declared === 'hz-gb-2312') return { text: decodeHz(bytes), used: declared, why: 'declared' }
  if (declared === 'iso-2022-kr' || declared === 'iso-2022-cn') {
    return { text: decodeShiftedEuc(bytes, declared), used: declared, why: 'declared' }
  }
  if (bytes.includes(0x1b)) {
    if (hasJapaneseEscapes(bytes)) {
      const why = declared === 'iso-2022-jp' ? 'declared' : 'escape sequences'
      return { text: decodeIso2022Jp(bytes, foreign), used: 'iso-2022-jp', why }
    }
    if (bytes.includes('\x1b$)C')) {
      return { text: decodeShiftedEuc(bytes, 'iso-2022-kr'), used: 'iso-2022-kr', why: 'escape sequences' }
    }
  } else if (declared === 'iso-2022-jp') {
    const restored = bytes.includes(0x0e) ? bytes : restoreEscapes(bytes)
    if (restored)
      return { text: decodeIso2022Jp(restored, foreign), used: 'iso-2022-jp', why: 'lost escapes put back' }
  }
  return { text: bytes.toString('latin1'), used: 'us-ascii', why: 'only ASCII bytes' }
}

function guess(bytes: Buffer, because: string, hint: string | null | undefined): Decoded {
  if (isUtf8(bytes)) return { text: utf8(bytes), used: 'utf-8', why: `${because}; valid UTF-8` }
  const guessed = guessCharset(bytes, charsetNamed(hint))
  return {
    text: withoutHoles(withoutGaiji(guessed.text)),
    used: guessed.charset,
    why: `${because}; reads best so`,
  }
}

/** 8-bit stretches inside JIS text: a footer or quotation in another encoding. */
function foreign(stretch: Buffer): string {
  return isUtf8(stretch) ? utf8(stretch) : withoutHoles(guessCharset(stretch, 'shift_jis').text)
}

function hiddenJapanese(bytes: Buffer): { text: string; used: string } | null {
  for (const charset of ['shift_jis', 'euc-jp']) {
    const text = decodeStrictly(bytes, charset)
    if (text === null) continue
    const { share, kana } = japaneseShare(text)
    if (kana >= 2 && share >= 0.9) return { text, used: charset }
  }
  return null
}

function decodeUtf16(bytes: Buffer, declared: string | null): Decoded {
  const big = (bytes[0] === 0xfe && bytes[1] === 0xff) || declared === 'utf-16be'
  const looksWide = bytes.includes(0) || hasByteOrderMark16(bytes)
  // "UTF-16" on eight-bit text is a lie of some mail forms.
  if (!looksWide && isUtf8(bytes))
    return { text: utf8(bytes), used: 'utf-8', why: 'valid UTF-8 though labelled UTF-16' }
  const charset = big ? 'utf-16be' : 'utf-16le'
  return {
    text: decoderFor(charset).decode(bytes),
    used: charset,
    why: declared ? 'declared' : 'byte order mark',
  }
}

function hasByteOrderMark16(bytes: Buffer): boolean {
  return (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe)
}

function utf8(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

/** Private-use characters are shops' and carriers' own; shown as the mark for a missing type. */
function withoutGaiji(text: string): string {
  return /[\ue000-\uf8ff]/.test(text) ? text.replace(/[\ue000-\uf8ff]/g, '〓') : text
}

function withoutHoles(text: string): string {
  return text.endsWith('\ufffd') ? text.replace(/\ufffd+$/, '') : text
}
