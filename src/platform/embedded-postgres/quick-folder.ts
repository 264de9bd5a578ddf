import { accessSync, constants, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const gigabyte = 1024 ** 3

/**
 * Where tests keep what they throw away: in memory if there is room for it. Every test makes a database of a thousand files and takes it
 * away; ext4 then looks past all that were deleted within the last seconds for each new one, which was most of what PostgreSQL did in
 * a run of the tests.
 */
export function quickFolder(memory = '/dev/shm'): string {
  try {
    const { bavail, bsize } = statfsSync(memory)
    accessSync(memory, constants.W_OK | constants.X_OK)
    // What tmpfs offers may be more than the machine has.
    if (Math.min(bavail * bsize, process.availableMemory()) >= 4 * gigabyte) return memory
  } catch {
    // Another system, or a container without it.
  }
  return tmpdir()
}
