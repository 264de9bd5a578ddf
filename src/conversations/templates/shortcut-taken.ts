import { m } from '#texts'
import { invalid, type Refusal } from '#platform/refusal.ts'

/** Two templates of a brand cannot answer to the same letters. */
export function shortcutTaken(): Refusal {
  return invalid('shortcut', 'shortcut_taken', (locale) => m.templates_shortcut_taken({}, { locale }))
}
