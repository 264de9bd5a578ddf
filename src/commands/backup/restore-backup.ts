import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { m } from '#texts'
import { CannotStart } from '#platform/cannot-start.ts'
import type { Database } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import { knownMigrations, migrate } from '#platform/migrate.ts'
import { type Manifest, manifest as manifestSchema, type Totals, totals as totalsSchema } from './manifest.ts'
import { loadable, withoutTriggers } from '../loading/loadable.ts'
import { quoted } from '../loading/quoted.ts'
import { inOneTransaction } from './in-one-transaction.ts'
import { readTar, type TarEntry } from './tar.ts'

export type RestoreTarget = {
  databaseUrl: string
  files: Files
  /** Called before anything is changed, with what the backup says of itself. */
  accept(manifest: Manifest): void
  /** Called when everything is in place and only the commit is left. */
  beforeCommit?(): Promise<void>
  isForced: boolean
}

/**
 * Puts a backup into an empty database: its schema as it was, rows, sequences, then newer migrations. All of it is one
 * transaction, so whatever is killed meanwhile, the database is as before or whole.
 */
export async function restoreBackup(file: string, target: RestoreTarget): Promise<Totals> {
  const manifest = await checkWhole(file)
  target.accept(manifest)
  await refuseOthers(target.databaseUrl)
  const client = new pg.Client(target.databaseUrl)
  // A connection that breaks fails the statement that runs; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin')
    const db = inOneTransaction(client)
    await prepareSchema(client, db, manifest, target.isForced)
    const found = await load(client, target, manifest, entriesOf(file))
    await migrate(db)
    await target.beforeCommit?.()
    await client.query('commit')
    await client.query('analyze')
    return found
  } finally {
    await client.end()
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

/** Brings the database to the schema the backup was made with; what was there is gone once this is committed. */
async function prepareSchema(
  client: pg.Client,
  db: Pick<Database, 'pool'>,
  manifest: Manifest,
  isForced: boolean,
): Promise<void> {
  const known = await knownMigrations()
  const unknown = manifest.migrations.find((name) => !known.includes(name))
  if (unknown) {
    throw new CannotStart((locale) =>
      m.platform_restore_newer({ version: manifest.version, unknown }, { locale }),
    )
  }
  const { rows } = await client.query<{ there: boolean }>(`
    select to_regclass('public.organisation') is not null as there`)
  if (rows[0]?.there) {
    const found = await client.query('select 1 from organisation')
    if (found.rowCount !== 0 && !isForced) {
      throw new CannotStart((locale) => m.platform_restore_not_empty({}, { locale }))
    }
    await client.query(
      'drop schema if exists graphile_worker cascade; drop schema public cascade; create schema public',
    )
  }
  await migrate(db, { only: new Set(manifest.migrations) })
}

async function load(
  client: pg.Client,
  target: RestoreTarget,
  manifest: Manifest,
  entries: AsyncGenerator<TarEntry>,
): Promise<Totals> {
  const names = manifest.tables.map((table) => table.name)
  const found: Totals = { rows: Object.fromEntries(names.map((name) => [name, 0])), files: 0 }
  await client.query(`truncate ${names.map(quoted).join(', ')} cascade`)
  const wake = await withoutTriggers(client, names)
  const finish = await loadable(client, names)
  const expected = await loadEntries(client, target, manifest, entries, found)
  refuseDifference(expected, found)
  for (const [name, { last, isCalled }] of Object.entries(manifest.sequences)) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(name), last, isCalled])
  }
  await finish()
  await wake()
  return found
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
