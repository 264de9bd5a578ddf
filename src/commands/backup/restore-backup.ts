import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { m } from '#texts'
import { CannotStart } from '#platform/cannot-start.ts'
import { type Database, openDatabase } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import { knownMigrations, migrate } from '#platform/migrate.ts'
import { type Manifest, manifest as manifestSchema, type Totals, totals as totalsSchema } from './manifest.ts'
import { loadable } from './loadable.ts'
import { quoted } from './tables.ts'
import { readTar, type TarEntry } from './tar.ts'

export type RestoreTarget = {
  databaseUrl: string
  files: Files
  /** Called before anything is changed, with what the backup says of itself. */
  accept(manifest: Manifest): void
  isForced: boolean
}

/**
 * Puts a backup into an empty database: its schema as it was, rows, sequences, then newer migrations. Rows come in one transaction, so
 * a backup that is damaged or cut off leaves none.
 */
export async function restoreBackup(file: string, target: RestoreTarget): Promise<Totals> {
  const manifest = await checkWhole(file)
  target.accept(manifest)
  await refuseOthers(target.databaseUrl)
  const db = openDatabase(target.databaseUrl, 2)
  try {
    await prepareSchema(db, manifest, target.isForced)
    const found = await load(target, manifest, entriesOf(file))
    await migrate(db)
    return found
  } finally {
    await db.close()
  }
}

/** Reads the backup to its end before anything is changed. */
async function checkWhole(file: string): Promise<Manifest> {
  let manifest: Manifest | undefined
  let isWhole = false
  try {
    for await (const entry of entriesOf(file)) {
      if (entry.name === 'manifest.json') manifest = manifestSchema.parse(JSON.parse(await textOf(entry)))
      if (entry.name === 'totals.json') isWhole = true
    }
  } catch (error) {
    throw damaged(error)
  }
  if (!manifest || !isWhole) throw damaged()
  return manifest
}

async function* entriesOf(file: string): AsyncGenerator<TarEntry> {
  const unzipped = createGunzip()
  // What goes wrong while unpacking comes out where it is read.
  pipeline(createReadStream(file), unzipped).catch(() => {})
  try {
    yield* readTar(unzipped)
  } finally {
    unzipped.destroy()
  }
}

/** A desk that runs would write in between, and be confused by what it finds afterwards. */
async function refuseOthers(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  const { rows } = await client.query<{ others: number }>(`
    select count(*)::int as others from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
      and usename = current_user`)
  await client.end()
  if ((rows[0]?.others ?? 0) > 0) {
    throw new CannotStart((locale) => m.platform_restore_desk_runs({}, { locale }))
  }
}

/** Brings an empty database to the schema the backup was made with. */
async function prepareSchema(db: Database, manifest: Manifest, isForced: boolean): Promise<void> {
  const known = await knownMigrations()
  const unknown = manifest.migrations.find((name) => !known.includes(name))
  if (unknown) {
    throw new CannotStart((locale) =>
      m.platform_restore_newer({ version: manifest.version, unknown }, { locale }),
    )
  }
  const { rows } = await db.pool.query<{ there: boolean; name: string | null }>(`
    select to_regclass('public.organisation') is not null as there`)
  if (rows[0]?.there) {
    const found = await db.pool.query('select 1 from organisation')
    if (found.rowCount !== 0 && !isForced) {
      throw new CannotStart((locale) => m.platform_restore_not_empty({}, { locale }))
    }
    await db.pool.query(
      'drop schema if exists graphile_worker cascade; drop schema public cascade; create schema public',
    )
  }
  await migrate(db, { only: new Set(manifest.migrations) })
}

async function load(
  target: RestoreTarget,
  manifest: Manifest,
  entries: AsyncGenerator<TarEntry>,
): Promise<Totals> {
  const client = new pg.Client(target.databaseUrl)
  await client.connect()
  const found: Totals = {
    rows: Object.fromEntries(manifest.tables.map((table) => [table.name, 0])),
    files: 0,
  }
  try {
    await client.query('begin')
    const tidyUp = await loadable(client, manifest.tables)
    const expected = await loadEntries(client, target, manifest, entries, found)
    for (const [name, { last, isCalled }] of Object.entries(manifest.sequences)) {
      await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(name), last, isCalled])
    }
    await tidyUp()
    refuseDifference(expected, found)
    await client.query('commit')
    await client.query('analyze')
    return found
  } finally {
    await client.end()
  }
}

async function loadEntries(
  client: pg.Client,
  target: RestoreTarget,
  manifest: Manifest,
  entries: AsyncGenerator<TarEntry>,
  found: Totals,
): Promise<Totals> {
  for await (const entry of entries) {
    if (entry.name === 'manifest.json') continue
    if (entry.name === 'totals.json') return totalsSchema.parse(JSON.parse(await textOf(entry)))
    const [kind, ...rest] = entry.name.split('/')
    if (kind === 'files') {
      const { hash } = await target.files.keepStream(Readable.from(entry.content()))
      if (hash !== rest.at(-1)) throw damaged()
      found.files++
      continue
    }
    const table = manifest.tables.find((one) => one.name === rest[0])
    if (kind !== 'tables' || !table) throw damaged()
    const columns = table.columns.map(quoted).join(', ')
    const stream = client.query(from(`copy ${quoted(table.name)} (${columns}) from stdin`))
    await pipeline(Readable.from(entry.content()), stream)
    found.rows[table.name] = (found.rows[table.name] ?? 0) + stream.rowCount
  }
  throw damaged()
}

function refuseDifference(expected: Totals, found: Totals): void {
  const different = Object.keys(expected.rows).find((name) => expected.rows[name] !== found.rows[name])
  if (different || expected.files !== found.files) throw damaged()
}

async function textOf(entry: TarEntry): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of entry.content()) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

function damaged(cause?: unknown): CannotStart {
  return new CannotStart((locale) => m.platform_restore_damaged({}, { locale }), { cause })
}
