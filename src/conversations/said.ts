import type { Locale } from '#platform/locale.ts'

/** What happened. */
export type Told = {
  type: string
  data: Record<string, unknown>
  /** The person or team that something was given to. */
  toName: string
}
/** Who reads of it. */
export type Reader = { locale: Locale; timeZone: string }
/** An event in words. */
export type Say = (told: Told, reader: Reader) => string

export const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''
export const names = (value: unknown) => (Array.isArray(value) ? value.join(', ') : '')
export const clock = (value: unknown, { locale, timeZone }: Reader) =>
  new Date(text(value)).toLocaleString(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' })
