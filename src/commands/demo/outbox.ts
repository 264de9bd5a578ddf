import { mkdir } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { SMTPServer } from 'smtp-server'

/** Where the mail of the sample goes: into a folder, to be looked at. Its addresses belong to nobody. */
export type Outbox = { url: string; keepIn(folder: string): void; close(): Promise<void> }

/** A relay on this machine that keeps every mail as a file, so that the sample shows real sending and reaches nobody. */
export async function openOutbox(): Promise<Outbox> {
  let folder: string | undefined
  let count = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, session, done) {
      keep(stream, session.envelope.rcptTo[0]?.address ?? 'nobody').then(() => done(), done)
    },
  })
  const keep = async (mail: NodeJS.ReadableStream, to: string) => {
    if (!folder) throw new Error('The outbox is not open yet')
    await mkdir(folder, { recursive: true })
    const name = `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${++count}-${to.replaceAll(/[^\w.@-]/g, '_')}.eml`
    await pipeline(mail, createWriteStream(join(folder, name)))
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    keepIn: (place) => {
      folder = place
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
