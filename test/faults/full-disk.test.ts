import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ledgerOf } from './ledger.ts'
import { mailOf, openPost, type Post } from './mail-client.ts'
import { type Program, until, withProgram } from './program.ts'

test('on a full disk mail is asked to come again, nothing is lost, and it goes on once there is room', {
  timeout: 300_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'engawa-full-'))
  const files = join(folder, 'files')
  // The files, and not PostgreSQL's folder, so that the disk is full for one of the two only; the next test fills both.
  mkdirSync(files)
  const disk = smallDisk(files, '1m')
  await withProgram(async (program) => expectWhole(program, disk ?? closedFolder(files)), { folder }).finally(
    () => disk?.remove(),
  )
  rmSync(folder, { recursive: true, force: true })
})

test('a disk that is full for PostgreSQL too takes in nothing and loses nothing', {
  timeout: 300_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'engawa-full-'))
  const disk = smallDisk(folder, '400m')
  if (!disk) {
    console.warn(
      'NOT TRIED: a disk full for PostgreSQL needs root and the right to mount; only the files were tried.',
    )
    rmSync(folder, { recursive: true, force: true })
    return
  }
  await withProgram(async (program) => expectWhole(program, disk), { folder }).finally(() => disk.remove())
  rmSync(folder, { recursive: true, force: true })
})

type Disk = { fill(): void; free(): void; remove(): void }

async function expectWhole(program: Program, disk: Disk): Promise<void> {
  const post = openPost(program.smtpPort, 4)
  try {
    let written = 0
    const write = (mails: number) => {
      for (let mail = 0; mail < mails; mail++) post.waiting.push(mailOf(written++))
    }
    write(30)
    await until(
      () => post.accepted.size === written,
      120_000,
      () => `No mail goes in: ${program.said()}`,
    )
    disk.fill()
    write(30)
    const tooMany = () => refusals(post) >= 12 || post.accepted.size === written
    await until(tooMany, 120_000, () => `Nothing is refused: ${program.said()}`)
    const whileFull = { refused: { ...post.refused }, accepted: post.accepted.size - 30 }
    disk.free()
    await until(
      () => post.accepted.size === written,
      180_000,
      () => `Mail still waits: ${program.said()}`,
    )
    const { lost, doubled, torn, halfWritten } = await ledgerOf(program, post.accepted)
    console.log(
      JSON.stringify({ fault: 'full disk', ...whileFull, unanswered: post.unanswered, lost: lost.length }),
    )
    expect({ lost, doubled, torn, halfWritten }).toEqual({ lost: [], doubled: [], torn: [], halfWritten: 0 })
    expect(Object.keys(post.refused).filter((code) => !['451', '452'].includes(code))).toEqual([])
    expect(refusals(post)).toBeGreaterThan(0)
  } finally {
    await post.stop()
  }
}

const refusals = (post: Post) => Object.values(post.refused).reduce((sum, one) => sum + one, 0)

/** A disk in memory, if we may mount one. */
function smallDisk(folder: string, size: string): Disk | undefined {
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', folder])
  if (mounted.status !== 0) return undefined
  const ballast = join(folder, 'ballast')
  return {
    fill() {
      // Until nothing more goes in, whatever others take meanwhile or give back: a tmpfs without room takes not even a folder's page.
      const file = openSync(ballast, 'w')
      for (let size = 1024 ** 2; size >= 1; ) if (!isWritten(file, size)) size = Math.floor(size / 2)
      closeSync(file)
    },
    free: () => rmSync(ballast),
    remove: () => void spawnSync('umount', [folder]),
  }
}

function isWritten(file: number, size: number): boolean {
  try {
    // What fits only in part has filled the disk.
    return writeSync(file, Buffer.alloc(size)) === size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false
    throw error
  }
}

/** Without the right to mount: a plain file where the folder of files was, so that no file can be kept. */
function closedFolder(files: string): Disk {
  console.warn('WITHOUT A FULL DISK: mounting one needs root; a folder that cannot be written stands for it.')
  const aside = `${files}.aside`
  return {
    fill() {
      renameSync(files, aside)
      writeFileSync(files, '')
      chmodSync(files, 0o400)
    },
    free() {
      rmSync(files)
      renameSync(aside, files)
    },
    remove() {},
  }
}
