import { decodeStrictly, decoderFor } from './decoders.ts'

/** eucJP-ms puts IBM's characters which no JIS table has at 8F F3F3–F4FE; WHATWG's EUC-JP does not know them. */
const ibmRow = [
  'ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅠⅡ',
  'ⅢⅣⅤⅥⅦⅧⅨⅩ＇＂㈱№℡炻仼僴凬匇匤﨎咊坙﨏塚增寬峵嵓﨑德悅愠敎昻晥晴朗栁﨓﨔橫櫢淸淲瀨凞猪甁皂皞益礰礼神祥福竧靖精綠緖羽荢﨟薰蘒﨡蠇諸譿賴赶﨣﨤逸郞都鄕﨧﨨閒隆﨩霻靍靑飯飼館馞髙魲鶴黑',
]

/** Strict EUC-JP with the Microsoft extension, or null when some byte does not fit. */
export function decodeEucJp(bytes: Buffer): string | null {
  const text = decodeStrictly(bytes, 'euc-jp')
  if (text !== null || !(bytes.includes('\x8f\xf3', 0, 'latin1') || bytes.includes('\x8f\xf4', 0, 'latin1')))
    return text
  let read = ''
  let start = 0
  for (let at = bytes.indexOf(0x8f); at >= 0; at = bytes.indexOf(0x8f, at + 1)) {
    const character = ibmCharacter(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0)
    if (!character) continue
    const before = decodeStrictly(bytes.subarray(start, at), 'euc-jp')
    if (before === null) return null
    read += before + character
    start = at + 3
  }
  const rest = decodeStrictly(bytes.subarray(start), 'euc-jp')
  return rest === null ? null : read + rest
}

/** RFC 1843: GB 2312 between ~{ and ~}. */
export function decodeHz(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/~\r?\n/g, '')
    .replace(/~\{([^\r\n]*?)(?:~\}|(?=[\r\n]|$))/g, (_, pairs: string) => highHalf(pairs, 'gb18030'))
    .replaceAll('~~', '~')
}

/** RFC 1557 and 1922: the two-byte set stands between SO and SI. */
export function decodeShiftedEuc(bytes: Buffer, charset: 'iso-2022-kr' | 'iso-2022-cn'): string {
  const inner = charset === 'iso-2022-kr' ? 'euc-kr' : 'gb18030'
  return bytes
    .toString('latin1')
    .replace(/\x1b(?:\$[)*+]|[(])[A-H]/g, '')
    .replace(/\x0e([^\x0f\r\n]*)\x0f?/g, (_, pairs: string) => highHalf(pairs, inner))
    .replaceAll('\x0f', '')
}

function ibmCharacter(row: number, cell: number): string | null {
  const list = [...(ibmRow[row - 0xf3] ?? '')]
  return list[row === 0xf3 ? cell - 0xf3 : cell - 0xa1] ?? null
}

function highHalf(pairs: string, charset: string): string {
  const bytes = Buffer.from(pairs, 'latin1')
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte > 0x20) bytes[at] = byte | 0x80
  }
  return decoderFor(charset).decode(bytes)
}
