import { expect, test } from 'vitest'
import { slugOf } from './slug-of.ts'

test.each([
  ['Tsukiyo Stationery', 'tsukiyo-stationery'],
  ['Café & Co.', 'cafe-co'],
  ['月夜文具', ''],
  ['月夜 Paper', 'paper'],
  ['A'.repeat(39) + ' b', 'a'.repeat(39)],
])('%s is called %s in addresses', (name, slug) => {
  expect(slugOf(name)).toBe(slug)
})
