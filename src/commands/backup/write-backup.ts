import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to } from 'pg-copy-streams'
import { sha256 } from '#platform/crypto.ts'
import type { Files } from '#platform/files.ts'
import type { Manifest, Totals } from './manifest.ts'
import { selectOf, sequencesOf, tablesOf } from './tables.ts'
import { tarEnd, tarHeader, tarPadding } from './tar.ts'

export type BackupSource = {
  databaseUrl: string
  files: Files
  version: string
  /** The key in force, and whether it is one made for this desk, which then belongs into the backup. */
  secret: string
  isOwnSecret: boolean
}

const partSize = 8 * 1024 ** 2
const lineBreak = 0x0a

export const secretMark = (secret: string) => sha256(`mark of ${secret}`).slice(0, 16)

/** Writes everything as of one moment into a gzipped tar archive, while the desk may go on. Whole or not there at all. */
export async function writeBackup(source: BackupSource, file: string): Promise<Totals> {
  const client = new pg.Client(source.databaseUrl)
  await client.connect()
  const partial = `${file}.partial`
  const totals: Totals = { rows: {}, files: 0 }
  try {
    await client.query('begin isolation level repeatable read read only')
    const { rows } = await client.query<{ ids: string }>(
      `select coalesce(string_agg(id::text, ','), '') as ids from brands`,
    )
    // Archived brands too: a backup stands inside every wall.
    await client.query(`set local app.brands = '${rows[0]?.ids ?? ''}'`)
    const archive = Readable.from(archiveOf(client, source, totals), { objectMode: false })
    await pipeline(
      archive,
      createGzip({ level: 4 }),
      createWriteStream(partial, { mode: 0o600, flush: true }),
    )
    await rename(partial, file)
    return totals
  } finally {
    await client.end()
    await rm(partial, { force: true })
  }
}

async function* archiveOf(client: pg.Client, source: BackupSource, totals: Totals): AsyncGenerator<Buffer> {
  const at = new Date()
  const tables = await tablesOf(client)
  const { rows } = await client.query<{ name: string }>('select name from migrations order by name')
  const manifest: Manifest = {
    format: 1,
    version: source.version,
    createdAt: at.toISOString(),
    migrations: rows.map((row) => row.name),
    tables,
    sequences: await sequencesOf(client),
    secret: source.isOwnSecret ? source.secret : null,
    secretMark: secretMark(source.secret),
  }
  yield* entry('manifest.json', Buffer.from(JSON.stringify(manifest, null, 2)), at)
  for (const table of tables) yield* rowsOf(client, table, totals, at)
  // Content is kept before the row that names it, so every file a row of this snapshot names is there by now.
  for await (const hash of source.files.all()) {
    yield* fileEntry(source.files.path(hash), hash, at)
    totals.files++
  }
  yield* entry('totals.json', Buffer.from(JSON.stringify(totals, null, 2)), at)
  yield tarEnd
}

/**
 * A table in parts of some megabytes, because a tar archive says the size of a file
 * before its content. A part ends where a row does.
 */
async function* rowsOf(client: pg.Client, table: Manifest['tables'][number], totals: Totals, at: Date) {
  const stream = client.query(to(`copy (${selectOf(table)}) to stdout`))
  let part = 0
  let held: Buffer[] = []
  let size = 0
  const flush = function* () {
    part++
    yield* entry(`tables/${table.name}/${String(part).padStart(6, '0')}`, Buffer.concat(held), at)
    held = []
    size = 0
  }
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    // Chunks come as the network cuts them; within a row COPY writes a line break as \n.
    const end = size + chunk.length >= partSize ? chunk.lastIndexOf(lineBreak) + 1 : 0
    held.push(end > 0 ? chunk.subarray(0, end) : chunk)
    size += end > 0 ? end : chunk.length
    if (end === 0) continue
    yield* flush()
    held.push(chunk.subarray(end))
    size = chunk.length - end
  }
  if (size > 0) yield* flush()
  totals.rows[table.name] = stream.rowCount
}

function* entry(name: string, content: Buffer, at: Date): Generator<Buffer> {
  yield tarHeader(name, content.length, at)
  yield content
  yield tarPadding(content.length)
}

async function* fileEntry(path: string, hash: string, at: Date): AsyncGenerator<Buffer> {
  const { size } = await stat(path)
  yield tarHeader(`files/${hash}`, size, at)
  yield* createReadStream(path)
  yield tarPadding(size)
}
