import { existsSync, mkdirSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { benchOn, stop } from './program.ts'

// Kept from run to run, because filling it takes a while. BENCH_DATA names the data folder of a desk that exists, such as one
// that `sample --conversations 1000000` has filled, or one to be made; BENCH_CONVERSATIONS says how large it is made.
const folder = process.env.BENCH_DATA ?? join(tmpdir(), 'engawa-bench-large')
const size = process.env.BENCH_CONVERSATIONS ?? '1000000'
const port = Number(process.env.BENCH_PORT ?? 4650)
const base = `http://127.0.0.1:${port}`

export type Answer = { body: unknown; ms: number }
export type LargeDesk = { get(path: string): Promise<Answer> }

/** What measurements read of a list. */
const page = z.object({ items: z.array(z.object({ id: z.number() })), nextCursor: z.string().nullable() })
export const pageOf = async (desk: LargeDesk, path: string) => page.parse((await desk.get(path)).body)

/** Runs a measurement against the real program with a million sample conversations, asked over HTTP with a key. */
export async function withLargeDesk(measure: (desk: LargeDesk) => Promise<void>): Promise<void> {
  const { command, start } = benchOn(folder, { web: port, smtp: 0 })
  if (!existsSync(join(folder, 'postgres'))) {
    mkdirSync(folder, { mode: 0o755, recursive: true })
    command('sample', '--conversations', size)
  }
  const key = command('api-key', 'create', '--email', 'admin@hinoki.example', '--name', 'bench')
  const desk = await start()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const get = async (path: string): Promise<Answer> => {
    const started = performance.now()
    const { status, text } = await ask(agent, path, key)
    const ms = performance.now() - started
    if (status !== 200) throw new Error(`${path}: ${status} ${text}`)
    return { body: JSON.parse(text), ms }
  }
  try {
    await measure({ get })
  } finally {
    await stop(desk)
  }
}

/** Node's plain client on one connection: fetch takes a millisecond or two more, which is not the desk's. */
function ask(agent: Agent, path: string, key: string): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}` }
    request(base + path, { agent, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (piece) => (text += piece))
      answer.on('end', () => resolve({ status: answer.statusCode, text }))
    })
      .on('error', reject)
      .end()
  })
}

// A desk runs for weeks: what is measured is one that has been asked before. Until then its code is compiled and its plans are made.
const warming = 500

/** Asks one after the other, the paths in turn, after some that only warm. */
export async function timesOf(desk: LargeDesk, paths: readonly string[], times: number): Promise<number[]> {
  for (let at = 0; at < warming; at++) await desk.get(paths[at % paths.length] ?? '')
  const all: number[] = []
  for (let at = 0; at < times; at++) all.push((await desk.get(paths[at % paths.length] ?? '')).ms)
  return all.sort((a, b) => a - b)
}

/** The percentiles of sorted times, in milliseconds. */
export function percentiles(sorted: readonly number[]) {
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1))
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
