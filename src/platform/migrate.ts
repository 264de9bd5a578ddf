import { readdir, readFile } from 'node:fs/promises'
import { runMigrations } from 'graphile-worker'
import type { Database } from './database.ts'

const folder = new URL('../../database/migrations/', import.meta.url)

/**
 * Brings the schema to the newest migration: each file once, in order of its number, each in one transaction with the row that
 * says so. Two processes that start at once wait for each other. Returns the names of those run now. With `only`, the others are left
 * for later: a backup is restored into the schema it was made with.
 */
export async function migrate(
  db: Pick<Database, 'pool'>,
  { only }: { only?: ReadonlySet<string> } = {},
): Promise<string[]> {
  await runMigrations({ pgPool: db.pool })
  const client = await db.pool.connect()
  try {
    await client.query('select pg_advisory_lock(4_271_860)')
    await client.query(
      'create table if not exists migrations (name text primary key, run_at timestamptz not null default now())',
    )
    const done = new Set(
      (await client.query<{ name: string }>('select name from migrations')).rows.map((row) => row.name),
    )
    const known = await knownMigrations()
    const pending = known.filter((name) => !done.has(name) && (only?.has(name) ?? true))
    for (const name of pending) {
      await client.query('begin')
      try {
        await client.query(await readFile(new URL(name, folder), 'utf8'))
        await client.query('insert into migrations (name) values ($1)', [name])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`Migration ${name} did not run: ${error instanceof Error ? error.message : error}`, {
          cause: error,
        })
      }
    }
    return pending
  } finally {
    await client.query('select pg_advisory_unlock(4_271_860)').catch(() => {})
    client.release()
  }
}

/** The names of this version's migrations, in order. */
export async function knownMigrations(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
}
