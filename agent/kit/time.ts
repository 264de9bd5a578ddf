import { m } from '#texts'
import { getLocale } from '#texts/runtime'

let home: string | undefined

/** Clocks are shown as the person has set them, wherever the machine believes to be. */
export function keepTimeIn(zone: string): void {
  home = zone
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** A formatter per locale and options; making one is slow, so each is made once. */
function format(wish: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const options = { ...(home ? { timeZone: home } : {}), ...wish }
  const key = `${getLocale()}${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(getLocale() === 'ja' ? 'ja-JP' : 'en-US', options)
  formats.set(key, made)
  return made
}

export const clockOf = (time: string | Date, timeZone?: string) =>
  format({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23', ...(timeZone ? { timeZone } : {}) }).format(
    new Date(time),
  )

export const weekdayClockOf = (time: string | Date, timeZone?: string) =>
  format({
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone ? { timeZone } : {}),
  }).format(new Date(time))

export const dayOf = (time: string | Date) =>
  format({ month: 'short', day: 'numeric' }).format(new Date(time))

export const fullDayOf = (time: string | Date) =>
  format({ year: 'numeric', month: 'short', day: 'numeric' }).format(new Date(time))

export const exactOf = (time: string | Date, timeZone?: string) =>
  format({
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone ? { timeZone } : {}),
  }).format(new Date(time))

/** So many minutes as people say it. */
export function spanOf(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours >= 48) return m.service_levels_days({ days: Math.floor(hours / 24) })
  if (hours === 0) return m.service_levels_minutes({ minutes: rest })
  return rest === 0
    ? m.service_levels_hours({ hours })
    : m.service_levels_hours_minutes({ hours, minutes: rest })
}

/** How long ago, as short as a list wants it: minutes, hours, yesterday, then the date. */
export function agoOf(time: string | Date, now = new Date()): string {
  const at = new Date(time)
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000)
  if (minutes < 1) return m.agent_time_now()
  if (minutes < 60) return m.agent_time_minutes({ count: minutes })
  if (minutes < 24 * 60 && isSameDay(at, now)) return m.agent_time_hours({ count: Math.floor(minutes / 60) })
  if (isSameDay(at, new Date(now.getTime() - 86_400_000))) return m.agent_time_yesterday()
  return isThisYear(at, now) ? dayOf(at) : fullDayOf(at)
}

/** When inside a conversation: the clock today, the day and the clock before that. */
export function whenOf(time: string | Date, now = new Date()): string {
  const at = new Date(time)
  if (isSameDay(at, now)) return clockOf(at)
  return `${isThisYear(at, now) ? dayOf(at) : fullDayOf(at)} ${clockOf(at)}`
}

function isSameDay(a: Date, b: Date): boolean {
  return dateOf(a) === dateOf(b)
}

const dateOf = (at: Date) => format({ year: 'numeric', month: 'numeric', day: 'numeric' }).format(at)

const isThisYear = (at: Date, now: Date) =>
  format({ year: 'numeric' }).format(at) === format({ year: 'numeric' }).format(now)

export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
