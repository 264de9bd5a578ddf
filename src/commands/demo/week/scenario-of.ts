import { scenarios } from '#database/sample/scenarios.ts'
import type { Scenario } from '#database/sample/scenario.ts'

/** Which scenario somebody's first words are from, and what its places were filled with. */
export function scenarioOf(text: string): { scenario: Scenario; fill: Record<string, string> } | undefined {
  for (const scenario of scenarios) {
    const fill = patternOf(scenario.turns[0]?.text ?? '').exec(text.trim())
    if (fill) return { scenario, fill: { ...fill.groups } }
  }
  return undefined
}

/** The words with a named group at each place, which must say the same wherever it stands again. */
function patternOf(words: string): RegExp {
  const seen = new Set<string>()
  const pattern = words
    .trim()
    .split(/\{(\w+)\}/)
    .map((part, at) => {
      if (at % 2 === 0) return RegExp.escape(part)
      if (seen.has(part)) return `\\k<${part}>`
      seen.add(part)
      return `(?<${part}>.+?)`
    })
    .join('')
  return new RegExp(`^${pattern}$`, 'su')
}
