import type { Locale } from '#platform/locale.ts'

const honorific = /(?:様|さま|さん|御中)$/u

/** As a letter addresses somebody: 様 after the name in Japanese; `nobody` for who left no name. */
export function addressed(name: string, locale: Locale, nobody: string): string {
  const known = name.trim()
  if (known === '') return nobody
  return locale === 'ja' && !honorific.test(known) ? `${known} 様` : known
}

/** Words of a brand's own in which the name is filled in as `addressed`: who wrote 様 behind it gets it once. */
export const withoutOwnHonorific = (text: string): string =>
  text.replaceAll(/(\{\{\s*customer\.name\s*\}\})[ \u3000]?(?:様(?!子)|さま)/gu, '$1')
