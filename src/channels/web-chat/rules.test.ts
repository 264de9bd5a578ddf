import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import fc from 'fast-check'
import { contrastOf, inkOn, legible } from '#channels/legible.ts'
import { builtEntry, builtFolder } from '#channels/built-files.ts'
import { chatSettingsOf } from './settings.ts'
import { chooseLanguage } from './panel-texts.ts'

const build = promisify(execFile)

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
