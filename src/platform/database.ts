import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import type { DB } from '#database/tables.ts'
import { committed, forgetRecorded } from './committed.ts'

// Ids are bigint in the database and stay far below 2^53 here, so they are plain numbers in the program.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
// The same for bigint[], which has no nulls and no nesting here: {1,2}. Its type number is missing from pg's list.
const bigints: number = 1016
pg.types.setTypeParser(bigints, (text) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(Number)))

/**
 * A transaction that stands inside the walls of some brands, and so the only way to rows that belong to a brand. It knows where people reach its desk,
 * since what is written to customers names addresses there.
 */
export type Tx = Kysely<DB> & { readonly inBrands: readonly number[]; readonly publicUrl: string }

/** The open database: a pool of connections and the transactions run on them. */
export type Database = {
  pool: pg.Pool
  /** Statements outside any brand: staff, brands, sessions, keys. Nothing that belongs to a brand is visible. */
  open: Kysely<DB>
  publicUrl: string
  close(): Promise<void>
}

export function openDatabase(url: string, size = 10, publicUrl = 'http://localhost'): Database {
  const pool = new pg.Pool({ connectionString: url, max: size, idleTimeoutMillis: 60_000 })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const open = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return {
    pool,
    open,
    publicUrl,
    async close() {
      // Kysely ends only a pool it has used.
      await open.destroy()
      if (!pool.ended) await pool.end()
    },
  }
}

type Options = { keepsPlans?: boolean; isReading?: boolean }

/**
 * Runs `work` as one transaction that sees only these brands; `isReading` is for work that writes nothing. `keepsPlans` is for the few that run hundreds of times a second: their
 * statements look rows up one by one (`cross join lateral (… limit)`), so that the first plan is good for ever. What it records is announced after the commit.
 * Deadlocks, serialisation failures (SQLSTATE 40P01, 40001) and rows that came or went at the same moment (23505, 23503) are tried
 * again, since nothing of them has happened; the next attempt sees what the other one wrote.
 */
export async function inBrands<T>(
  db: Database,
  brandIds: readonly number[],
  work: (tx: Tx) => Promise<T>,
  options: Options = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(db, brandIds, work, options)
    } catch (error) {
      if (attempt >= 4 || !isTransient(error)) throw error
    }
  }
}

/**
 * Lets the rest of a transaction see these brands too. For the few doors that lead past a wall, such as a question to somebody who stands outside it:
 * what is asked afterwards must say itself which rows of them are meant.
 */
export async function alsoInBrands(tx: Tx, brandIds: readonly number[]): Promise<void> {
  const all = [...new Set([...tx.inBrands, ...brandIds])].map(Number)
  if (all.length === tx.inBrands.length) return
  await sql.raw(`set local app.brands = '${all.join(',')}'`).execute(tx)
  Object.assign(tx, { inBrands: all })
}

/** Like `inBrands` for work of the desk itself that concerns every brand, such as dispatching events. */
export async function inAllBrands<T>(
  db: Database,
  work: (tx: Tx) => Promise<T>,
  options: { keepsPlans?: boolean } = {},
): Promise<T> {
  const brands = await db.open.selectFrom('brands').select('id').execute()
  return inBrands(
    db,
    brands.map((brand) => brand.id),
    work,
    options,
  )
}

async function runOnce<T>(
  db: Database,
  brandIds: readonly number[],
  work: (tx: Tx) => Promise<T>,
  options: Options,
): Promise<T> {
  const client = await db.pool.connect()
  const tx = kyselyOn(db, client, brandIds, options.keepsPlans ?? false)
  let broken = false
  try {
    // The statement and not set_config(): only the statement is propagated by a Citus coordinator. Ids are numbers, so nothing can be smuggled in.
    // A kept plan made while a table was small would go on scanning it when it has grown, so each row is looked up by an index.
    const plans = options.keepsPlans ? onlyLookups : ''
    const begin = options.isReading ? 'begin read only' : 'begin'
    await client.query(`${begin}; set local app.brands = '${brandIds.map(Number).join(',')}'${plans}`)
    const result = await work(tx)
    if (options.isReading) {
      endReading(client)
      return result
    }
    await client.query('commit')
    committed(tx)
    client.release()
    return result
  } catch (error) {
    forgetRecorded(tx)
    await client.query('rollback').catch(() => {
      broken = true
    })
    client.release(broken)
    throw error
  }
}

/** Nothing was written, so nobody waits for the end of the transaction but the connection itself. */
function endReading(client: pg.PoolClient): void {
  client.query('commit').then(
    () => client.release(),
    () => client.release(true),
  )
}

const onlyLookups =
  ['seqscan', 'hashjoin', 'mergejoin', 'material'].map((one) => `; set local enable_${one} = off`).join('') +
  '; set local plan_cache_mode = force_generic_plan'

function kyselyOn(
  { publicUrl }: Database,
  client: pg.PoolClient,
  brandIds: readonly number[],
  keepsPlans: boolean,
): Tx {
  const keep = named(client)
  const query = (text: string, values: unknown[]) =>
    keepsPlans || isKept(text) ? keep(text, values) : client.query(text, values)
  const single = { query, release() {} }
  const pool = { connect: async () => single, end: async () => {} }
  const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }) })
  return Object.assign(kysely, { inBrands: brandIds, publicUrl })
}

/** A question outside any brand that is asked with every request: planned once for a connection. */
export async function askKept<Row extends object>(
  db: Database,
  question: RawBuilder<unknown>,
): Promise<{ rows: Row[] }> {
  const { sql: text, parameters } = question.compile(db.open)
  return db.pool.query<Row>({ name: nameOf(text), text, values: [...parameters] })
}

/** A statement that begins so is always the same question about rows named by their keys: it is planned once for a connection. */
const isKept = (text: string) => text.slice(0, 40).includes('/* kept */')

const names = new Map<string, string>()
const mostNames = 200

function nameOf(text: string): string | undefined {
  let name = names.get(text)
  if (name === undefined && names.size < mostNames) {
    name = `kept_${names.size}`
    names.set(text, name)
  }
  return name
}

/** The same statements again and again: by name, PostgreSQL parses and plans each once for a connection instead of every time. */
function named(client: pg.PoolClient) {
  return (text: string, values: unknown[]) => {
    const name = nameOf(text)
    return client.query(name === undefined ? { text, values } : { name, text, values })
  }
}

const transient = new Set(['40P01', '40001', '23505', '23503'])

function isTransient(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && transient.has(code)
}

/** Runs several writes as one statement, which costs one round trip; none of them sees what another writes. */
export async function writeTogether(tx: Tx, writes: readonly RawBuilder<unknown>[]): Promise<void> {
  if (writes.length === 0) return
  const parts = writes.map((write, at) => sql`${sql.raw(`write_${at}`)} as (${write})`)
  await sql`with ${sql.join(parts)} select 1`.execute(tx)
}

/** Serialises transactions that name the same words, for instance all mail of one sender; released at commit. */
export async function lockByName(tx: Tx, name: string): Promise<void> {
  await lockByNames(tx, [name])
}

/** The same for several names, always taken in one order so that two transactions cannot wait for each other. */
export async function lockByNames(tx: Tx, names: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(key) from (
    select distinct hashtextextended(name, 0) as key from unnest(${[...names]}::text[]) as name order by key
  ) as ordered`.execute(tx)
}
