import type { ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bench, benchOn, stop } from './program.ts'

type Ports = { web: number; smtp: number }

export type FreshDesk = { base: string; smtpPort: number; key: string; process: ChildProcess }

export const mailbox = 'support@bench.test'

/** An empty desk of its own, set up and not started yet; removed afterwards whatever happens. */
export async function withFreshBench(
  ports: Ports,
  measure: (bench: Bench) => Promise<void>,
  more: Record<string, string> = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'engawa-bench-'))
  // PostgreSQL runs as another user when we are root.
  chmodSync(folder, 0o755)
  const bench = benchOn(folder, ports, more)
  const admin = ['--email', 'a@bench.test', '--password', 'a long enough password', '--mailbox', mailbox]
  try {
    bench.command('setup', '--organisation', 'Bench', '--brand', 'bench', ...admin)
    await measure(bench)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs a measurement against the real program with an empty desk, asked with a key. */
export async function withFreshDesk(
  ports: Ports,
  measure: (desk: FreshDesk) => Promise<void>,
  more: Record<string, string> = {},
): Promise<void> {
  await withFreshBench(
    ports,
    async ({ command, start }) => {
      const key = command('api-key', 'create', '--email', 'a@bench.test', '--name', 'bench')
      const desk = await start()
      try {
        await measure({ base: `http://127.0.0.1:${ports.web}`, smtpPort: ports.smtp, key, process: desk })
      } finally {
        await stop(desk)
      }
    },
    more,
  )
}
