import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { machine, median, report } from './machine.ts'
import { mailbox, withFreshDesk } from './parts/fresh-desk.ts'

// The real program with its own PostgreSQL, fsync on: mail by SMTP until the server says 250, which it says after commit.
// npm run bench intake [mails] [rounds] [connections]
const mails = Number(process.argv[2] ?? 10_000)
const rounds = Number(process.argv[3] ?? 3)
const connections = Number(process.argv[4] ?? 32)

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
    `To: ${mailbox}`,
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
async function sendAll(smtpPort: number, next: () => string | undefined): Promise<void> {
  const socket = connect(smtpPort, '127.0.0.1')
  const reply = replies(socket)
  await reply()
  const say = (line: string) => (socket.write(line), reply())
  await say('EHLO bench\r\n')
  for (let mail = next(); mail !== undefined; mail = next()) {
    socket.write(`MAIL FROM:<a@example.com>\r\nRCPT TO:<${mailbox}>\r\nDATA\r\n`)
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

const before = machine()
await withFreshDesk({ web: 4390, smtp: 4391 }, async ({ base, smtpPort, key }) => {
  const rows: Record<string, unknown>[] = []
  for (let round = 0; round < rounds; round++) {
    let at = 0
    const source = Array.from({ length: mails }, (_, index) => mailOf(round, index))
    const began = performance.now()
    await Promise.all(Array.from({ length: connections }, () => sendAll(smtpPort, () => source[at++])))
    const seconds = (performance.now() - began) / 1_000
    rows.push({
      round,
      mails,
      'per second': Math.round(mails / seconds),
      'searchable after ms': await untilFound(base, key, `"Order ${round}-${placeOf(mails - 1).thread}"`),
    })
  }
  const perSecond = median(rows.map((row) => Number(row['per second'])))
  report('intake', rows, { before, connections, median: perSecond })
  console.log(`median ${perSecond} mails a second, committed, threaded and searchable (must: 500)`)
})

/** The newest mail can be found: what follows from intake keeps up. */
async function untilFound(base: string, key: string, question: string): Promise<number> {
  const began = performance.now()
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(`${base}/api/search?q=${encodeURIComponent(question)}`, {
      headers: { authorization: `Bearer ${key}` },
    })
    const found = (await answer.json()) as { items?: unknown[] }
    if ((found.items ?? []).length > 0) break
    await pause(10)
  }
  return Math.round(performance.now() - began)
}
