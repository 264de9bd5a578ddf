import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CannotStart } from './cannot-start.ts'
import { readConfig, settle } from './config.ts'
import { settingsPage } from './settings-page.ts'

const refused = (env: NodeJS.ProcessEnv) => {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof CannotStart)
      return { en: error.say('en').split('\n'), ja: error.say('ja').split('\n') }
  }
  throw new Error('These settings were taken')
}

test('without any setting the desk has everything it needs', () => {
  const config = readConfig({})
  expect(config).toMatchObject({ port: 3000, smtpPort: 2525, databaseUrl: undefined, isDefaultDataDir: true })
  expect(config.publicUrl).toBe('http://localhost:3000')
  expect(config.maxMailBytes).toBe(50 * 1024 * 1024)
})

test('everything that is wrong is said at once, in both languages', () => {
  const said = refused({ PORT: '99999', SMTP_PORT: 'x', LOG_LEVEL: 'loud', PUBLIC_URL: 'desk.example' })
  expect(said.en).toHaveLength(4)
  expect(said.ja).toHaveLength(4)
  expect(said.en[0]).toBe('PORT is "99999"; expected: a whole number from 1 to 65535')
})

test('a secret is not repeated when it is wrong', () => {
  expect(refused({ DATABASE_URL: 'mysql://root:hush@db' }).en.join()).not.toContain('hush')
})

test('a key for TLS without its certificate is refused', () => {
  expect(refused({ SMTP_TLS_KEY: '/etc/key.pem' }).en[0]).toContain('SMTP_TLS_CERT')
})

test('the mail server can be switched off, and an empty setting counts as not set', () => {
  expect(readConfig({ SMTP_PORT: 'off', PORT: '' })).toMatchObject({ smtpPort: 0, port: 3000 })
})

test.for([
  ['on', true],
  ['off', false],
  ['2', 2],
  ['10.0.0.0/8, ::1', '10.0.0.0/8, ::1'],
] as const)('TRUST_PROXY=%s is understood', ([given, meant]) => {
  expect(readConfig({ TRUST_PROXY: given }).trustProxy).toBe(meant)
})

test('the key for secrets at rest is made once, and only its owner can read it', () => {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'engawa-config-')), '設定 data')
  const config = {
    ...readConfig({ DATABASE_URL: 'postgres://localhost/x' }),
    dataDir,
    isDefaultDataDir: false,
  }
  const first = settle(config, () => {})
  expect(first.secret.length).toBeGreaterThan(40)
  expect(settle(config, () => {}).secret).toBe(first.secret)
  expect(readFileSync(join(dataDir, 'secret'), 'utf8').trim()).toBe(first.secret)
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600)
})

test('docs/operating/settings.md lists every setting as the program has it', async () => {
  await expect(settingsPage()).toMatchFileSnapshot('../../docs/operating/settings.md')
})
