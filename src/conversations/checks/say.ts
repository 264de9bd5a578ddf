import { m } from '#texts'
import { cut } from '#platform/cut.ts'
import type { Locale } from '#platform/locale.ts'
import type { CheckName, Finding } from './contract.ts'

/** What a check found, before it is put into words. */
export type Found = {
  check: CheckName
  found: string
  /** What makes it the same finding again; the words found unless given. */
  key?: string
  name?: string
  why?: string
  instead?: string
  customers?: string
}

/** A finding in the reader's language. */
export function inWords(one: Found, locale: Locale): Omit<Finding, 'level'> {
  const { check, found, key = found } = one
  return {
    id: `${check}:${key.slice(0, 200)}`,
    check,
    found,
    what: whatOf(one, locale),
    advice: adviceOf(one, locale),
  }
}

function whatOf(one: Found, locale: Locale): string {
  const found = cut(one.found.replaceAll(/\s+/gu, ' '), 80)
  const name = one.name ?? ''
  switch (one.check) {
    case 'placeholder':
      return m.checks_found_placeholder({ found }, { locale })
    case 'attachment':
      return m.checks_found_attachment({ found }, { locale })
    case 'forbidden_word':
      return m.checks_found_forbidden({ found }, { locale })
    case 'warning_word':
      return m.checks_found_warning({ found }, { locale })
    case 'recipient':
      return m.checks_found_recipient({ name }, { locale })
    case 'language':
      return m.checks_found_language(
        { language: languageName(name, locale), customers: languageName(one.customers ?? '', locale) },
        { locale },
      )
    case 'other_name':
      return m.checks_found_name({ name }, { locale })
    case 'other_order':
      return m.checks_found_order({ found }, { locale })
    case 'promise':
      return m.checks_found_promise({ found }, { locale })
  }
}

function adviceOf({ check, why = '', instead = '' }: Found, locale: Locale): string {
  if (check === 'promise') return m.checks_advice_promise({}, { locale })
  const parts = [why, instead && m.checks_advice_instead({ instead }, { locale })]
  return parts.filter((part) => part !== '').join(locale === 'ja' ? '' : ' ')
}

function languageName(code: string, locale: Locale): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code
  } catch {
    // Not a language tag that Intl knows: shown as it is.
    return code
  }
}
