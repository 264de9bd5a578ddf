import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where engine and data stand when the project's own folder cannot be used by an unprivileged user. */
export const systemFolder = '/var/lib/engawa'

export const clusterFolder = (dataDir: string) => join(dataDir, 'postgres')

/** Makes the folder, and what is missing above it, with exactly this mode, whatever the umask; leaves what is there as it is. */
export function makeFolder(path: string, mode: number): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  makeFolder(dirname(path), mode)
  mkdirSync(path)
  chmodSync(path, mode)
}
