import type { Locale } from '#platform/locale.ts'

/** Countries by name, as a list in words. */
export function regionNames(codes: readonly string[], locale: Locale): string {
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(
    codes.map((code) => names.of(code) ?? code),
  )
}
