import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import fc from 'fast-check'
import { contrastOf, inkOn, legible } from '#channels/legible.ts'
import { builtEntry, builtFolder } from '#channels/built-files.ts'
import { openingAt } from './opening-hours.ts'
import { chatSettingsOf } from './settings.ts'
import { chooseLanguage } from './panel-texts.ts'

const build = promisify(execFile)
const weekdays = [{ days: [1, 2, 3, 4, 5], from: '10:00', to: '18:00' }]

test.each([
  ['a Friday at noon in Tokyo', weekdays, '2026-11-20T03:00:00Z', true, '2026-11-20T09:00:00.000Z'],
  ['a Friday evening: until Monday', weekdays, '2026-11-20T10:00:00Z', false, '2026-11-23T01:00:00.000Z'],
  [
    'a bar that closes after midnight',
    [{ days: [6], from: '20:00', to: '02:00' }],
    '2026-11-21T16:00:00Z',
    true,
    '2026-11-21T17:00:00.000Z',
  ],
  [
    'around the clock',
    [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }],
    '2026-11-21T16:00:00Z',
    true,
    null,
  ],
  ['never', [], '2026-11-21T16:00:00Z', false, null],
])('opening hours: %s', (_name, hours, at, isOpen, changesAt) => {
  const opening = openingAt(hours, 'Asia/Tokyo', new Date(at))
  expect([opening.isOpen, opening.changesAt?.toISOString() ?? null]).toEqual([isOpen, changesAt])
})

test('a clock change moves the opening with the clock', () => {
  const opening = openingAt(
    [{ days: [7], from: '09:00', to: '17:00' }],
    'America/New_York',
    new Date('2026-11-01T04:30:00Z'),
  )
  expect(opening.changesAt?.toISOString()).toBe('2026-11-01T14:00:00.000Z')
})

test('whatever colour a brand has, text in it and on it can be read', () => {
  const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(colour, fc.constantFrom('#fbfaf7', '#1b1a18', '#ffffff'), (brand, ground) => {
      const shown = legible(brand, ground)
      expect(contrastOf(shown, ground)).toBeGreaterThanOrEqual(4.45)
      expect(contrastOf(inkOn(shown), shown)).toBeGreaterThanOrEqual(4.3)
    }),
  )
})

test('the language is the page’s, then the browser’s, then the brand’s', () => {
  expect(chooseLanguage(['ja', 'en-US'], 'en')).toBe('ja')
  expect(chooseLanguage(['fr', 'de, ja;q=0.8'], 'en')).toBe('ja')
  expect(chooseLanguage(['', undefined], 'ja')).toBe('ja')
})

test('settings that cannot be read leave the chat as it was made', () => {
  expect(chatSettingsOf({ chat: { ask: 'whenever' } })).toEqual(chatSettingsOf({}))
  expect(chatSettingsOf(null).ask).toBe('after')
})

test('the loader is at most 2 kB, the panel at most 15 kB gzip', async () => {
  // Apart from this process, whose NODE_ENV of tests would build for development.
  await build('node_modules/.bin/vite', ['build', '-c', 'vite.widget.config.ts'], {
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const size = (address: string) => {
    const file = readFileSync(`${builtFolder}assets/${address.split('/').at(-1)}`)
    return { raw: file.length, gzip: gzipSync(file, { level: 9 }).length, text: file.toString() }
  }
  expect(size(builtEntry('loader').script).raw).toBeLessThanOrEqual(2_048)
  const { script, styles } = builtEntry('panel')
  const files = [script, ...styles]
  for (const path of size(script).text.matchAll(/from"\.\/([\w-]+\.js)"/g)) files.push(path[1] ?? '')
  expect(files.reduce((sum, one) => sum + size(one).gzip, 0)).toBeLessThanOrEqual(15_000)
}, 60_000)
