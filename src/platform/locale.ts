/** The languages of every screen, page, mail and error. */
export const locales = ['en', 'ja'] as const
export type Locale = (typeof locales)[number]

export function isLocale(value: unknown): value is Locale {
  return value === 'en' || value === 'ja'
}

/** Which of our languages a customer is written to in: who writes in a third one gets English, whose language is unknown the brand's. */
export function letterLocale(language: string | null, ofBrand: string): Locale {
  if (language === null) return isLocale(ofBrand) ? ofBrand : 'en'
  return language === 'ja' ? 'ja' : 'en'
}

/** The first of our languages that an Accept-Language header (RFC 9110 §12.5.4) asks for. */
export function localeFromHeader(header: string | undefined, otherwise: Locale = 'en'): Locale {
  const wanted = (header ?? '')
    .split(',')
    .map((item) => {
      const [tag = '', ...parameters] = item.trim().split(';')
      const q = parameters.map((one) => /^\s*q=([\d.]+)/.exec(one)?.[1]).find(Boolean)
      return { language: tag.toLowerCase().split('-')[0] ?? '', q: q === undefined ? 1 : Number(q) }
    })
    .filter((item) => item.q > 0)
    .sort((a, b) => b.q - a.q)
  for (const { language } of wanted) if (isLocale(language)) return language
  return otherwise
}
