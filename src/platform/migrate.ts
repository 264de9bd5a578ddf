import { readdir, readFile } from 'node:fs/promises'
import { runMigrations } from 'graphile-worker'
import type pg from 'pg'
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
        await seeEveryBrand(client)
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

/** The wall between brands stands for the owner of the tables too: without this, what a migration fills in would find no row. */
async function seeEveryBrand(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ isThere: boolean }>(
    `select to_regclass('brands') is not null as "isThere"`,
  )
  if (!rows[0]?.isThere) return
  const brands = await client.query<{ id: string }>('select id::text from brands')
  await client.query(`set local app.brands = '${brands.rows.map(({ id }) => Number(id)).join(',')}'`)
}

/** The names of this version's migrations, in order. */
export async function knownMigrations(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
}
