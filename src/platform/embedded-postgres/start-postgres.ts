import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { m } from '#texts'
import { CannotStart, terminalLocale } from '../cannot-start.ts'
import { serverAccount } from './account.ts'
import { ensureCluster } from './cluster.ts'
import { findEngine } from './engine.ts'
import { clusterFolder } from './folders.ts'
import { arrive, becomeDesk, type Presence } from './presence.ts'
import {
  forgetDeadServer,
  isServer,
  launch,
  type Place,
  socketFolderFor,
  stopServer,
  whyItEnded,
  writtenServer,
} from './server.ts'

/** The embedded server while this process uses it. */
export type EmbeddedPostgres = {
  /** As the role `engawa`, which owns its database and is bound by row-level security. */
  url(database?: string): string
  /** As the role `postgres`, for restoring and for looking after the server. */
  superuserUrl(database?: string): string
  major: number
  /** Leaves the server, and stops it when nobody else uses it. Close your own connections first. */
  stop(): Promise<void>
}

type Options = {
  dataDir: string
  /** Refuses when another desk already runs on this folder. */
  isDesk?: boolean
  say?: (line: string) => void
}

/**
 * Uses the server of this data folder: the one that runs (the desk's, a command's, or one that a killed desk left behind), else
 * one started now. Any number of processes may do so at once; the last to leave stops it. A server that dies is started again.
 */
export async function startPostgres({
  dataDir,
  isDesk = false,
  say = () => {},
}: Options): Promise<EmbeddedPostgres> {
  const account = serverAccount(clusterFolder(dataDir))
  const engine = findEngine(account, dataDir, say)
  await ensureCluster(engine, dataDir, account)
  const place: Place = {
    engine,
    dataDir,
    account,
    socketFolder: socketFolderFor(dataDir, account),
    port: 5432,
  }
  let presence = await join(place, isDesk)
  await ensureDatabase(presence.client).catch((error) => leaveAfter(presence, dataDir, error))

  let isStopping = false
  let returning: Promise<void> | undefined
  const watch = () =>
    presence.onLost(() => {
      if (!isStopping) returning = comeBack()
    })
  const comeBack = async () => {
    say(m.platform_postgres_lost({}, { locale: terminalLocale(process.env) }))
    for (; !isStopping; await pause(1_000)) {
      try {
        presence = await join(place, isDesk)
        return watch()
      } catch (error) {
        say(error instanceof CannotStart ? error.message : String(error))
      }
    }
  }
  watch()

  const { socketFolder, port } = writtenServer(dataDir) ?? place
  place.socketFolder = socketFolder
  const address = (role: string, database: string) =>
    `postgresql://${role}@localhost:${port}/${encodeURIComponent(database)}?host=${encodeURIComponent(socketFolder)}`
  return {
    url: (database = 'engawa') => address('engawa', database),
    superuserUrl: (database = 'engawa') => address('postgres', database),
    major: engine.major,
    async stop() {
      isStopping = true
      await returning
      await leave(presence, dataDir)
    },
  }
}

/** Recovering after a crash may have to read gigabytes of the write-ahead log. */
const patience = 180_000

async function join(place: Place, isDesk: boolean): Promise<Presence> {
  const { dataDir } = place
  let launched: ReturnType<typeof launch> | undefined
  for (const until = Date.now() + patience; Date.now() < until; await pause(8)) {
    const server = writtenServer(dataDir)
    const presence = server && (await arrive(server))
    if (presence) {
      if (isDesk) await beTheDesk(presence, dataDir).catch((error) => leaveAfter(presence, dataDir, error))
      return presence
    }
    if (server && isServer(server, dataDir)) continue
    const lastWords = launched?.lastWords()
    if (launched && lastWords === undefined) continue
    // Another process was quicker, or the old server's sessions are not gone yet: PostgreSQL itself allows only one.
    if (lastWords !== undefined && !/lock file|pre-existing shared memory/.test(lastWords))
      throw whyItEnded(lastWords, dataDir)
    if (lastWords !== undefined) await pause(100)
    forgetDeadServer(dataDir)
    launched = launch(place)
  }
  throw whyItEnded(launched?.lastWords() ?? m.platform_postgres_silent(), dataDir)
}

/** A desk that is just stopping, or was killed a moment ago, is given time to be gone. */
const patienceWithOtherDesk = 4_000

async function beTheDesk(presence: Presence, dataDir: string): Promise<void> {
  const until = Date.now() + patienceWithOtherDesk
  for (
    let other = await becomeDesk(presence.client);
    other !== true;
    other = await becomeDesk(presence.client)
  ) {
    const pid = other
    if (Date.now() > until)
      throw new CannotStart((locale) => m.platform_data_in_use({ folder: dataDir, pid }, { locale }))
    await pause(25)
  }
}

async function leave(presence: Presence, dataDir: string): Promise<void> {
  const server = writtenServer(dataDir)
  const isLast = await presence.leave().catch(() => false)
  if (isLast && server) await stopServer(server, dataDir)
}

async function leaveAfter(presence: Presence, dataDir: string, error: unknown): Promise<never> {
  await leave(presence, dataDir)
  throw error
}

/** The desk's own role is no superuser and cannot pass row-level security; it owns its database and nothing else. */
async function ensureDatabase(client: pg.Client): Promise<void> {
  // Two that come to a new server at once make it one after the other.
  await client.query(`select pg_advisory_lock(${making})`)
  const found = await client.query(`select 1 from pg_database where datname = 'engawa'`)
  if (found.rows.length === 0) {
    // A role that is there is left from one that was killed between the two.
    const role = await client.query(`select 1 from pg_roles where rolname = 'engawa'`)
    if (role.rows.length === 0) await client.query('create role engawa login nobypassrls')
    await client.query('create database engawa owner engawa')
  }
  await client.query(`select pg_advisory_unlock(${making})`)
}

const making = 4_271_863
