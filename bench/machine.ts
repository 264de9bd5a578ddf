import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'

/** What a figure was measured on; a figure without it says nothing. */
export function machine() {
  const [cpu] = cpus()
  return {
    cpu: cpu?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
    loadBefore: Number(loadavg()[0]?.toFixed(2)),
    at: new Date().toISOString(),
  }
}

/** Prints a table and keeps the result as JSON in bench/results. */
export function report(
  name: string,
  rows: Record<string, unknown>[],
  more: Record<string, unknown> = {},
): void {
  console.table(rows)
  const folder = fileURLToPath(new URL('results/', import.meta.url))
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    `${folder}${name}.json`,
    `${JSON.stringify({ machine: machine(), ...more, rows }, null, 2)}\n`,
  )
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
