import { m } from '#texts'
import type { Locale } from '#platform/locale.ts'
import type { Sendable } from '#platform/serve.ts'
import { actionNamed } from './actions/list.ts'
import type { Choices } from './choices.ts'
import { wayOf } from './compile.ts'
import { conditionNamed } from './conditions/list.ts'
import type { Asked, Group } from './contract.ts'
import type { RuleDeed } from './runs-contract.ts'
import type { Field, Source } from './fields.ts'
import type { Changes } from './judge.ts'
import { beginnings, occasions, type When } from './occasions.ts'

type Did = { action: string; value: unknown; changes: Changes; refused?: Record<Locale, string> }
type Deed = Sendable<RuleDeed>['deeds'][number]

/** What an action did as a sentence, with what changed in words. */
export function deedWords(
  { action: key, value, changes, refused }: Did,
  choices: Choices,
  locale: Locale,
): Deed {
  const action = actionNamed.get(key)
  const name = action?.words({}, { locale }) ?? key
  const said = Object.entries(action?.takes ?? {})
    .map(([field, takes]) => valueWords(takes, Object(value)[field], choices, locale))
    .join(' ')
  return {
    action: key,
    text: m.rules_sentence({ name, value: said }, { locale }),
    changes: Object.entries(changes).map(([of, { from, to }]) => ({
      of: m[`rules_fact_${of as 'status'}`]?.({}, { locale }) ?? of,
      from: factWords(of, from, choices, locale),
      to: factWords(of, to, choices, locale),
    })),
    refused: refused?.[locale] ?? null,
  }
}

const factSources: Partial<Record<string, Source>> = {
  status: 'status',
  priority: 'priority',
  assigneeId: 'staff',
  teamId: 'team',
  reasonId: 'reason',
  serviceLevelId: 'service_level',
}

function factWords(of: string, value: unknown, choices: Choices, locale: Locale): string {
  const from = factSources[of]
  if (from) return choiceName(from, value === null ? 'none' : value, choices)
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : m.rules_nothing({}, { locale })
  return value === null ? m.rules_nothing({}, { locale }) : String(value)
}

function choiceName(from: Source, value: unknown, choices: Choices): string {
  return choices[from].find((one) => String(one.value) === String(value))?.name ?? '—'
}

function valueWords(field: Field, value: unknown, choices: Choices, locale: Locale): string {
  const quoted = (text: unknown) => m.rules_quoted({ name: String(text) }, { locale })
  const list = (items: string[]) => new Intl.ListFormat(locale, { type: 'disjunction' }).format(items)
  switch (field.kind) {
    case 'words':
      return Array.isArray(value) ? list(value.map(quoted)) : ''
    case 'text':
      return quoted(value)
    case 'one':
      return choiceName(field.from, value, choices)
    case 'many':
      return Array.isArray(value) ? list(value.map((one) => choiceName(field.from, one, choices))) : ''
    case 'number':
      return String(value)
    case 'range':
      return rangeWords(Object(value), locale)
    case 'said': {
      const { key, words } = Object(value) as { key: string; words: string[] }
      return `${choiceName(field.from, key, choices)} ${list(words.map(quoted))}`
    }
    case 'nothing':
      return ''
  }
}

function rangeWords({ atLeast, atMost }: { atLeast?: number; atMost?: number }, locale: Locale): string {
  const say = { locale }
  if (atLeast === undefined) return m.rules_at_most({ most: String(atMost) }, say)
  if (atMost === undefined) return m.rules_at_least({ least: String(atLeast) }, say)
  return m.rules_between({ least: String(atLeast), most: String(atMost) }, say)
}

/** What a rule waits for, as a clause. */
export function whenWords(when: When, locale: Locale): string {
  const say = { locale }
  if ('on' in when) return occasions.find((one) => one.key === when.on)?.words({}, say) ?? when.on
  const { minutes, since, clock } = when.after
  const begin = beginnings.find((one) => one.key === since)?.words({}, say) ?? since
  const time = durationWords(minutes, locale)
  return clock === 'always'
    ? m.rules_when_passed({ time, begin }, say)
    : m.rules_when_passed_open({ time, begin }, say)
}

/** Minutes in words: "2 d 3 h". */
export function durationWords(minutes: number, locale: Locale): string {
  const [days, hours, rest] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60), minutes % 60]
  const parts = [
    days > 0 && m.rules_days({ count: days }, { locale }),
    hours > 0 && m.rules_hours({ count: hours }, { locale }),
    rest > 0 && m.rules_minutes({ count: rest }, { locale }),
  ]
  return parts.filter(Boolean).join(locale === 'ja' ? '' : ' ')
}

/** The condition at a place such as all.0.any.1, as a sentence; '' when the rule has changed since and it is not there. */
export function conditionAt(group: Group, place: string, choices: Choices, locale: Locale): string {
  let at: Asked | Group | undefined = group
  for (const step of place.split('.')) {
    if (at === undefined || 'condition' in at) break
    const [way, of] = wayOf(at)
    if (/^\d+$/.test(step)) at = of[Number(step)]
    else if (way !== step) return ''
  }
  return at && 'condition' in at ? askedWords(at, choices, locale) : ''
}

/** The same for one that let the rule act: in a group of "none" that is its opposite. */
export function heldAt(group: Group, place: string, choices: Choices, locale: Locale): string {
  const condition = conditionAt(group, place, choices, locale)
  if (condition === '' || !/none\.\d+$/.test(place)) return condition
  return m.rules_held_not({ condition }, { locale })
}

/** The conditions of a rule line by line, each as deep as it stands. */
export function groupLines(
  group: Group,
  choices: Choices,
  locale: Locale,
  depth = 0,
): { depth: number; text: string }[] {
  const [way, of] = wayOf(group)
  const lines = of.flatMap((one) =>
    'condition' in one
      ? [{ depth: depth + 1, text: askedWords(one, choices, locale) }]
      : groupLines(one, choices, locale, depth + 1),
  )
  return lines.length === 0 ? [] : [{ depth, text: ways[way]({}, { locale }) }, ...lines]
}

const ways = { all: m.rules_way_all, any: m.rules_way_any, none: m.rules_way_none }

function askedWords({ condition: key, not, value }: Asked, choices: Choices, locale: Locale): string {
  const condition = conditionNamed.get(key)
  if (!condition) return key
  const said = {
    name: condition.words({}, { locale }),
    value: valueWords(condition.takes, value, choices, locale),
  }
  if (condition.takes.kind === 'nothing')
    return not ? m.rules_is_not_so(said, { locale }) : m.rules_is_so(said, { locale })
  return not ? m.rules_is_not(said, { locale }) : m.rules_is(said, { locale })
}
