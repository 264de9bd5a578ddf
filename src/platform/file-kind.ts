import { open } from 'node:fs/promises'

const looksAt = 64 * 1024

/** The type of a kept file by what it holds, never by what its sender calls it. */
export async function typeOfFile(path: string, name: string): Promise<string> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(looksAt), 0, looksAt, 0)
    return await typeOfContent(buffer.subarray(0, bytesRead), name)
  } finally {
    await file.close()
  }
}

/** The type of content by its beginning; a text's name only says which kind of text it is. */
export async function typeOfContent(content: Uint8Array, name: string): Promise<string> {
  const head = content.subarray(0, looksAt)
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  if (found && found.mime !== 'application/xml') return found.mime
  return typeOfText(head, name) ?? 'application/octet-stream'
}

const textTypes: Record<string, string> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  json: 'application/json',
  eml: 'message/rfc822',
  ics: 'text/calendar',
  vcf: 'text/vcard',
  md: 'text/markdown',
}

function typeOfText(head: Uint8Array, name: string): string | undefined {
  // Japanese text files are often Shift_JIS, so no decoding decides: a text is what has no zero bytes and few control characters.
  const controls = head.filter((byte) => byte < 32 && ![9, 10, 12, 13, 27].includes(byte)).length
  if (head.length === 0 || controls > head.length / 500) return undefined
  const start = Buffer.from(head.subarray(0, 4_096)).toString('latin1').toLowerCase()
  if (/<svg[\s>]/.test(start)) return 'image/svg+xml'
  if (/<(?:!doctype html|html|head|body|script|iframe)[\s>]/.test(start)) return 'text/html'
  if (/^\s*(?:\xef\xbb\xbf)?<\?xml/.test(start)) return 'application/xml'
  return textTypes[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'text/plain'
}

/** Pictures a browser can show without running anything; everything else is saved, not opened. */
export const shownInline: ReadonlySet<string> = new Set([
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
])

const longestName = 200

/** A file name fit for every system and screen: no folders, no control or direction-changing characters, no endless length. */
export function cleanFileName(name: string, otherwise = 'file'): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last
    // Bidi controls make "gpj.exe" read as "exe.jpg".
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '')
  if (clean === '') return otherwise
  const extension = /\.[^.]{1,12}$/.exec(clean)?.[0] ?? ''
  const stem = [...clean.slice(0, clean.length - extension.length)]
  return stem.slice(0, longestName - extension.length).join('') + extension
}
