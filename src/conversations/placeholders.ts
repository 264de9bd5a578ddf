import { m } from '#texts'
import { invalid } from '#platform/refusal.ts'
import { placeholdersIn } from './templates/placeholder-contract.ts'

/** Refuses to send what still says {{order.number}} to a customer. */
export function refuseUnfilled(text: string): void {
  const names = placeholdersIn(text)
  if (names.length === 0) return
  throw invalid('text', 'placeholder_unfilled', (locale) =>
    m.conversations_placeholder_unfilled({ names: names.join(' ') }, { locale }),
  )
}
