import { m } from '#texts'
import { invalid } from '#platform/refusal.ts'
import { type Acknowledgement, acknowledgementPlaceholders } from './contract.ts'

const placeholder = /\{\{\s*([\p{L}\p{N}_.]+)\s*\}\}/gu
const known = acknowledgementPlaceholders.map((name) => `{{${name}}}`).join(' ')

/** Refuses words that ask for what nobody fills in, and twins that do not ask for the same. */
export function refuseUnfitWords({ open, closed }: Acknowledgement): void {
  for (const [name, twin] of Object.entries({ open, closed })) {
    for (const locale of ['en', 'ja'] as const) refuseUnknown(name, locale, twin[locale])
    if (twin.en === '' || twin.ja === '') continue
    const [inEn, inJa] = [namesIn(twin.en), namesIn(twin.ja)]
    const lacking = [...inEn.symmetricDifference(inJa)].map((one) => `{{${one}}}`).join(' ')
    if (lacking !== '')
      throw invalid(`settings.acknowledgement.${name}.ja`, 'twins_differ', (say) =>
        m.people_twins_differ({ names: lacking }, { locale: say }),
      )
  }
}

function refuseUnknown(name: string, locale: 'en' | 'ja', text: string): void {
  const unknown = [...namesIn(text)].filter(
    (one) => !(acknowledgementPlaceholders as readonly string[]).includes(one),
  )
  if (unknown.length === 0) return
  const names = unknown.map((one) => `{{${one}}}`).join(' ')
  throw invalid(`settings.acknowledgement.${name}.${locale}`, 'placeholder_unknown', (say) =>
    m.people_placeholder_unknown({ names, known }, { locale: say }),
  )
}

const namesIn = (text: string) => new Set([...text.matchAll(placeholder)].map(([, name = '']) => name))
