import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openLibrary } from '#knowledge/library.ts'
import { type SettledConfig, readConfig, settle } from '#platform/config.ts'
import { openVault } from '#platform/crypto.ts'
import { openDatabase } from '#platform/database.ts'
import { startPostgres } from '#platform/embedded-postgres/start-postgres.ts'
import { openFiles } from '#platform/files.ts'
import { startLive } from '#platform/live.ts'
import { openLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { reachDatabase } from '#platform/reach-database.ts'
import type { Desk } from '../desk.ts'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

export type OpenDesk = Desk & { config: SettledConfig; databaseUrl: string; close(): Promise<void> }

const say = (line: string) => process.stderr.write(`${line}\n`)

/**
 * Opens the desk of this environment: its data folder, its PostgreSQL (started if it does not run yet), migrated. `isDesk` is for
 * the program that keeps running; a second one on the same folder is refused.
 */
export async function openDesk(
  env: NodeJS.ProcessEnv,
  options: { isDesk?: boolean; isDemo?: boolean } = {},
): Promise<OpenDesk> {
  const read = readConfig(env)
  // The sample never mixes with the real desk.
  const isBesides = options.isDemo && read.isDefaultDataDir
  const config = settle(isBesides ? { ...read, dataDir: `${read.dataDir}-demo` } : read, say)
  const server = config.databaseUrl
    ? undefined
    : await startPostgres({ dataDir: config.dataDir, isDesk: options.isDesk ?? false, say })
  const databaseUrl = config.databaseUrl ?? server?.url() ?? ''
  const db = openDatabase(databaseUrl, config.databasePoolSize, config.publicUrl)
  const log = openLog(config.logLevel)
  const close = async () => {
    await db.close()
    await server?.stop()
  }
  try {
    if (!server) await reachDatabase(db)
    await migrate(db)
    const live = await startLive(db, databaseUrl, log)
    const library = openLibrary(db, live)
    return {
      config,
      databaseUrl,
      db,
      live,
      library,
      log,
      files: openFiles(join(config.dataDir, 'files')),
      vault: openVault(config.secret),
      publicUrl: config.publicUrl,
      mailRelayUrl: config.mailRelayUrl,
      mailFrom: config.mailFrom,
      models: config.models,
      allowsPrivateAddresses: config.allowPrivateAddresses,
      isDemo: options.isDemo ?? false,
      version,
      async close() {
        library.stop()
        await live.stop()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Runs a command's work with the desk open, and leaves it closed whatever happens. */
export async function withDesk<T>(env: NodeJS.ProcessEnv, work: (desk: OpenDesk) => Promise<T>): Promise<T> {
  const desk = await openDesk(env)
  try {
    return await work(desk)
  } finally {
    await desk.close()
  }
}
