import { expect, test } from 'vitest'
import { addressed, withoutOwnHonorific } from './addressed.ts'

test.each([
  ['山田 花子', 'ja', '山田 花子 様'],
  ['山田 花子様', 'ja', '山田 花子様'],
  ['株式会社ひのき御中', 'ja', '株式会社ひのき御中'],
  ['Ava', 'en', 'Ava'],
  ['  ', 'ja', 'お客様'],
] as const)('“%s” is addressed in %s as “%s”', (name, locale, said) => {
  expect(addressed(name, locale, 'お客様')).toBe(said)
})

test('who writes the honorific behind the name themselves gets it once', () => {
  for (const own of ['{{customer.name}} 様、', '{{ customer.name }}様、', '{{customer.name}}　さま、'])
    expect(withoutOwnHonorific(own)).toMatch(/^\{\{ ?customer\.name ?\}\}、$/)
  expect(withoutOwnHonorific('{{customer.name}} 様子')).toBe('{{customer.name}} 様子')
})
