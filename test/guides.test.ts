import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const words = new Set<unknown>(
  globSync(['src/**/texts/en.json', 'agent/**/texts/en.json']).flatMap((file) =>
    Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>),
  ),
)

test.each(['docs/guides/set-up-your-working-rules.md', 'docs/guides/open-a-help-centre.md'])(
  'what %s sets in bold stands so on the screens',
  (guide) => {
    const bold = [...readFileSync(guide, 'utf8').matchAll(/\*\*([^*]+)\*\*/g)].map(([, named = '']) => named)
    const named = bold.flatMap((one) => one.replace(/[.:]$/, '').split(' → '))
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((one) => !words.has(one))).toEqual([])
  },
)
