import type { z } from 'zod'
import { m } from '#texts'
import type { Locale } from './locale.ts'

type Issue = z.core.$ZodRawIssue

/** Mistakes that no check of zod names: their codes, and the words for them. */
const ownMistakes = {
  no_such_time_zone: m.platform_mistake_time_zone,
  no_clock_time: m.platform_mistake_clock_time,
  begins_at_24: m.platform_mistake_before_midnight,
  no_length: m.platform_mistake_two_times,
  never_open: m.platform_mistake_open_hour,
  no_date: m.platform_mistake_date,
  no_moment: m.platform_mistake_time,
  ends_before_it_begins: m.platform_mistake_later,
  minutes_or_to: m.platform_mistake_minutes_or_moment,
}
const wordsFor = new Map<unknown, typeof m.platform_mistake_other>(Object.entries(ownMistakes))

/** For a check of one's own: which mistake it finds. */
export const asMistake = (code: keyof typeof ownMistakes) => ({ params: { mistake: code } })

/** What kind of mistake it is, for programs. */
export function mistakeCode(issue: z.core.$ZodIssue): string {
  const own = issue.code === 'custom' ? issue.params?.['mistake'] : undefined
  return typeof own === 'string' ? own : (issue.code ?? 'custom')
}

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
      return (wordsFor.get(issue.params?.['mistake']) ?? m.platform_mistake_other)({}, say)
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
