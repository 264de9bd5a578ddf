import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const launcher = join(import.meta.dirname, 'start.mjs')

function engawa(args: string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync('node', [launcher, ...args], {
    encoding: 'utf8',
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
