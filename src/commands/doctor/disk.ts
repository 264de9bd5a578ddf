import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { m } from '#texts'
import { type Finding, found } from './finding.ts'

// Below this a burst of mails with files could fill the disk before anybody looks.
const least = 1024 ** 3

/** Whether there is room for what comes, and it can be written. */
export async function lookAtDisk(folder: string): Promise<Finding[]> {
  const { bsize, bavail, blocks } = await statfs(folder)
  const words = { folder, free: gigabytes(bavail * bsize), total: gigabytes(blocks * bsize) }
  return [
    bavail * bsize < least
      ? found('trouble', (locale) => m.platform_doctor_disk_low(words, { locale }))
      : found('ok', (locale) => m.platform_doctor_disk(words, { locale })),
    await lookAtFiles(join(folder, 'files')),
  ]
}

async function lookAtFiles(folder: string): Promise<Finding> {
  const trial = join(folder, `.doctor-${process.pid}`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(trial, 'trial', { flush: true })
    await rm(trial)
    return found('ok', (locale) => m.platform_doctor_files({ folder }, { locale }))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return found('trouble', (locale) => m.platform_doctor_files_closed({ folder, reason }, { locale }))
  }
}

const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(1)} GB`
