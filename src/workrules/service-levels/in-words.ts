import { m } from '#texts'
import type { Locale } from '#platform/locale.ts'
import type { ClockKind } from './contract.ts'

export type Told = {
  kind: ClockKind
  counts: 'business' | 'clock'
  leftMs: number
  /** When it is or was due; while it stands, when it would be if it went on now. Null: never. */
  due: Date | null
  pausedAt: Date | null
  pausedFor: string | null
  stoodMs: number
  endedAt: Date | null
  isDropped: boolean
  isBreached: boolean
}

export type Clocks = { locale: Locale; zones: readonly string[]; at: Date }

const minute = 60_000

/** A clock in a sentence or two: what is left, by when on which clock, and why it stands. */
export function inWords(told: Told, { locale, zones, at }: Clocks): string {
  const what = names[told.kind]({}, { locale })
  if (told.endedAt) return endOf(told, what, locale)
  const when = told.due ? momentOn(told.due, { locale, zones, at }) : undefined
  if (!when) return m.service_levels_never_due({ what }, { locale })
  const left = leftOf(told, locale)
  const sentence = told.pausedAt
    ? m.service_levels_stands(
        {
          what,
          why: reasons[told.pausedFor ?? '']?.({}, { locale }) ?? '',
          since: onWall(at.getTime() - told.pausedAt.getTime(), locale),
          left,
          when,
        },
        { locale },
      )
    : told.due && told.due <= at
      ? m.service_levels_overdue(
          { what, over: onWall(at.getTime() - told.due.getTime(), locale), when },
          { locale },
        )
      : m.service_levels_runs({ what, left, when }, { locale })
  // What it stands now is said already.
  if (told.stoodMs < minute) return sentence
  const stood = m.service_levels_has_stood({ span: onWall(told.stoodMs, locale) }, { locale })
  return `${sentence}${locale === 'ja' ? '' : ' '}${stood}`
}

function endOf(told: Told, what: string, locale: Locale): string {
  if (told.isBreached) return m.service_levels_ended_late({ what }, { locale })
  if (told.isDropped) return m.service_levels_dropped({ what }, { locale })
  return m.service_levels_kept({ what }, { locale })
}

const names = {
  first: m.service_levels_first,
  next: m.service_levels_next,
  resolution: m.service_levels_resolution,
}

const reasons: Record<string, typeof m.service_levels_for_client> = {
  pending_client: m.service_levels_for_client,
  pending_customer: m.service_levels_for_customer,
  on_hold: m.service_levels_on_hold,
}

function leftOf({ leftMs, counts }: Told, locale: Locale): string {
  const span = spanOf(Math.max(0, leftMs), locale)
  return counts === 'business' ? m.service_levels_of_hours({ span }, { locale }) : span
}

/** How long by the clock on the wall, where a day is a day. */
function onWall(ms: number, locale: Locale): string {
  const days = Math.floor(ms / (1_440 * minute))
  return days < 2 ? spanOf(ms, locale) : m.service_levels_days({ days }, { locale })
}

/** How long, in hours and minutes. */
function spanOf(ms: number, locale: Locale): string {
  const minutes = Math.floor(ms / minute)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const say = { locale }
  if (hours === 0) return m.service_levels_minutes({ minutes: rest }, say)
  if (rest === 0 || hours >= 48) return m.service_levels_hours({ hours }, say)
  return m.service_levels_hours_minutes({ hours, minutes: rest }, say)
}

/**
 * A moment on several clocks: tomorrow 10:20 in Tokyo, today 17:20 in Los Angeles. A day is said again only where it is another one; by its date where
 * the same word would mean two days.
 */
function momentOn(moment: Date, { locale, zones, at }: Clocks): string {
  const [first = 'UTC'] = zones
  const [date, word] = [dateIn(moment, first), dayOf(moment, first, at, locale)]
  const said = zones.map((zone) => {
    const time = new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      hour: 'numeric',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(moment)
    const place = placeOf(zone, locale, moment)
    const own = dayOf(moment, zone, at, locale)
    const another = own === word ? shortDate(moment, zone, locale) : own
    const day = zone === first ? word : dateIn(moment, zone).equals(date) ? '' : another
    return m.service_levels_moment({ day, time, place }, { locale }).trim()
  })
  return said.join(locale === 'ja' ? '、' : ', ')
}

const dateIn = (moment: Date, zone: string) =>
  moment.toTemporalInstant().toZonedDateTimeISO(zone).toPlainDate()

function dayOf(moment: Date, zone: string, at: Date, locale: Locale): string {
  const { days } = dateIn(at, zone).until(dateIn(moment, zone))
  if (Math.abs(days) <= 1) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
  return shortDate(moment, zone, locale)
}

const shortDate = (moment: Date, zone: string, locale: Locale) =>
  new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    month: 'short',
    day: 'numeric',
    weekday: 'short',
  }).format(moment)

/** A city where English says “in Tokyo”; Japanese says which clock it is. */
function placeOf(zone: string, locale: Locale, at: Date): string {
  if (locale === 'en') return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
  const parts = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    timeZoneName: 'longGeneric',
  }).formatToParts(at)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
}
