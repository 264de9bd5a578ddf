import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CannotStart } from '../cannot-start.ts'
import { problem } from './cluster.ts'
import { settleDataFolder } from './data-folder.ts'
import { makeFolder } from './folders.ts'
import { writtenServer } from './server.ts'
import { serverSettings } from './settings.ts'
import { type EmbeddedPostgres, startPostgres } from './start-postgres.ts'

const folder = mkdtempSync(join(tmpdir(), 'engawa-embedded-'))
const dataDir = join(folder, '縁側 の データ')
let desk: EmbeddedPostgres

beforeAll(async () => {
  chmodSync(folder, 0o755)
  makeFolder(dataDir, 0o711)
  desk = await startPostgres({ dataDir, isDesk: true })
})

afterAll(async () => {
  await desk.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function ask(url: string, question: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query({ text: question, rowMode: 'array' })).rows[0] ?? []
  } finally {
    await client.end()
  }
}

test('the desk is no superuser and cannot pass row-level security, in a folder with spaces and Japanese characters', async () => {
  const who = 'select current_user::text, rolsuper, rolbypassrls from pg_roles where rolname = current_user'
  expect(await ask(desk.url(), who)).toEqual(['engawa', false, false])
  expect(await ask(desk.superuserUrl(), who)).toEqual(['postgres', true, true])
})

test('what is committed survives a power cut, and Japanese letters are letters', async () => {
  const question = `select current_setting('fsync'), current_setting('synchronous_commit'), 'ＡＢＣあ' ~ '^[[:alpha:]]+$'`
  expect(await ask(desk.url(), question)).toEqual(['on', 'on', true])
  expect(desk.major).toBe(18)
})

test('a command beside the desk uses its server and leaves it running', async () => {
  const command = await startPostgres({ dataDir })
  expect(command.url()).toBe(desk.url())
  await command.stop()
  expect(await ask(desk.url(), 'select 1')).toEqual([1])
})

test('a second desk on the same folder is refused, and the first goes on', async () => {
  const second = startPostgres({ dataDir, isDesk: true })
  await expect(second).rejects.toThrow(CannotStart)
  await expect(second).rejects.toThrow(`process ${process.pid}`)
  expect(await ask(desk.url(), 'select 1')).toEqual([1])
})

test('a server that is killed comes back with everything that was committed', async () => {
  await ask(desk.url(), `create table promises as select '折り返します'::text as words`)
  const killed = writtenServer(dataDir)?.pid ?? 0
  const said: string[] = []
  const command = await startPostgres({ dataDir, say: (line) => said.push(line) })
  process.kill(killed, 'SIGKILL')
  await expect
    .poll(() => ask(desk.url(), 'select words from promises').catch(() => undefined))
    .toEqual(['折り返します'])
  await expect.poll(() => writtenServer(dataDir)?.pid).not.toBe(killed)
  await command.stop()
})

test('the last to leave stops the server, also a command that found it running', async () => {
  const alone = join(folder, 'alone')
  makeFolder(alone, 0o711)
  const [first, second] = await Promise.all([
    startPostgres({ dataDir: alone }),
    startPostgres({ dataDir: alone }),
  ])
  const pid = writtenServer(alone)?.pid ?? 0
  await Promise.all([first.stop(), second.stop()])
  expect(existsSync(join(alone, 'postgres', 'postmaster.pid'))).toBe(false)
  // It has ended; its parent may not have noticed yet.
  await expect.poll(() => isThere(pid)).toBe(false)
  expect(readFileSync(join(alone, 'postgres.log'), 'utf8')).toContain('database system is shut down')
})

// Only root starts PostgreSQL as another user.
test.runIf(process.getuid?.() === 0)(
  'a named data folder that PostgreSQL’s user cannot enter is refused',
  () => {
    const closed = join(folder, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const wanted = { dataDir: join(closed, 'data'), isDefault: false, isEmbedded: true }
    expect(() => settleDataFolder(wanted, () => {})).toThrow(`chmod o+x "${closed}"`)
  },
)

test('a data folder below a file is refused in words', () => {
  const wanted = { dataDir: join(import.meta.filename, 'data'), isDefault: false, isEmbedded: false }
  expect(() => settleDataFolder(wanted, () => {})).toThrow('is not a folder')
})

test('a disk that fills up in the middle of a write is called full, in both languages', () => {
  const { say } = problem(
    'PANIC: could not extend file "base/1/2691"\nHINT:  Check free disk space.',
    '/data',
  )
  expect(say('en')).toMatch('The disk that holds /data is full')
  expect(say('ja')).toMatch('いっぱいです')
})

test('a small machine gets a small server', () => {
  expect(serverSettings(2 * 1024 ** 3).shared_buffers).toBe('64MB')
  expect(serverSettings(16 * 1024 ** 3)).toMatchObject({ shared_buffers: '256MB', fsync: 'on' })
})

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
