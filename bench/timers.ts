import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { listConversations } from '#conversations/inbox.ts'
import type { Caller } from '#platform/caller.ts'
import { type Database, inAllBrands, openDatabase, type Tx } from '#platform/database.ts'
import { startPostgres } from '#platform/embedded-postgres/start-postgres.ts'
import { migrate } from '#platform/migrate.ts'
import { setUp } from '#people/set-up.ts'
import { wakeForAlarm } from '#workrules/service-levels/wake-for-alarm.ts'
import { report } from './machine.ts'

// npm run bench timers [clocks that run] [of them due within a minute]: two workers, one killed in the middle of it. How late each deadline is
// told of, whether each once, and what a list by deadline costs beside so many.
const clocks = Number(process.argv[2] ?? 1_000_000)
const due = Number(process.argv[3] ?? 100_000)
const lead = 20
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

const folder = mkdtempSync(join(tmpdir(), 'engawa-timers-'))
chmodSync(folder, 0o755)
const server = await startPostgres({ dataDir: folder })
const db = openDatabase(server.url(), 4)
const workers: ChildProcess[] = []
try {
  await migrate(db)
  await fill(db)
  const lists = await inAllBrands(db, timesOfLists)
  await Promise.all([4731, 4732].map(worker))
  await setAlarms(db)
  await pause((lead + 25) * 1_000)
  workers[0]?.kill('SIGKILL')
  const told = await waitForAll(db)
  report('timers', [{ clocks, due, ...told, ...lists }])
} finally {
  for (const one of workers) one.kill('SIGKILL')
  await db.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** Open conversations, each with a clock whose deadline is days ahead. */
async function fill({ open }: Database): Promise<void> {
  const admin = { email: 'a@bench.test', name: 'A', password: 'a long enough password' }
  const brand = { slug: 'bench', name: 'Bench', locale: 'en' as const }
  const { brandId } = await setUp(open, {
    organisation: 'Bench',
    locale: 'en',
    timeZone: 'UTC',
    brand,
    admin,
  })
  await inAllBrands(db, async (tx) => {
    await sql`insert into customers (brand_id, name) select ${brandId}, 'C' || n from generate_series(1, 1000) n`.execute(
      tx,
    )
    await sql`insert into service_levels (brand_id, name, first_minutes) values (${brandId}, 'Usual', 60)`.execute(
      tx,
    )
  })
  const batch = 50_000
  for (let from = 0; from < clocks; from += batch)
    await inAllBrands(db, async (tx) => {
      await sql`
        with opened as (
          insert into conversations (brand_id, customer_id, channel, subject, last_message_at, waiting_since, next_due_at)
          select ${brandId}, 1 + n % 1000, 'email', 'Question ' || n, now() - n * interval '1 second', now(),
            now() + interval '2 days' + n * interval '1 second'
          from generate_series(${from + 1}::int, ${Math.min(from + batch, clocks)}::int) n
          returning brand_id, id, next_due_at
        )
        insert into service_clocks (brand_id, conversation_id, kind, message_id, service_level_id, started_at, due_at, left_ms, alarm_at)
        select brand_id, id, 'first', id, (select id from service_levels limit 1), now(), next_due_at, 3600000, next_due_at from opened`.execute(
        tx,
      )
    })
  await db.pool.query('vacuum analyze conversations, service_clocks')
}

/** So many of them become due, evenly within one minute. */
async function setAlarms(database: Database): Promise<void> {
  await inAllBrands(database, async (tx) => {
    await sql`
      with soon as (
        select brand_id, conversation_id, now() + make_interval(secs => ${lead} + random() * 60) as at
        from service_clocks order by conversation_id limit ${due}
      ), moved as (
        update conversations c set next_due_at = soon.at from soon where (c.brand_id, c.id) = (soon.brand_id, soon.conversation_id)
      )
      update service_clocks s set due_at = soon.at, alarm_at = soon.at
      from soon where (s.brand_id, s.conversation_id) = (soon.brand_id, soon.conversation_id)`.execute(tx)
    await wakeForAlarm(tx, Date.now() + lead * 1_000)
  })
}

/** The real worker; answers once it works. */
async function worker(port: number): Promise<void> {
  const env = {
    ...process.env,
    DATABASE_URL: server.url(),
    ENGAWA_DATA: join(folder, String(port)),
    LOG_LEVEL: 'error',
  }
  const program = spawn(process.execPath, [main, 'worker'], {
    env: { ...env, SMTP_PORT: String(port), PORT: String(port + 10) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  workers.push(program)
  await once(program.stdout, 'data')
}

type Told = { told: number; twice: number; p50: number; p99: number; latest: number }

async function waitForAll(database: Database): Promise<Record<string, unknown>> {
  for (let tries = 0; tries < 180; tries++) {
    const { rows } = await inAllBrands(database, (tx) =>
      sql<Told>`
        select count(*)::int as told, (count(*) - count(distinct conversation_id))::int as twice,
          percentile_disc(0.5) within group (order by late) as p50, percentile_disc(0.99) within group (order by late) as p99,
          max(late) as latest
        from (select conversation_id, extract(epoch from at - (data->>'dueAt')::timestamptz)::float8 as late from events
          where type = 'service_level.breached') as rung`.execute(tx),
    )
    const [found] = rows
    if (found && found.told >= due) {
      const seconds = (late: number) => Number(late.toFixed(1))
      return {
        told: found.told,
        twice: found.twice,
        'late p50 s': seconds(found.p50),
        'late p99 s': seconds(found.p99),
        'latest s': seconds(found.latest),
      }
    }
    await pause(1_000)
  }
  throw new Error('Not all deadlines were told of')
}

async function timesOfLists(tx: Tx): Promise<Record<string, number>> {
  const caller: Caller = {
    ...{ staffId: 1, name: 'A', email: 'a@bench.test', role: 'admin', locale: 'en', timeZone: 'UTC' },
    brands: [...tx.inBrands],
    scopes: ['read'],
  }
  const of = async (query: { view?: 'overdue' | 'open'; sort: 'due_soonest' | 'newest' }) => {
    const times: number[] = []
    for (let at = 0; at < 120; at++) {
      const begun = performance.now()
      await listConversations(tx, caller, { ...query, limit: 50 })
      times.push(performance.now() - begun)
    }
    return Number(
      times
        .slice(20)
        .sort((a, b) => a - b)[94]
        ?.toFixed(1),
    )
  }
  return {
    'due soonest p95 ms': await of({ view: 'open', sort: 'due_soonest' }),
    'newest p95 ms': await of({ view: 'open', sort: 'newest' }),
  }
}
