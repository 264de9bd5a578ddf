import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, type ReadStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Transform } from 'node:stream'

/** Contents kept by their SHA-256: written once, never changed, the same content twice is one file. */
export type Files = {
  keep(content: Uint8Array): Promise<{ hash: string; size: number }>
  /** Streams to disk without holding the content; refuses with `FileTooLarge` past `limit` bytes, leaving nothing. */
  keepStream(source: Readable, limit?: number): Promise<{ hash: string; size: number }>
  read(hash: string): ReadStream
  path(hash: string): string
  size(hash: string): Promise<number | undefined>
  /** The hashes of everything that is kept; what is half-written is not among them. */
  all(): AsyncGenerator<string>
  /** A store beside this one for what is needed for some days only: in no backup, and not among `all`. */
  passing: PassingFiles
}

export type PassingFiles = Pick<Files, 'keepStream' | 'path'> & {
  /** Takes away what was last put here before then, but for what is still needed. */
  forgetBefore(moment: Date, needed: ReadonlySet<string>): Promise<void>
}

export class FileTooLarge extends Error {}

export function openFiles(folder: string): Files {
  return { ...openStore(folder), passing: openPassing(join(folder, 'passing')) }
}

function openPassing(folder: string): PassingFiles {
  const { keepStream, path, all } = openStore(folder)
  return {
    keepStream,
    path,
    async forgetBefore(moment, needed) {
      for await (const hash of all()) {
        if (needed.has(hash)) continue
        const found = await stat(path(hash)).catch(() => undefined)
        if (found && found.mtime < moment) await rm(path(hash), { force: true })
      }
    },
  }
}

function openStore(folder: string): Omit<Files, 'passing'> {
  const path = (hash: string) => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('Not a content hash')
    return join(folder, hash.slice(0, 2), hash)
  }
  const made = new Set<string>()
  const makeFolder = async (target: string) => {
    const parent = dirname(target)
    if (made.has(parent)) return
    await mkdir(parent, { recursive: true })
    made.add(parent)
  }
  return {
    path,
    all: () => keptIn(folder),
    read: (hash) => createReadStream(path(hash)),
    size: (hash) =>
      stat(path(hash)).then(
        (found) => found.size,
        () => undefined,
      ),
    async keep(content) {
      const hash = createHash('sha256').update(content).digest('hex')
      const target = path(hash)
      if (existsSync(target)) return { hash, size: content.byteLength }
      await makeFolder(target)
      const partial = `${target}.${randomUUID()}`
      await writeFile(partial, content, { flush: true }).catch((error) => forget(partial, error))
      await rename(partial, target)
      return { hash, size: content.byteLength }
    },
    async keepStream(source, limit = Infinity) {
      const partial = join(folder, 'partial', randomUUID())
      await makeFolder(partial)
      const digest = createHash('sha256')
      let size = 0
      const measure = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          size += chunk.length
          digest.update(chunk)
          if (size > limit) done(new FileTooLarge())
          else done(null, chunk)
        },
      })
      await pipeline(source, measure, createWriteStream(partial, { flush: true })).catch((error) =>
        forget(partial, error),
      )
      const hash = digest.digest('hex')
      const target = path(hash)
      await makeFolder(target)
      await rename(partial, target)
      return { hash, size }
    },
  }
}

async function forget(partial: string, error: unknown): Promise<never> {
  await rm(partial, { force: true })
  throw error
}

async function* keptIn(folder: string): AsyncGenerator<string> {
  const folders = (await namesIn(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name))
  for (const name of folders.sort()) {
    const hashes = (await namesIn(join(folder, name))).filter((one) => /^[0-9a-f]{64}$/.test(one))
    yield* hashes.sort()
  }
}

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
