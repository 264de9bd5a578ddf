import { spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  closeSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { m } from '#texts'
import { CannotStart } from '../cannot-start.ts'
import type { Account } from './account.ts'
import { asUser, isFullDisk, isRunning, plainEnvironment } from './cluster.ts'
import { type Engine, program } from './engine.ts'
import { clusterFolder } from './folders.ts'
import { asOptions, serverSettings } from './settings.ts'

/** A server as its own lock file (postmaster.pid) describes it; any process can find it there. */
export type RunningServer = { pid: number; socketFolder: string; port: number }

export function writtenServer(dataDir: string): RunningServer | undefined {
  try {
    const lines = readFileSync(lockFile(dataDir), 'utf8').split('\n')
    // PostgreSQL's miscadmin.h: pid, data folder, start time, port, socket folder, address, shared memory, status.
    const [pid, port, socketFolder] = [Number(lines[0]), Number(lines[3]), lines[4] ?? '']
    return pid > 0 && port > 0 && socketFolder !== '' ? { pid, port, socketFolder } : undefined
  } catch {
    return undefined
  }
}

const lockFile = (dataDir: string) => join(clusterFolder(dataDir), 'postmaster.pid')

/** Whether the process that the lock file names still is the server of this folder and not another that got its number. */
export function isServer(server: RunningServer, dataDir: string): boolean {
  if (!isRunning(server.pid)) return false
  try {
    if (process.platform !== 'linux') {
      const { stdout } = spawnSync('ps', ['-o', 'comm=', '-p', String(server.pid)], { encoding: 'utf8' })
      return /postgres/.test(stdout)
    }
    return readlinkSync(`/proc/${server.pid}/cwd`).startsWith(realpathSync(clusterFolder(dataDir)))
  } catch (error) {
    // A zombie has no folder any more. In any other doubt it is alive: nothing is taken from a living server.
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT') && isRunning(server.pid)
  }
}

/** A lock file whose process is gone or is somebody else's; PostgreSQL itself would be kept out by the latter. */
export function forgetDeadServer(dataDir: string): void {
  const server = writtenServer(dataDir)
  if (server && isRunning(server.pid) && !isServer(server, dataDir)) unlinkSync(lockFile(dataDir))
}

/** What a server needs to run. The folder of its socket stays the same when it is started again, since addresses name it. */
export type Place = {
  engine: Engine
  dataDir: string
  account: Account | undefined
  socketFolder: string
  port: 5432
}

/** The server process, and what it wrote last should it end. It lives on without us; whoever leaves last stops it. */
export function launch({ engine, dataDir, account, socketFolder, port }: Place) {
  const logFile = join(dataDir, 'postgres.log')
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > 5_000_000)
    renameSync(logFile, `${logFile}.old`)
  const log = openSync(logFile, 'a', 0o600)
  const from = statSync(logFile).size
  const child = spawn(
    program(engine, 'postgres'),
    ['-D', clusterFolder(dataDir), '-k', socketFolder, '-p', String(port), ...asOptions(serverSettings())],
    { cwd: '/', detached: true, stdio: ['ignore', log, log], env: plainEnvironment(), ...asUser(account) },
  )
  closeSync(log)
  child.unref()
  let failure: string | undefined
  let hasEnded = false
  child.once('error', (error) => {
    failure = error.message
  })
  child.once('exit', () => {
    hasEnded = true
  })
  const logged = () =>
    readFileSync(logFile).subarray(from).toString('utf8').trim().split('\n').slice(-12).join('\n')
  return { pid: child.pid, lastWords: () => failure ?? (hasEnded ? logged() : undefined) }
}

/** Asks the server to end the sessions, write everything out and go; waits until it has. */
export async function stopServer(server: RunningServer, dataDir: string): Promise<void> {
  signal(server.pid)
  for (const until = Date.now() + 120_000; isServer(server, dataDir); await pause(5)) {
    if (Date.now() > until) throw new Error(`PostgreSQL (process ${server.pid}) does not stop`)
  }
  if (server.socketFolder.startsWith(join(temporary(), socketPrefix)))
    rmSync(server.socketFolder, { recursive: true, force: true })
}

function signal(pid: number): void {
  try {
    // Fast shutdown; SIGTERM would wait for the clients.
    process.kill(pid, 'SIGINT')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

const socketPrefix = 'engawa-socket-'
// macOS allows 104 bytes with the closing zero, Linux 108; `/.s.PGSQL.5432.lock` needs 19.
const longestFolder = 103 - 19

/** Inside the data folder, so that every process sees it; in a private folder under /tmp when that path is too long for a socket. */
export function socketFolderFor(dataDir: string, account: Account | undefined): string {
  const before = writtenServer(dataDir)?.socketFolder
  if (before && isOurs(before, account)) return before
  const near = join(dataDir, 'socket')
  // A comma would divide the list of folders that `-k` takes.
  const fits = Buffer.byteLength(near) <= longestFolder && !near.includes(',') && !near.includes('"')
  const folder = fits ? near : mkdtempSync(join(temporary(), socketPrefix))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (account) chownSync(folder, account.uid, account.gid)
  return folder
}

function isOurs(folder: string, account: Account | undefined): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  return (
    found?.isDirectory() === true &&
    found.uid === (account?.uid ?? process.getuid?.()) &&
    (found.mode & 0o077) === 0
  )
}

function temporary(): string {
  const named = tmpdir()
  return process.getuid?.() === 0 || Buffer.byteLength(named) > 40 ? '/tmp' : named
}

export function whyItEnded(lastWords: string, dataDir: string): CannotStart {
  if (isFullDisk(lastWords))
    return new CannotStart((locale) => m.platform_disk_full({ folder: dataDir }, { locale }))
  return new CannotStart((locale) => m.platform_postgres_did_not_start({ said: lastWords }, { locale }))
}
