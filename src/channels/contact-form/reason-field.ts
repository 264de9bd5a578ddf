import { html } from 'hono/html'
import type { Reason } from '#channels/reasons.ts'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'

/**
 * What the message is about: each kind of reason with those that belong to it under its name, and last in it the rest of its kind.
 * Deeper ones are named with the one above, since a list in a page has two levels.
 */
export function reasonOptions(reasons: readonly Reason[], chosen: string, locale: Locale) {
  const nameOf = (one: Reason) => (locale === 'ja' ? one.name_ja : one.name_en)
  const option = (one: Reason, name: string) =>
    html`<option value="${one.id}" ${String(one.id) === chosen ? html`selected` : ''}>${name}</option>`
  const below = (one: Reason, before = ''): { reason: Reason; name: string }[] =>
    reasons
      .filter((child) => child.parent_id === one.id)
      .flatMap((child) => [
        { reason: child, name: before + nameOf(child) },
        ...below(child, `${before}${nameOf(child)} › `),
      ])
  return reasons
    .filter((one) => one.parent_id === null)
    .map((one) => {
      const own = below(one)
      if (own.length === 0) return option(one, nameOf(one))
      const rest = m.form_reason_rest({ name: nameOf(one) }, { locale })
      return html`<optgroup label="${nameOf(one)}">${own.map(({ reason, name }) => option(reason, name))}${option(one, rest)}</optgroup>`
    })
}
