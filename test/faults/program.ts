import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { writtenServer } from '#platform/embedded-postgres/server.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const run = promisify(execFile)
const patience = 120_000

export const mailbox = 'support@hinoki.test'

/** The real program as a child with a data folder of its own, to be killed and started again. */
export type Program = {
  folder: string
  smtpPort: number
  start(): Promise<void>
  /** Starts it without waiting until it is ready. */
  launch(): void
  /** SIGKILL for the whole process group of Node; PostgreSQL is left as it is. */
  kill(): Promise<void>
  killPostgres(): void
  ask(path: string, body?: unknown, headers?: Record<string, string>): Promise<{ status: number; body: any }>
  sql<T extends pg.QueryResultRow>(query: string, values?: unknown[]): Promise<T[]>
  /** What the program wrote, for the message of a test that fails. */
  said(): string
}

/** A desk with the brand Hinoki and one mailbox, started; ended and removed afterwards whatever happens. */
export async function withProgram(
  work: (program: Program) => Promise<void>,
  options: { env?: Record<string, string>; folder?: string } = {},
): Promise<void> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'engawa-faults-')))
  // PostgreSQL runs as another user when we are root.
  await chmod(folder, 0o755)
  const [port, smtpPort] = [await freePort(), await freePort()]
  const env = {
    ...process.env,
    ENGAWA_DATA: folder,
    PORT: String(port),
    HOST: '127.0.0.1',
    SMTP_PORT: String(smtpPort),
    SMTP_HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    ...options.env,
  }
  const command = async (...args: string[]) => (await run(process.execPath, [main, ...args], { env })).stdout
  let child: ChildProcess | undefined
  let said = ''
  let key = ''
  const launch = () => {
    const fresh = spawn(process.execPath, [main, 'start'], {
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const hear = (data: Buffer) => (said = `${said}${data}`.slice(-20_000))
    fresh.stdout.on('data', hear)
    fresh.stderr.on('data', hear)
    child = fresh
  }
  const program: Program = {
    folder,
    smtpPort,
    launch,
    async start() {
      launch()
      const isReady = () => {
        if (child && child.exitCode !== null)
          throw new Error(`The desk ended with ${child.exitCode}: ${said}`)
        return isListening(port, smtpPort)
      }
      await until(isReady, patience, () => `The desk did not start: ${said}`)
    },
    async kill() {
      const dying = child
      child = undefined
      if (!dying?.pid || dying.exitCode !== null) return
      const gone = new Promise((resolve) => dying.once('exit', resolve))
      process.kill(-dying.pid, 'SIGKILL')
      await gone
    },
    killPostgres() {
      const server = writtenServer(folder)
      if (server) killQuietly(server.pid)
    },
    async ask(path, body, headers = {}) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      })
      return { status: response.status, body: await response.json() }
    },
    async sql<T extends pg.QueryResultRow>(query: string, values: unknown[] = []) {
      const client = await connectedTo(folder)
      return (await client.query<T>(query, values).finally(() => client.end())).rows
    },
    said: () => said,
  }
  try {
    await command(
      ...['setup', '--organisation', 'Hinoki', '--brand', 'hinoki', '--email', 'ana@hinoki.test'],
      ...['--password', 'a long enough password', '--mailbox', mailbox],
    )
    key = (await command('api-key', 'create', '--email', 'ana@hinoki.test', '--name', 'faults')).trim()
    await program.start()
    await work(program)
  } finally {
    await program.kill()
    program.killPostgres()
    await until(
      () => !writtenServer(folder) || !isRunning(writtenServer(folder)?.pid ?? 0),
      patience,
      () => 'PostgreSQL does not end',
    )
    // A folder that was given belongs to its giver. The server's children write their last while they go.
    if (!options.folder) await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

/** A server that was killed, or that fell, is being started again by the program: it is waited for. */
async function connectedTo(folder: string): Promise<pg.Client> {
  let client: pg.Client | undefined
  let why = 'it has written no address'
  const isReached = async () => {
    const server = writtenServer(folder)
    if (!server) return false
    const { socketFolder: host, port } = server
    const attempt = new pg.Client({ host, port, user: 'postgres', database: 'engawa' })
    attempt.on('error', () => {})
    return attempt.connect().then(
      () => Boolean((client = attempt)),
      (error) => ((why = String(error)), false),
    )
  }
  const lastWords = () => readFileSync(join(folder, 'postgres.log'), 'utf8').slice(-2_000)
  await until(isReached, patience, () => `PostgreSQL cannot be reached, ${why}: ${lastWords()}`)
  if (!client) throw new Error('unreachable')
  return client
}

/** Waits until a claim holds; says why it gave up. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  within: number,
  why: () => string,
): Promise<void> {
  for (const end = Date.now() + within; !(await holds()); await pause(25)) {
    if (Date.now() > end) throw new Error(why())
  }
}

/** Dice with a memory: the same seed throws the same again. */
export function openDice(seed: number) {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return { below: (limit: number) => Math.floor(next() * limit) }
}

async function isListening(port: number, smtpPort: number): Promise<boolean> {
  const isWeb = await fetch(`http://127.0.0.1:${port}/api/openapi.json`).then(
    (response) => response.ok,
    () => false,
  )
  return isWeb && (await isOpen(smtpPort))
}

async function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => (socket.destroy(), resolve(true)))
    socket.once('error', () => resolve(false))
  })
}

let candidate = 4_900 + (process.pid % 50) * 2

/** Below the range systems hand out by themselves, so that nobody takes it between a kill and the next start. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = candidate
    candidate = candidate >= 4_999 ? 4_900 : candidate + 1
    const isFree = await new Promise<boolean>((resolve) => {
      const server = createServer()
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (isFree) return port
  }
  throw new Error('No free port from 4900 to 4999')
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}
