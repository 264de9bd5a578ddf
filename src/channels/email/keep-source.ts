import { Readable } from 'node:stream'
import type { Files } from '#platform/files.ts'
import { readMail, readMailStream, type AttachmentFacts, type ReadMail } from './reading/read-mail.ts'

/** A mail's source on disk; its bytes too while they are few. */
export type KeptSource = { hash: string; size: number; bytes: Uint8Array | undefined }

/** A mail as read, its attachments in files. */
export type KeptMail = ReadMail<AttachmentFacts & { kept: { hash: string; size: number } }>

const small = 512 * 1024

/** Writes the mail to disk as it comes in, before anything is understood of it; a big one is never whole in memory. */
export async function keepSource(
  files: Files,
  source: AsyncIterable<Buffer>,
  limit: number,
): Promise<KeptSource> {
  const chunks: Buffer[] = []
  let size = 0
  const rest = source[Symbol.asyncIterator]()
  for (;;) {
    const { value, done } = await rest.next()
    if (done) break
    chunks.push(value)
    size += value.length
    if (size <= small) continue
    const whole = Readable.from(
      (async function* () {
        yield* chunks.splice(0)
        for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
      })(),
      { objectMode: false },
    )
    return { ...(await files.keepStream(whole, limit)), bytes: undefined }
  }
  const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
  return { ...(await files.keep(bytes)), bytes }
}

/** Understands a kept mail and keeps its attachments by their content. */
export async function readKept(
  files: Files,
  source: { hash: string; bytes?: Uint8Array | undefined },
): Promise<KeptMail> {
  if (!source.bytes) return readMailStream(files.read(source.hash), () => sinkInto(files))
  const mail = await readMail(source.bytes)
  const attachments: KeptMail['attachments'] = []
  for (const { content, ...facts } of mail.attachments)
    attachments.push({ ...facts, kept: await files.keep(content) })
  return { ...mail, attachments }
}

function sinkInto(files: Files) {
  const pieces: Buffer[] = []
  let wake = () => {}
  let ended = false
  let failed: unknown
  const source = Readable.from(
    (async function* () {
      for (;;) {
        const piece = pieces.shift()
        if (piece) yield piece
        else if (ended) return
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    })(),
    { objectMode: false },
  )
  const kept = files.keepStream(source)
  kept.catch((error) => (failed = error))
  return {
    async write(piece: Uint8Array) {
      if (failed) throw failed
      // Pieces are borrowed from the reader.
      pieces.push(Buffer.from(piece))
      wake()
      while (pieces.length > 64 && !failed) await new Promise((resolve) => setImmediate(resolve))
    },
    end() {
      ended = true
      wake()
      return kept
    },
  }
}
