import { spawn, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { machine, median, report } from './machine.ts'

// The real program with its own PostgreSQL, fsync on: mail by SMTP until the server says 250, which it says after commit.
// npm run bench intake [mails] [rounds]
const mails = Number(process.argv[2] ?? 10_000)
const rounds = Number(process.argv[3] ?? 3)
const connections = Number(process.env.CONNECTIONS ?? 16)
const [port, smtpPort] = [4390, 4391]
const address = 'support@bench.test'
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'engawa-bench-'))
const env = {
  ...process.env,
  ENGAWA_DATA: folder,
  PORT: String(port),
  SMTP_PORT: String(smtpPort),
  LOG_LEVEL: 'error',
}
execFileSync('chmod', ['755', folder])

const words =
  'the pan arrived yesterday but its handle was loose and I would like to know how to return it please'.split(
    ' ',
  )
const japanese = [
  '鍋の取っ手が緩んでいます。',
  '返品の方法を教えてください。',
  '注文番号は次のとおりです。',
  'いつ届きますか。',
  'よろしくお願いいたします。',
]

// Every thread has three mails, and a person writes the next one when a hundred others have written.
const others = 100
const placeOf = (at: number) => ({
  thread: Math.floor(at / (3 * others)) * others + (at % others),
  place: Math.floor(at / others) % 3,
})
const firstOf = (thread: number) => Math.floor(thread / others) * 3 * others + (thread % others)

function mailOf(round: number, at: number): string {
  const { thread, place } = placeOf(at)
  const isAnswer = place > 0
  const text = Array.from({ length: 12 }, (_, line) =>
    at % 2
      ? words.map((_, i) => words[(i * 7 + at + line) % words.length]).join(' ')
      : japanese.map((_, i) => japanese[(i + at + line) % 5]).join(''),
  )
  return [
    `From: Customer ${thread} <c${round}.${thread}@example.com>`,
    `To: ${address}`,
    `Subject: ${isAnswer ? 'Re: ' : ''}Order ${round}-${thread}`,
    `Message-ID: <${round}.${at}@example.com>`,
    ...(isAnswer ? [`In-Reply-To: <${round}.${firstOf(thread)}@example.com>`] : []),
    `Date: ${new Date(1_790_000_000_000 + at * 1_000).toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...text,
    '.',
    '',
  ].join('\r\n')
}

/** A plain SMTP client: the measurement must not wait for a library of ours. */
async function sendAll(next: () => string | undefined): Promise<void> {
  const socket = connect(smtpPort, '127.0.0.1')
  const reply = replies(socket)
  await reply()
  const say = (line: string) => (socket.write(line), reply())
  await say('EHLO bench\r\n')
  for (let mail = next(); mail !== undefined; mail = next()) {
    socket.write(`MAIL FROM:<a@example.com>\r\nRCPT TO:<${address}>\r\nDATA\r\n`)
    await reply()
    await reply()
    await reply()
    const answer = await say(mail)
    if (!answer.startsWith('250')) throw new Error(answer)
  }
  socket.end('QUIT\r\n')
}

function replies(socket: Socket): () => Promise<string> {
  const waiting: ((line: string) => void)[] = []
  const come: string[] = []
  let rest = ''
  socket.on('data', (data) => {
    rest += data
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      const line = rest.slice(0, end)
      rest = rest.slice(end + 1)
      if (line[3] === '-') continue
      const wake = waiting.shift()
      if (wake) wake(line)
      else come.push(line)
    }
  })
  return () =>
    new Promise((resolve) => (come.length > 0 ? resolve(come.shift() ?? '') : waiting.push(resolve)))
}

const run = (...args: string[]) =>
  execFileSync(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] }).toString()
run(
  'setup',
  '--organisation',
  'Bench',
  '--brand',
  'bench',
  '--email',
  'a@bench.test',
  '--password',
  'a long enough password',
  '--mailbox',
  address,
)
const key = run('api-key', 'create', '--email', 'a@bench.test', '--name', 'bench').trim()
const desk = spawn(process.execPath, [main, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
await new Promise((resolve) => desk.stdout.once('data', resolve))

const ask = async (path: string) =>
  (await fetch(`http://localhost:${port}${path}`, { headers: { authorization: `Bearer ${key}` } })).json()
const before = machine()
const rows: Record<string, unknown>[] = []
try {
  for (let round = 0; round < rounds; round++) {
    let at = 0
    const source = Array.from({ length: mails }, (_, index) => mailOf(round, index))
    const began = performance.now()
    await Promise.all(Array.from({ length: connections }, () => sendAll(() => source[at++])))
    const seconds = (performance.now() - began) / 1_000
    const caughtUp = performance.now()
    // The newest mail can be found and its event has been dispatched: consequences keep up.
    for (let tries = 0; tries < 600; tries++) {
      const found = await ask(
        `/api/search?q=${encodeURIComponent(`"Order ${round}-${placeOf(mails - 1).thread}"`)}`,
      )
      if ((found.items ?? []).length > 0) break
      await pause(10)
    }
    rows.push({
      round,
      mails,
      'per second': Math.round(mails / seconds),
      'searchable after ms': Math.round(performance.now() - caughtUp),
    })
  }
  const perSecond = median(rows.map((row) => Number(row['per second'])))
  report('intake', rows, { before, connections, median: perSecond })
  console.log(`median ${perSecond} mails a second, committed, threaded and searchable (must: 500)`)
} finally {
  const ended = new Promise((resolve) => desk.once('exit', resolve))
  desk.kill('SIGTERM')
  await ended
  rmSync(folder, { recursive: true, force: true })
}
