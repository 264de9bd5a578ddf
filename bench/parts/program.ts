import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { nodeFlags, nodeSettings } from '../../bin/set-up/how-node-runs.mjs'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** The real program on a data folder and ports, as measurements run it. */
export type Bench = {
  folder: string
  /** One command of it, answering what it printed. */
  command(...args: string[]): string
  /** Starts the desk; answers once it has printed its address. */
  start(): Promise<ChildProcess>
}

export function benchOn(
  folder: string,
  ports: { web: number; smtp: number },
  more: Record<string, string> = {},
): Bench {
  const env = {
    ...nodeSettings,
    ...process.env,
    ENGAWA_DATA: folder,
    PORT: String(ports.web),
    SMTP_PORT: String(ports.smtp),
    LOG_LEVEL: 'error',
    ...more,
  }
  return {
    folder,
    command: (...args) =>
      execFileSync(process.execPath, [main, ...args], {
        env,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      }).trim(),
    async start() {
      const desk = spawn(process.execPath, [...nodeFlags, main, 'start'], {
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await new Promise((resolve, reject) => {
        desk.stdout.once('data', resolve)
        desk.once('exit', (code) => reject(new Error(`The desk ended with ${code}`)))
      })
      return desk
    },
  }
}

export async function stop(desk: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => desk.once('exit', resolve))
  desk.kill('SIGTERM')
  await ended
}
