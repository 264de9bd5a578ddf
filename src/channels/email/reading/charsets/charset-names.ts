import iconv from 'iconv-lite'

/** Labels seen in mail which neither WHATWG nor IANA list, or list with another meaning. */
const aliases: Record<string, string> = {
  'x-sjis-jp': 'shift_jis',
  'x-ms-cp932': 'shift_jis',
  'shift-jis-2004': 'shift_jis',
  'shift_jis-2004': 'shift_jis',
  shiftjis: 'shift_jis',
  's-jis': 'shift_jis',
  'ms-kanji': 'shift_jis',
  cp932: 'shift_jis',
  cp943: 'shift_jis',
  cp943c: 'shift_jis',
  'ibm-943': 'shift_jis',
  sjis: 'shift_jis',
  'sjis-win': 'shift_jis',
  'windows-932': 'shift_jis',
  windows932: 'shift_jis',
  eucjp: 'euc-jp',
  'eucjp-ms': 'euc-jp',
  'eucjp-win': 'euc-jp',
  'euc-jp-ms': 'euc-jp',
  'euc-jisx0213': 'euc-jp',
  'euc-jis-2004': 'euc-jp',
  ujis: 'euc-jp',
  cp51932: 'euc-jp',
  jis: 'iso-2022-jp',
  'iso2022-jp': 'iso-2022-jp',
  iso2022jp: 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-3': 'iso-2022-jp',
  'iso-2022-jp-2004': 'iso-2022-jp',
  'x-iso-2022-jp': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  cp50222: 'iso-2022-jp',
  'iso-2022-kr': 'iso-2022-kr',
  csiso2022kr: 'iso-2022-kr',
  'iso-2022-cn': 'iso-2022-cn',
  'iso-2022-cn-ext': 'iso-2022-cn',
  hz: 'hz-gb-2312',
  'hz-gb-2312': 'hz-gb-2312',
  'unicode-1-1-utf-7': 'utf-7',
  'utf-7': 'utf-7',
  utf7: 'utf-7',
  'x-unicode-2-0-utf-7': 'utf-7',
  utf8mb4: 'utf-8',
  'utf-8-bom': 'utf-8',
  cp936: 'gb18030',
  ms936: 'gb18030',
  'windows-936': 'gb18030',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  cp950: 'big5',
  'windows-950': 'big5',
  cp949: 'euc-kr',
  uhc: 'euc-kr',
  ms949: 'euc-kr',
  'windows-949': 'euc-kr',
  ks_c_5601: 'euc-kr',
}

/** Labels by which a program says that it does not know: the bytes have to speak. */
const unsaid = new Set([
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
  'iso646-us',
  'us',
  'unknown',
  'x-unknown',
  'unknown-8bit',
  '8bit',
  'default',
  'default_charset',
  'none',
  'binary',
  'x-user-defined',
  '_autodetect',
  '_autodetect_all',
  'utf',
])

const known = new Map<string, string | null>()

/**
 * The decoder name for a label found in a mail, or null when the label says nothing.
 * Anything which iconv-lite knows beyond WHATWG (cp850 …) comes back as `iconv:name`.
 */
export function charsetNamed(label: string | null | undefined): string | null {
  if (!label) return null
  const cached = known.get(label)
  if (cached !== undefined) return cached
  const name = lookUp(label)
  // Labels come from strangers, so the memory of them is bounded.
  if (known.size < 2000) known.set(label, name)
  return name
}

function lookUp(label: string): string | null {
  const clean = label
    .replace(/\*.*$/, '')
    .replace(/^["'\s]+|["'\s]+$/g, '')
    .replace(/_?charset=/i, '')
    .toLowerCase()
  if (unsaid.has(clean)) return null
  for (const name of [
    clean,
    clean.replace(/_/g, '-'),
    clean.replace(/^(x-|cs)/, ''),
    clean.replace(/[\s_]+/g, '-'),
    clean.replace(/^cp-?(125\d)$/, 'windows-$1'),
    clean.replace(/^(utf|koi8|euc)(?=[a-z0-9])/, '$1-'),
    clean.replace(/^iso[-_ ]?8859[-_ ]?(\d+)$/, 'iso-8859-$1'),
    clean.replace(/^8859[-_](\d+)$/, 'iso-8859-$1'),
  ]) {
    const found = aliases[name] ?? decodable(name)
    if (found) return found
  }
  return iconv.encodingExists(clean) ? `iconv:${clean}` : null
}

function decodable(name: string): string | null {
  try {
    const encoding = new TextDecoder(name).encoding
    return encoding === 'gbk' ? 'gb18030' : encoding
  } catch {
    return null
  }
}
