import { m } from '#texts'
import { invalid } from '#platform/refusal.ts'
import { isPlaceholder, placeholder, placeholders } from './vocabulary/placeholder-contract.ts'

/** Refuses to send what still says {{order.number}} to a customer. */
export function refuseUnfilled(text: string): void {
  const names = [...new Set([...text.matchAll(placeholder)].map(([whole]) => whole))]
  if (names.length === 0) return
  throw invalid('text', 'placeholder_unfilled', (locale) =>
    m.conversations_placeholder_unfilled({ names: names.join(' ') }, { locale }),
  )
}

const known = placeholders.map((name) => `{{${name}}}`).join(' ')

/** Refuses a template that asks for something nobody will fill in. */
export function refuseUnknown(field: 'textEn' | 'textJa', text: string): void {
  const unknown = [...text.matchAll(placeholder)].filter(([, name = '']) => !isPlaceholder(name))
  if (unknown.length === 0) return
  const names = [...new Set(unknown.map(([whole]) => whole))].join(' ')
  throw invalid(field, 'placeholder_unknown', (locale) =>
    m.conversations_placeholder_unknown({ names, known }, { locale }),
  )
}
