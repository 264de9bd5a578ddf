import { invalid } from '#platform/refusal.ts'
import { m } from '#texts'

const placeholder = /\{\{\s*([\p{L}\p{N}_.]+)\s*\}\}/gu

/** Refuses words that ask for what nobody fills in, and twins that do not ask for the same. */
export function refuseUnfitTwin(
  field: string,
  twin: { en: string; ja: string },
  placeholders: readonly string[],
): void {
  for (const locale of ['en', 'ja'] as const) refuseUnknown(`${field}.${locale}`, twin[locale], placeholders)
  if (twin.en === '' || twin.ja === '') return
  const lacking = [...namesIn(twin.en).symmetricDifference(namesIn(twin.ja))]
  if (lacking.length === 0) return
  throw invalid(`${field}.ja`, 'twins_differ', (locale) =>
    m.people_twins_differ({ names: written(lacking) }, { locale }),
  )
}

function refuseUnknown(field: string, text: string, placeholders: readonly string[]): void {
  const unknown = [...namesIn(text)].filter((one) => !placeholders.includes(one))
  if (unknown.length === 0) return
  const names = written(unknown)
  const known = written(placeholders)
  throw invalid(field, 'placeholder_unknown', (locale) =>
    m.people_placeholder_unknown({ names, known }, { locale }),
  )
}

/** The words with what is known filled in; anything else stays as it stands. */
export function filledIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(placeholder, (whole, name: string) => values[name] ?? whole)
}

const namesIn = (text: string) => new Set([...text.matchAll(placeholder)].map(([, name = '']) => name))
const written = (names: readonly string[]) => names.map((one) => `{{${one}}}`).join(' ')
