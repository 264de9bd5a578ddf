import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { machine, median, report } from './machine.ts'
import { withFreshBench } from './parts/fresh-desk.ts'
import { stop } from './parts/program.ts'

// A warm start until the address is printed, what the idle desk holds in memory, and what a browser loads first.
// npm run bench start [rounds]
const rounds = Number(process.argv[2] ?? 5)
const idleSeconds = 20
const before = machine()
const root = fileURLToPath(new URL('..', import.meta.url))

const rows: Record<string, unknown>[] = []
const starts: number[] = []
await withFreshBench({ web: 4910, smtp: 4911 }, async ({ folder, start }) => {
  for (let round = 0; round < rounds; round++) {
    const began = performance.now()
    const desk = await start()
    starts.push(Math.round(performance.now() - began))
    try {
      if (round === rounds - 1) rows.push(...(await memoryOf(folder, desk.pid ?? 0)))
    } finally {
      await stop(desk)
    }
  }
})
rows.unshift({
  what: 'warm start to the printed address, ms (median)',
  measured: median(starts),
  most: 2_000,
})
rows.push(...sizes())
report('start', rows, { before, starts, idleSeconds })

/** Pages shared by processes are counted in parts, so that the sum is what the machine really gives (PSS). */
async function memoryOf(folder: string, pid: number): Promise<Record<string, unknown>[]> {
  if (!existsSync('/proc/self/smaps_rollup')) return [{ what: 'memory: only Linux can tell', measured: null }]
  await pause(idleSeconds * 1_000)
  const postmaster = Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  const node = pss(pid)
  const postgres = [postmaster, ...childrenOf(postmaster)].map(pss).reduce((sum, one) => sum + one, 0)
  return [
    { what: 'memory idle, Node, MB (PSS)', measured: Math.round(node / 1_024) },
    { what: 'memory idle, PostgreSQL, MB (PSS)', measured: Math.round(postgres / 1_024) },
    { what: 'memory idle, both, MB (PSS)', measured: Math.round((node + postgres) / 1_024), most: 250 },
  ]
}

function pss(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number)
}

/** What the pages name as needed at once: the script, and what it imports before it can run. */
function sizes(): Record<string, unknown>[] {
  const web = join(root, '.generated/web')
  if (!existsSync(join(web, 'index.html'))) return [{ what: 'sizes: npm run build first', measured: null }]
  const html = readFileSync(join(web, 'index.html'), 'utf8')
  const first = [...html.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map((found) => join(web, found[1] ?? ''))
  const seen = new Set<string>()
  for (const file of first.filter((one) => existsSync(one))) follow(file, seen)
  const widget = join(root, '.generated/widget')
  const parts = existsSync(widget) ? readdirSync(widget, { recursive: true, encoding: 'utf8' }) : []
  return [
    { what: 'agent app, first load, kB gzip JavaScript', measured: kilobytes([...seen]), most: 180 },
    ...parts
      .filter((name) => name.endsWith('.js'))
      .map((name) => ({ what: `widget ${name}, kB gzip`, measured: kilobytes([join(widget, name)]) })),
  ]
}

function follow(file: string, seen: Set<string>): void {
  if (seen.has(file)) return
  seen.add(file)
  const source = readFileSync(file, 'utf8')
  for (const [, name] of source.matchAll(
    /(?:^|[;}\s])(?:import|export)[^;"'()]*["'`](\.\/[^"'`]+\.js)["'`]/g,
  )) {
    const other = join(file, '..', name ?? '')
    if (existsSync(other)) follow(other, seen)
  }
}

function kilobytes(files: string[]): number {
  return Math.round(files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 100) / 10
}
