import { decoderFor } from './decoders.ts'

/** JIS bytes, and the characters which JIS X 0208 cannot say (each once). With any, the mail had better be UTF-8. */
export type EncodedJis = { bytes: Buffer; unmapped: string[] }

const toKanji = Buffer.from('\x1b$B', 'latin1')
const toAscii = Buffer.from('\x1b(B', 'latin1')
const longestWord = 75

/**
 * Encodes text as plain ISO-2022-JP (RFC 1468), for correspondents whose programs know nothing else. Only JIS X 0208 is
 * used: such programs are those that garble its extensions. So half-width kana become full-width, ①㈱ are spelled out as
 * (1) and (株), and 髙 or an emoji is reported instead of being replaced: a name is not respelled.
 */
export function encodeIso2022Jp(text: string): EncodedJis {
  const unmapped = new Set<string>()
  const bytes: number[] = []
  let isKanji = false
  const shift = (wanted: boolean): void => {
    if (isKanji !== wanted) bytes.push(...(wanted ? toKanji : toAscii))
    isKanji = wanted
  }
  for (const character of inJis(text)) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) {
      shift(false)
      bytes.push(code)
      continue
    }
    const pair = table().get(character)
    if (pair === undefined) unmapped.add(character)
    shift(true)
    bytes.push(...splitPair(pair ?? 0x222e))
  }
  shift(false)
  return { bytes: Buffer.from(bytes), unmapped: [...unmapped] }
}

/** A header's value as encoded words, folded; plain ASCII stays as it is. Each word is whole characters and ends in ASCII. */
export function encodeIso2022JpHeader(text: string): { value: string; unmapped: string[] } {
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes('=?')) return { value: text, unmapped: [] }
  const words: string[] = []
  const unmapped = new Set<string>()
  let piece = ''
  const flush = (): void => {
    if (piece) words.push(word(piece))
    piece = ''
  }
  for (const character of text.replace(/[\r\n]+/g, ' ')) {
    for (const missing of encodeIso2022Jp(character).unmapped) unmapped.add(missing)
    if (word(piece + character).length > longestWord) flush()
    piece += character
  }
  flush()
  return { value: words.join('\r\n '), unmapped: [...unmapped] }
}

function word(piece: string): string {
  return `=?ISO-2022-JP?B?${encodeIso2022Jp(piece).bytes.toString('base64')}?=`
}

/** Rewrites what JIS X 0208 says in another way. Compatibility forms are only those Unicode itself decomposes. */
function inJis(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\uff61-\uff9f]+/g, (kana) =>
      kana.normalize('NFKC').replace(/[\u3099\u309a]/g, (mark) => (mark === '\u3099' ? '゛' : '゜')),
    )
    .replace(/[①-⑳]/g, (circled) => `(${circled.normalize('NFKC')})`)
    .replace(/[Ⅰ-Ⅻⅰ-ⅻ№℡㎜㎝㎞㎎㎏㏄㎡㍻㍼㍽㍾㍉㌔㌢㍍㌘㌧㌃㌶㍑㍗㌍㌦㌣㌫㍊㌻㊤㊥㊦㊧㊨㈱㈲㈹…⑴-⒇]/g, spelled)
    .replace(
      /[～〜−－∥‖—―\u2013¢£¬￠￡￢¥￥\u00a0\u2011\u2010\u2022]/g,
      (character) => substitutes[character] ?? character,
    )
    .replace(/\u200b|\u200c|\u200d|\ufeff|\ufe0e|\ufe0f|\u00ad/g, '')
}

function spelled(character: string): string {
  return character === '…' ? character : character.normalize('NFKC')
}

/** The pairs on which Unicode's own table of JIS and Microsoft's disagree, and European signs with a Japanese twin. */
const substitutes: Record<string, string> = {
  '〜': '～',
  '−': '－',
  '‖': '∥',
  '—': '―',
  '\u2013': '－',
  '¢': '￠',
  '£': '￡',
  '¬': '￢',
  '¥': '￥',
  '\u00a0': ' ',
  '\u2010': '‐',
  '\u2011': '-',
  '\u2022': '・',
}

let pairs: Map<string, number> | null = null

/** JIS X 0208 without NEC's and IBM's rows, turned round from the table the platform decodes with. */
function table(): Map<string, number> {
  if (pairs) return pairs
  pairs = new Map()
  for (let row = 0x21; row <= 0x74; row += 1) {
    if (row >= 0x29 && row <= 0x2f) continue
    for (let cell = 0x21; cell <= 0x7e; cell += 1) {
      const character = decoderFor('euc-jp').decode(Uint8Array.of(row | 0x80, cell | 0x80))
      if (character !== '\ufffd' && [...character].length === 1 && !pairs.has(character))
        pairs.set(character, (row << 8) | cell)
    }
  }
  return pairs
}

function splitPair(pair: number): [number, number] {
  return [pair >> 8, pair & 0xff]
}
