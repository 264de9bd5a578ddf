import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { onCommit } from './committed.ts'
import { type Database, inAllBrands, type Tx } from './database.ts'
import type { Logger } from './log.ts'
import { eventsAfter, type RecordedEvent } from './outbox.ts'

/** An event with its place in the order of commits: (transaction, id). */
export type CommittedEvent = RecordedEvent & { transaction: string }

/** Tells this process's connections what happened anywhere, soon and in order. Everybody keeps a cursor, so a missed call loses nothing. */
export type Live = {
  onEvent(listener: (event: CommittedEvent) => void): () => void
  /** Things that pass and are stored nowhere, such as typing: to all processes, at most once, perhaps never. */
  tell(topic: string, body: unknown): void
  onTold(listener: (topic: string, body: unknown) => void): () => void
  stop(): Promise<void>
}

const channel = 'engawa_live'
// A NOTIFY takes a lock that all commits share, so processes are told at most this often that there is something to read.
const pauseBetweenCalls = 25
// A reading follows the first change at once and later ones after a moment that nobody sees: under load many in one.
const pauseBetweenReadings = 10
const longestPause = 320

/** Follows the events table from now on: woken by commits here, by NOTIFY from elsewhere, and by the clock if both are missed. */
export async function startLive(db: Database, url: string, log: Logger): Promise<Live> {
  const eventListeners = new Set<(event: CommittedEvent) => void>()
  const toldListeners = new Set<(topic: string, body: unknown) => void>()
  const follower = await followEvents(db, eventListeners, log)
  const line = await openLine(url, log, (payload) => {
    if (payload === '') return follower.look()
    const { topic, body } = JSON.parse(payload) as { topic: string; body: unknown }
    for (const listener of toldListeners) listener(topic, body)
  })
  let callTimer: NodeJS.Timeout | undefined
  const stopListening = onCommit(() => {
    follower.look()
    callTimer ??= setTimeout(() => {
      callTimer = undefined
      line.send('')
    }, pauseBetweenCalls)
  })
  return {
    onEvent: (listener) => subscribe(eventListeners, listener),
    onTold: (listener) => subscribe(toldListeners, listener),
    tell: (topic, body) => line.send(JSON.stringify({ topic, body })),
    async stop() {
      stopListening()
      clearTimeout(callTimer)
      await follower.stop()
      await line.close()
    },
  }
}

function subscribe<T>(set: Set<T>, listener: T): () => void {
  set.add(listener)
  return () => set.delete(listener)
}

async function followEvents(db: Database, listeners: Set<(event: CommittedEvent) => void>, log: Logger) {
  const start = await db.pool.query('select pg_snapshot_xmin(pg_current_snapshot())::text as transaction')
  let cursor = { transaction: String(start.rows[0].transaction), event_id: 0 }
  let reading: Promise<void> | undefined
  let again = false
  let isMore = false
  let heldBack = 0
  let stopped = false
  const read = async () => {
    do {
      again = false
      const { events, isHeldBack } = await inAllBrands(db, (tx) => readOn(tx, cursor), { keepsPlans: true })
      for (const event of events) for (const listener of listeners) listener(event)
      const last = events.at(-1)
      if (last) cursor = { transaction: last.transaction, event_id: last.id }
      isMore = events.length === 500
      heldBack = isHeldBack ? heldBack + 1 : 0
    } while (isMore)
  }
  const look = () => {
    if (reading) {
      again = true
      return
    }
    reading = read()
      .catch((error) => log.warn({ err: error }, 'Events could not be read; looking again'))
      .then(() => pause(Math.min(longestPause, pauseBetweenReadings * 2 ** Math.max(0, heldBack - 1))))
      .finally(() => {
        reading = undefined
        if ((again || heldBack > 0) && !stopped) look()
      })
  }
  const timer = setInterval(look, 1_000)
  return {
    look,
    async stop() {
      stopped = true
      clearInterval(timer)
      await reading
    },
  }
}

/**
 * What is new, and whether something committed waits behind a transaction that still runs: that one may end without recording
 * anything, and then nobody would call.
 */
async function readOn(tx: Tx, cursor: { transaction: string; event_id: number }) {
  const events = await eventsAfter(tx, cursor, 500)
  const { rows } = await sql<{ isHeldBack: boolean }>`
    select exists (
      select from events where transaction >= pg_snapshot_xmin(pg_current_snapshot())
    ) as "isHeldBack"`.execute(tx)
  return { events, isHeldBack: rows[0]?.isHeldBack ?? false }
}

/** A connection of its own for LISTEN/NOTIFY that comes back by itself. */
async function openLine(url: string, log: Logger, heard: (payload: string) => void) {
  let client: pg.Client | undefined
  let closed = false
  let sending: Promise<unknown> = Promise.resolve()
  const connect = async () => {
    const fresh = new pg.Client({ connectionString: url })
    fresh.on('notification', (notice) => heard(notice.payload ?? ''))
    fresh.on('error', () => {})
    fresh.on('end', () => {
      client = undefined
      if (!closed) setTimeout(() => connect().catch(() => retry()), 1_000)
    })
    await fresh.connect()
    await fresh.query(`listen ${channel}`)
    client = fresh
  }
  const retry = () => {
    if (!closed) setTimeout(() => connect().catch(() => retry()), 2_000)
  }
  await connect()
  return {
    send(payload: string) {
      // One after the other: a connection answers one question at a time.
      sending = sending
        .then(() => client?.query('select pg_notify($1, $2)', [channel, payload]))
        .then(undefined, (error) => log.debug({ err: error }, 'not told'))
    },
    async close() {
      closed = true
      await sending
      await client?.end()
    },
  }
}
