import { availableParallelism } from 'node:os'
import { startThread } from '#platform/thread.ts'
import { median, report } from './machine.ts'
import type { Judged } from './parts/judge-rules.ts'

// How often a second all rules of a brand are asked about a message, in memory: npm run bench rules [how many rules].
// Two threads at once, as a desk on two cores has two processes.
const count = Number(process.argv[2] ?? 100)
const target = 10_000

const threads = Array.from({ length: Math.min(2, availableParallelism()) }, () =>
  startThread(new URL('parts/judge-rules.ts', import.meta.url)),
)
const each = await Promise.all(threads.map((one) => one.ask<Judged>(count)))
await Promise.all(threads.map((one) => one.stop()))
const sum = (of: (rates: number[]) => number) => each.reduce((all, { rates }) => all + of(rates), 0)
report('rules', [
  {
    ...{ rules: count, conditions: count * 5, threads: threads.length },
    'a second, all threads (median of 5)': sum(median),
    least: sum((rates) => Math.min(...rates)),
    target,
    acted: each.every(({ acted }) => acted > 0),
  },
])
