import type { z } from 'zod'
import { m } from '#texts'
import type { Locale } from './locale.ts'

type Issue = z.core.$ZodRawIssue

/** What is wrong with a value that was sent, and what would be right, in the caller's language. */
export function mistakeWords(issue: Issue, locale: Locale): string {
  const say = { locale }
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return m.platform_mistake_missing({}, say)
      return m.platform_mistake_type({ expected: typeWords(issue.expected, locale) }, say)
    case 'invalid_value':
      return m.platform_mistake_choice({ list: issue.values.map(String).join(', ') }, say)
    case 'too_small':
      return tooSmall(issue, locale)
    case 'too_big':
      return tooBig(issue, locale)
    case 'invalid_format':
      return wrongForm(issue, locale)
    case 'unrecognized_keys':
      return m.platform_mistake_unknown_field({ names: issue.keys.join(', ') }, say)
    case 'custom':
      if (issue.params?.['expects'] === 'time zone') return m.platform_mistake_time_zone({}, say)
  }
  return m.platform_mistake_other({}, say)
}

function tooSmall(issue: Extract<Issue, { code: 'too_small' }>, locale: Locale): string {
  const count = Number(issue.minimum)
  if (issue.origin === 'string' && count === 1) return m.platform_mistake_missing({}, { locale })
  if (issue.origin === 'string') return m.platform_mistake_too_short({ count }, { locale })
  if (issue.origin === 'array') return m.platform_mistake_too_few({ count }, { locale })
  // A number that must be above 0 is at least 1 wherever whole numbers are meant.
  return m.platform_mistake_too_small({ count: issue.inclusive ? count : count + 1 }, { locale })
}

function tooBig(issue: Extract<Issue, { code: 'too_big' }>, locale: Locale): string {
  const count = Number(issue.maximum)
  if (issue.origin === 'string') return m.platform_mistake_too_long({ count }, { locale })
  if (issue.origin === 'array') return m.platform_mistake_too_many({ count }, { locale })
  return m.platform_mistake_too_large({ count }, { locale })
}

function wrongForm(issue: Extract<Issue, { code: 'invalid_format' }>, locale: Locale): string {
  if (issue.format === 'email') return m.platform_mistake_email({}, { locale })
  if (issue.format === 'url') return m.platform_mistake_url({}, { locale })
  if (issue.format === 'datetime') return m.platform_mistake_time({}, { locale })
  const pattern = issue.pattern
  return typeof pattern === 'string'
    ? m.platform_mistake_form({ pattern }, { locale })
    : m.platform_mistake_other({}, { locale })
}

function typeWords(expected: string, locale: Locale): string {
  const words =
    {
      string: m.platform_type_string,
      number: m.platform_type_number,
      int: m.platform_type_number,
      boolean: m.platform_type_boolean,
      array: m.platform_type_array,
      object: m.platform_type_object,
    }[expected] ?? m.platform_type_other
  return words({}, { locale })
}
