import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

export type FreshDesk = { base: string; smtpPort: number; key: string; process: ChildProcess }

export const mailbox = 'support@bench.test'

/** Runs a measurement against the real program with an empty desk of its own; ended and removed afterwards whatever happens. */
export async function withFreshDesk(
  ports: { web: number; smtp: number },
  measure: (desk: FreshDesk) => Promise<void>,
  more: Record<string, string> = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'engawa-bench-'))
  // PostgreSQL runs as another user when we are root.
  chmodSync(folder, 0o755)
  const env = {
    ...process.env,
    ENGAWA_DATA: folder,
    PORT: String(ports.web),
    SMTP_PORT: String(ports.smtp),
    LOG_LEVEL: 'error',
    ...more,
  }
  const command = (...args: string[]) =>
    execFileSync(process.execPath, [main, ...args], {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  const admin = ['--email', 'a@bench.test', '--password', 'a long enough password', '--mailbox', mailbox]
  command('setup', '--organisation', 'Bench', '--brand', 'bench', ...admin)
  const key = command('api-key', 'create', '--email', 'a@bench.test', '--name', 'bench')
  const desk = spawn(process.execPath, [main, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    await new Promise((resolve, reject) => {
      desk.stdout.once('data', resolve)
      desk.once('exit', (code) => reject(new Error(`The desk ended with ${code}`)))
    })
    await measure({ base: `http://127.0.0.1:${ports.web}`, smtpPort: ports.smtp, key, process: desk })
  } finally {
    const ended = new Promise((resolve) => desk.once('exit', resolve))
    desk.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}
