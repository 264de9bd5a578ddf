import { useAsk } from '#agent/ask.ts'
import type { RuleField } from '../contract.ts'
import type { Value } from './draft.ts'

export type Choice = { value: string | number; name: string }
export type Part = { key: string; name: string }
export type Parts = {
  occasions: Part[]
  beginnings: Part[]
  conditions: (Part & { takes: RuleField })[]
  actions: (Part & { takes: (RuleField & { key: string })[] })[]
  choices: Record<string, Choice[]>
}

/** What rules of a brand can be made of. */
export function useParts(brandId: number) {
  return useAsk('GET /api/rule-parts', { query: { brandId } }, { enabled: brandId > 0, staleTime: 30_000 })
}

/** What a field holds before anybody has filled it in. */
export function emptyOf(field: RuleField, choices: Parts['choices']): Value {
  if (field.kind === 'nothing') return null
  if (field.kind === 'one') return choicesFor(field, choices)[0]?.value ?? ''
  if (field.kind === 'text') return ''
  if (field.kind === 'number') return field.least
  if (field.kind === 'range') return {}
  if (field.kind === 'said') return { key: String(choicesFor(field, choices)[0]?.value ?? ''), words: [] }
  return []
}

export function choicesFor(field: RuleField, choices: Parts['choices']): Choice[] {
  const all = choices[field.from ?? ''] ?? []
  return field.isSome ? all.filter((one) => one.value !== 'none') : all
}
