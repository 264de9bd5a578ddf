import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { posix } from 'node:path'
import { Unzip, type UnzipFile, UnzipInflate } from 'fflate'
import { cleanFileName, typeOfContent } from '#platform/file-kind.ts'
import type { Files } from '#platform/files.ts'
import type { Format, TextFile } from './contract.ts'

/** A picture or a file that came with the articles, kept already. */
export type CarriedFile = { path: string; name: string; type: string; hash: string; size: number }
export type Package = { texts: TextFile[]; files: CarriedFile[] }

/** Why an upload is not opened, with what of it was too much or wrong. */
export class NotOpened extends Error {
  readonly code: 'zip_damaged' | 'zip_too_large' | 'zip_too_many' | 'path_outside'
  readonly detail: string
  constructor(code: NotOpened['code'], detail: string) {
    super(code)
    this.code = code
    this.detail = detail
  }
}

const mega = 1024 * 1024
/** What a zip may hold. A small one that unpacks to a mountain is stopped when the mountain grows, whatever it says of itself. */
export const zipLimits = {
  entries: 30_000,
  text: 32 * mega,
  texts: 256 * mega,
  file: 100 * mega,
  all: 1_024 * mega,
}

const isText: Record<Format, RegExp> = {
  markdown: /\.(?:md|markdown)$/i,
  csv: /\.(?:csv|tsv|txt)$/i,
  zendesk: /\.json$/i,
}
const ofSystems = /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i

/** What an upload holds: one text, or a zip of texts with their pictures, which are put into `files`. */
export async function unpack(
  upload: { path: string; name: string; format: Format },
  files: Pick<Files, 'keep'>,
  limits = zipLimits,
): Promise<Package> {
  const found: Package = { texts: [], files: [] }
  if (!(await isZip(upload.path))) {
    const { size } = await stat(upload.path)
    if (size > limits.text) throw new NotOpened('zip_too_large', upload.name)
    found.texts.push({ name: upload.name, text: decoded(await readFile(upload.path)) })
    return found
  }
  const state: State = { limits, entries: 0, texts: 0, all: 0, open: 0 }
  const keeping: Promise<unknown>[] = []
  const unzip = new Unzip((entry) => {
    const path = pathOf(entry.name)
    if (++state.entries > limits.entries) throw new NotOpened('zip_too_many', String(limits.entries))
    if (path.endsWith('/') || ofSystems.test(path)) return
    const asText = isText[upload.format].test(path)
    collect(entry, { path, asText }, state, (content) => {
      if (asText) found.texts.push({ name: path, text: decoded(content) })
      else keeping.push(keep(files, path, content).then((file) => found.files.push(file)))
    })
  })
  unzip.register(UnzipInflate)
  try {
    for await (const part of createReadStream(upload.path)) {
      unzip.push(part as Uint8Array)
      // Kept as they come, so that no more than a few wait in memory.
      await Promise.all(keeping.splice(0))
    }
    unzip.push(new Uint8Array(0), true)
    await Promise.all(keeping)
  } catch (error) {
    if (error instanceof NotOpened) throw error
    throw new NotOpened('zip_damaged', upload.name)
  }
  if (state.entries === 0 || state.open > 0) throw new NotOpened('zip_damaged', upload.name)
  return found
}

type State = { limits: typeof zipLimits; entries: number; texts: number; all: number; open: number }

/** Takes an entry together, counting what really comes out: what a zip says of its sizes is only said. */
function collect(
  entry: UnzipFile,
  { path, asText }: { path: string; asText: boolean },
  state: State,
  done: (content: Uint8Array) => void,
): void {
  const { limits } = state
  const parts: Uint8Array[] = []
  let size = 0
  state.open++
  entry.ondata = (error, part, isLast) => {
    if (error) throw error
    size += part.length
    state.all += part.length
    if (asText) state.texts += part.length
    const isTooLarge = size > (asText ? limits.text : limits.file) || state.texts > limits.texts
    if (isTooLarge || state.all > limits.all) throw new NotOpened('zip_too_large', path)
    parts.push(part)
    if (!isLast) return
    state.open--
    done(Buffer.concat(parts))
  }
  entry.start()
}

async function keep(files: Pick<Files, 'keep'>, path: string, content: Uint8Array): Promise<CarriedFile> {
  const name = cleanFileName(path)
  return { path, name, type: await typeOfContent(content, name), ...(await files.keep(content)) }
}

/** The place of an entry within the zip. One that would lie elsewhere is not a slip, so the whole zip is refused. */
function pathOf(raw: string): string {
  const path = named(raw).replaceAll('\\', '/')
  const isOutside = path.startsWith('/') || /^[a-z]:/i.test(path) || path.split('/').includes('..')
  if (isOutside || path.includes('\0')) throw new NotOpened('path_outside', path.slice(0, 200))
  return posix.normalize(path)
}

/** Names without the mark of UTF-8 come as Latin letters; Windows in Japan writes them in Shift_JIS, others in UTF-8 all the same. */
function named(raw: string): string {
  const bytes = Buffer.from(raw, 'latin1')
  return bytes.toString('latin1') === raw ? decoded(bytes) : raw
}

/** Excel in Japan writes CSV in Shift_JIS, and "Unicode text" in UTF-16. */
function decoded(content: Uint8Array): string {
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le').decode(content)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder('shift_jis').decode(content)
  }
}

async function isZip(path: string): Promise<boolean> {
  for await (const part of createReadStream(path, { end: 3 }))
    return (part as Buffer).toString('latin1') === 'PK\u0003\u0004'
  return false
}
