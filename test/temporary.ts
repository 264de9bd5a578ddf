import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { quickFolder } from '#platform/embedded-postgres/quick-folder.ts'

const prefix = 'engawa-run-'

/** A folder for whatever the tests of one run write; what runs that were killed have left is taken away too. */
export function openTemporary(): { folder: string; remove(): void } {
  const parent = quickFolder()
  for (const name of readdirSync(parent))
    if (name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length)))) take(join(parent, name))
  const folder = join(parent, `${prefix}${process.pid}`)
  take(folder)
  mkdirSync(folder)
  // PostgreSQL runs as another user when we are root.
  chmodSync(folder, 0o755)
  return { folder, remove: () => take(folder) }
}

function take(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  } catch {
    // Somebody else's, or a program that is still ending writes into it: the next run takes it away.
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
