import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { say } from './say.mjs'

/** Programs that the tests use as customers and colleagues do, by the Debian package that brings them. */
const tools = [
  {
    package: 'chromium',
    isThere: () => isProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'),
  },
  { package: 'dovecot-imapd', isThere: () => isProgram('dovecot') && existsSync('/usr/lib/dovecot/imap') },
  { package: 'swaks', isThere: () => isProgram('swaks') },
  {
    package: 'fonts-noto-cjk',
    isThere: () => spawnSync('fc-list', [':lang=ja'], { encoding: 'utf8' }).stdout?.trim(),
  },
]

/** Installs what is missing where that is allowed; else says exactly what to install and answers false. */
export async function bringTools() {
  const missing = tools.filter((tool) => !tool.isThere()).map((tool) => tool.package)
  if (missing.length === 0) return true
  if (process.getuid?.() !== 0 || !isProgram('apt-get')) {
    say('toolsMissing', missing)
    return false
  }
  say('bringingTools', missing)
  const failed = apt('update') ?? apt('install', '--yes', '--no-install-recommends', 'fontconfig', ...missing)
  if (failed === undefined && tools.every((tool) => tool.isThere())) return true
  say('toolsNotBrought', missing, failed ?? '')
  return false
}

/** What it said if it failed. */
function apt(...args) {
  const { status, stdout, stderr } = spawnSync('apt-get', ['-q', ...args], {
    encoding: 'utf8',
    // In run level 1 the packages' scripts start no servers; the tests start their own.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  })
  return status === 0 ? undefined : `${stdout}\n${stderr}`.trim().slice(-2_000)
}

function isProgram(...names) {
  const folders = [
    ...(process.env.PATH ?? '').split(':'),
    '/usr/bin',
    '/usr/sbin',
    '/usr/local/bin',
    '/usr/local/sbin',
  ]
  return names.some((name) => folders.some((folder) => folder && existsSync(join(folder, name))))
}
