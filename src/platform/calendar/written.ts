import { z } from 'zod'
import { asMistake } from '../mistake-words.ts'
import { type Calendar, isEverOpen, minutesOfDay } from './calendar.ts'

/** A calendar as people and programs write it. An interval that ends before it begins goes on after midnight. */

const clock = z
  .string()
  .refine((text) => /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text), asMistake('no_clock_time'))
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)))

const interval = z
  .tuple([clock, clock])
  .refine(([from, to]) => from !== to, asMistake('no_length'))
  .refine(([from]) => from < minutesOfDay, asMistake('begins_at_24'))
  .transform(([from, to]) => ({ from, to: to < from ? to + minutesOfDay : to }))

const intervals = z.array(interval).max(24)

const date = z.string().refine(isDate, asMistake('no_date'))

const zone = z.string().refine(isZone, asMistake('no_such_time_zone'))

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const week = z
  .strictObject({
    mon: intervals,
    tue: intervals,
    wed: intervals,
    thu: intervals,
    fri: intervals,
    sat: intervals,
    sun: intervals,
  })
  .partial()

export const writtenCalendar = z
  .strictObject({
    zone,
    week: week.default({}),
    closed: z.array(date).default([]),
    open: z.array(z.strictObject({ date, intervals })).default([]),
  })
  .transform(
    (written): Calendar => ({
      zone: written.zone,
      week: days.map((name) => written.week[name] ?? []),
      closed: new Set(written.closed),
      open: new Map(written.open.map((one) => [one.date, one.intervals])),
    }),
  )
  .refine(isEverOpen, asMistake('never_open'))

function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}

function isDate(text: string): boolean {
  return z.iso.date().safeParse(text).success
}
