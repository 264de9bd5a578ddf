import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 300_000 })

const launcher = join(import.meta.dirname, 'start.mjs')

function engawa(args: string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync('node', [launcher, ...args], {
    encoding: 'utf8',
    // Only so that one that hangs ends.
    timeout: 240_000,
    env: { ...process.env, LANG: 'C', ...env },
  })
}

test('a command that is not there is refused on standard error alone, with its exit code passed on', () => {
  const { status, stdout, stderr } = engawa(['dance'])
  expect(status).toBe(64)
  expect(stdout).toBe('')
  expect(stderr).toContain('dance')
})

test('wrong settings are said before anything is touched', () => {
  const { status, stderr } = engawa(['migrate'], { PORT: 'many', ENGAWA_DATA: '/proc/none' })
  expect(status).toBe(1)
  expect(stderr).toContain('PORT is "many"')
})

test('a data folder that is a file is refused in Japanese where the terminal speaks it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'engawa-start-'))
  const file = join(folder, 'データ')
  writeFileSync(file, '')
  const { status, stderr } = engawa(['migrate'], { ENGAWA_DATA: file, LANG: 'ja_JP.UTF-8', LC_ALL: '' })
  rmSync(folder, { recursive: true })
  expect(status).toBe(1)
  expect(stderr).toContain('フォルダーではありません')
})

test('a desk whose mail port is taken says so and ends, leaving nothing running', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'engawa-start-'))
  chmodSync(folder, 0o755)
  const other = createServer().listen(0, 'localhost')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const { status, stderr } = engawa(['worker'], {
    ENGAWA_DATA: join(folder, 'data'),
    SMTP_PORT: String(port),
  })
  other.close()
  rmSync(folder, { recursive: true })
  expect(stderr).toContain(`mail port ${port}`)
  expect(status).toBe(1)
})

test('help is printed on standard output, in the language of the terminal, and nothing is begun', () => {
  const all = engawa(['help'], { LANG: 'ja_JP.UTF-8', LC_ALL: '' })
  expect(all.status).toBe(0)
  expect(all.stdout).toContain('restore FILE [--force]')
  expect(all.stdout).toContain('バックアップを空のデスクに復元します')
  const one = engawa(['start', '--help'])
  expect(one.status).toBe(0)
  expect(one.stdout).toContain('Runs the whole desk')
})

test.each([
  ['start', '--fly'],
  ['language', 'fly'],
  ['sample', '--conversations', 'x'],
  ['backup'],
  ['api-key'],
])(
  'a command that is written wrongly (%s …) is told how it is written, and ends with 64',
  (...args: string[]) => {
    const { status, stdout, stderr } = engawa(args)
    expect(status).toBe(64)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/Please check: .*\nWritten like this: /)
  },
)

test('a mail that cannot be taken in because of the settings stays with the mail server, whose operator is told why', () => {
  const { status, stdout, stderr } = engawa(['mail', 'deliver', '--fly'])
  expect(status).toBe(75)
  expect(stdout).toBe('')
  expect(stderr).toContain('--fly')
})
