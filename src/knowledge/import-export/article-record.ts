import { m } from '#texts'
import type { Locale } from '#platform/locale.ts'

/** An article between two formats. */
export type ArticleRecord = {
  /** What it is called where it comes from. */
  externalId: string
  sourceLocale: Locale | undefined
  audience: 'public' | 'staff'
  countries: string[]
  /** From the first level down, in either language. */
  category: CategoryName[]
  /** Slugs of contact reasons. */
  reasons: string[]
  reviewOn: string | null
  texts: Partial<Record<Locale, TextRecord>>
  place: Place
}

export type CategoryName = { ja?: string; en?: string }
export type TextRecord = {
  title: string
  /** Cleaned when it is taken in. Links to others of the same import are written `article:EXTERNAL-ID`. */
  html: string
  keywords: string[]
  isPublished: boolean
  /** Where it was read, so that pictures beside it are found and mistakes in it are known as its own. */
  place?: Place
}
export type Place = { file: string; row: number | null }

export type Remark = Place & { field: string | null; code: keyof typeof words; detail?: string }

const words = {
  title_missing: m.knowledge_import_title_missing,
  locale_unknown: m.knowledge_import_locale_unknown,
  locale_missing: m.knowledge_import_locale_missing,
  audience_unknown: m.knowledge_import_audience_unknown,
  country_unknown: m.knowledge_import_country_unknown,
  date_unknown: m.knowledge_import_date_unknown,
  twice: m.knowledge_import_twice,
  column_missing: m.knowledge_import_column_missing,
  quote_open: m.knowledge_import_quote_open,
  not_json: m.knowledge_import_not_json,
  nothing_there: m.knowledge_import_nothing_there,
  too_long: m.knowledge_import_too_long,
  put_away: m.knowledge_import_put_away,
  picture_left_out: m.knowledge_import_picture_left_out,
  link_left_out: m.knowledge_import_link_left_out,
  reason_unknown: m.knowledge_import_reason_unknown,
  not_published: m.knowledge_import_not_published,
  file_missing: m.knowledge_import_file_missing,
  zip_damaged: m.knowledge_import_zip_damaged,
  zip_too_large: m.knowledge_import_zip_too_large,
  zip_too_many: m.knowledge_import_zip_too_many,
  path_outside: m.knowledge_import_path_outside,
} as const

export function shownRemark(remark: Remark, locale: Locale) {
  const { file, row, field, code } = remark
  const detail = code === 'not_published' ? whyNot(remark.detail, locale) : (remark.detail ?? '')
  return { file, row, field, code, message: words[code]({ detail }, { locale }) }
}

const whyNot = (unfit: string | undefined, locale: Locale): string =>
  (unfit === 'alt_missing' ? m.knowledge_alt_missing : m.knowledge_text_empty)({}, { locale })

/** Reads what formats write as text: lists, dates, countries. A mistake is noted where it stands. */
export function checkedFields(
  wish: { audience?: string; countries?: string; reviewOn?: string },
  place: Place,
  mistakes: Remark[],
): Pick<ArticleRecord, 'audience' | 'countries' | 'reviewOn'> {
  const note = (field: string, code: Remark['code'], detail: string) =>
    mistakes.push({ ...place, field, code, detail })
  const audience = wish.audience?.trim() || 'public'
  if (audience !== 'public' && audience !== 'staff') note('audience', 'audience_unknown', audience)
  const countries = listed(wish.countries).map((one) => one.toUpperCase())
  for (const one of countries) if (!/^[A-Z]{2}$/.test(one)) note('countries', 'country_unknown', one)
  const reviewOn = wish.reviewOn?.trim() || null
  if (reviewOn !== null && !isDay(reviewOn)) note('review', 'date_unknown', reviewOn)
  return { audience: audience === 'staff' ? 'staff' : 'public', countries, reviewOn }
}

/** "a, b" and 「a、b」 alike. */
export function listed(text = ''): string[] {
  const parts = text.split(/[,、，;]/).map((one) => one.trim())
  return [...new Set(parts.filter((one) => one !== ''))]
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

export const sorted = <T>(list: readonly T[], key: (one: T) => string): T[] =>
  [...list].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
