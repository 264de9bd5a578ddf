import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Account, serverAccount } from './account.ts'
import { asUser, makeCluster, plainEnvironment } from './cluster.ts'
import { type Engine, findEngine, program } from './engine.ts'
import { makeFolder } from './folders.ts'
import { quickFolder } from './quick-folder.ts'
import { asOptions, serverSettings } from './settings.ts'

/** A server for one run of the tests. */
export type TestPostgres = {
  url(database: string): string
  superuserUrl(database: string): string
  stop(): Promise<void>
}

/** An empty server with the role `engawa` whose data are thrown away, also when the test run is killed; made from a kept template. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const kept = join(tmpdir(), `engawa-test-engine-${process.getuid?.() ?? 0}`)
  const account = serverAccount(kept)
  makeFolder(kept, 0o711)
  const engine = findEngine(account, kept, () => {})
  const template = await ensureTemplate(engine, kept, account)
  const folder = mkdtempSync(join(quickFolder(), 'engawa-test-'))
  spawnSync('cp', ['-a', template, join(folder, 'data')])
  if (account) chownSync(folder, account.uid, account.gid)
  const server = run(engine, folder, account)
  const address = (role: string, database: string) =>
    `postgresql://${role}@localhost:5432/${database}?host=${encodeURIComponent(folder)}`
  await answers(address('postgres', 'postgres'), server)
  return {
    url: (database) => address('engawa', database),
    superuserUrl: (database) => address('postgres', database),
    async stop() {
      const gone = new Promise((resolve) => server.once('exit', resolve))
      server.stdin?.end()
      await gone
    },
  }
}

async function ensureTemplate(engine: Engine, kept: string, account: Account | undefined): Promise<string> {
  const template = join(kept, `${engine.version}-2`)
  if (existsSync(template)) return template
  const unfinished = `${template}.${process.pid}`
  await makeCluster(engine, unfinished, account, ['--no-sync', '--no-data-checksums', '--wal-segsize=1'])
  const single = spawnSync(program(engine, 'postgres'), ['--single', '-D', unfinished, 'postgres'], {
    cwd: '/',
    input: 'create role engawa login nobypassrls\n',
    env: plainEnvironment(),
    ...asUser(account),
  })
  if (single.status !== 0) throw new Error(`The template was not made: ${single.stderr}`)
  try {
    renameSync(unfinished, template)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(template)) throw error
  }
  return template
}

// Nothing here outlives the run, so nothing is made durable.
const settings = {
  ...serverSettings(),
  max_connections: '300',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  wal_buffers: '1MB',
  max_wal_size: '256MB',
  autovacuum: 'off',
  log_min_messages: 'panic',
}

/** The shell waits for the end of its input, which also comes when we are killed, and then takes everything away. */
function run(engine: Engine, folder: string, account: Account | undefined): ChildProcess {
  const script = '"$@" & server=$!; read -r _; kill -QUIT $server; wait $server; rm -rf "$FOLDER"'
  const command = [
    program(engine, 'postgres'),
    '-D',
    join(folder, 'data'),
    '-k',
    folder,
    ...asOptions(settings),
  ]
  return spawn('/bin/sh', ['-c', script, 'sh', ...command], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
    env: { ...plainEnvironment(), FOLDER: folder },
    ...asUser(account),
  })
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  for (const until = Date.now() + 30_000; ; await pause(8)) {
    const client = new pg.Client(url)
    client.on('error', () => {})
    try {
      await client.connect()
      return await client.end()
    } catch (error) {
      if (server.exitCode !== null || Date.now() > until) throw error
    }
  }
}
