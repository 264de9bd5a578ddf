import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { m } from '#texts'
import { CannotStart } from '../cannot-start.ts'
import type { Account } from './account.ts'
import { type Engine, program } from './engine.ts'
import { clusterFolder } from './folders.ts'

/** Makes the database cluster when there is none, and refuses one of another major version. */
export async function ensureCluster(
  engine: Engine,
  dataDir: string,
  account: Account | undefined,
): Promise<void> {
  const cluster = clusterFolder(dataDir)
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    removeUnfinished(dataDir)
    // Made beside its place and then moved, so that one that was interrupted, or made by two at once, is never half there.
    const unfinished = `${cluster}.new-${process.pid}-${randomUUID()}`
    await makeCluster(engine, unfinished, account)
    try {
      renameSync(unfinished, cluster)
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true })
      if (!existsSync(join(cluster, 'PG_VERSION'))) throw error
    }
  }
  const found = Number.parseInt(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'), 10)
  if (found !== engine.major) {
    const versions = { folder: cluster, found, expected: engine.major }
    throw new CannotStart((locale) => m.platform_postgres_other_version(versions, { locale }))
  }
}

export async function makeCluster(
  engine: Engine,
  folder: string,
  account: Account | undefined,
  options: string[] = [],
): Promise<void> {
  // Not every system knows C.UTF-8 by name. Collation is built in either way; this is what text search takes for a letter.
  for (const locale of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    makeEmpty(folder, account)
    const said = await initdb(engine, folder, account, [...options, `--locale=${locale}`])
    if (said === undefined) return
    rmSync(folder, { recursive: true, force: true })
    if (!/locale/i.test(said) || locale === 'C') throw problem(said, dirname(folder))
  }
}

function makeEmpty(folder: string, account: Account | undefined): void {
  mkdirSync(folder, { mode: 0o700 })
  if (account) chownSync(folder, account.uid, account.gid)
}

/** Undefined when it went well, else what it said. */
async function initdb(engine: Engine, folder: string, account: Account | undefined, options: string[]) {
  const child = spawn(
    program(engine, 'initdb'),
    ['--pgdata', folder, '--username=postgres', '--auth-local=trust', '--auth-host=reject', '--encoding=UTF8']
      .concat(['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'])
      .concat(options),
    { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], env: plainEnvironment(), ...asUser(account) },
  )
  const exit = new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  )
  const [code, said] = await Promise.all([exit, text(child.stderr), text(child.stdout)])
  return code === 0 ? undefined : said.trim() || `initdb ended with ${code}`
}

export const asUser = (account: Account | undefined) =>
  account ? { uid: account.uid, gid: account.gid } : {}

/** The engine hears nothing of our settings, and answers in English whatever the terminal speaks. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_MESSAGES: 'C', TZ: 'UTC' }
}

export function problem(said: string, folder: string): CannotStart {
  if (isFullDisk(said)) return new CannotStart((locale) => m.platform_disk_full({ folder }, { locale }))
  if (/could not look up effective user ID/.test(said))
    return new CannotStart((locale) =>
      m.platform_postgres_nameless_user({ uid: process.getuid?.() ?? 0 }, { locale }),
    )
  return new CannotStart((locale) => m.platform_postgres_did_not_start({ said }, { locale }))
}

/** A write that was cut short gives no error of the system, only PostgreSQL's advice. */
export const isFullDisk = (said: string): boolean =>
  /No space left on device|Disk quota exceeded|Check free disk space/i.test(said)

function removeUnfinished(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const maker = /^postgres\.new-(\d+)-/.exec(name)?.[1]
    if (maker && !isRunning(Number(maker))) rmSync(join(dataDir, name), { recursive: true, force: true })
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
