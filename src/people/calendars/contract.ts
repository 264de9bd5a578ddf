import { z } from 'zod'
import { byId, endpoint, id, nothing, time } from '#platform/endpoint.ts'
import { name, timeZone } from '../contract.ts'

const tag = 'Calendars'

export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Day = (typeof days)[number]

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
/** From and until on the wall clock; what ends before it begins goes on after midnight. */
const interval = z.tuple([clock, clock])
export type Interval = z.output<typeof interval>
const intervals = z.array(interval).max(24)
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const said = z.string().trim().max(100).default('')

const week = z.object({
  mon: intervals.default([]),
  tue: intervals.default([]),
  wed: intervals.default([]),
  thu: intervals.default([]),
  fri: intervals.default([]),
  sat: intervals.default([]),
  sun: intervals.default([]),
})

/** What a calendar says, without where it holds. */
export const hours = z.object({
  zone: timeZone,
  week,
  /** Whose public holidays are closed: JP, US, GB-SCT; null: nobody's. */
  holidays: z
    .string()
    .regex(/^[A-Z]{2}(-[A-Z0-9]{1,8})?$/)
    .nullable()
    .default(null),
  /** Holidays on which people come all the same, this once. */
  workedDates: z.array(date).max(400).default([]),
  /** Holidays on which people come in every year, by their id. */
  workedHolidays: z.array(z.string().max(200)).max(100).default([]),
  /** Closed besides, from the first to the last day. */
  closures: z
    .array(z.object({ from: date, to: date, nameEn: said, nameJa: said }))
    .max(200)
    .default([]),
  /** Days with hours of their own, open although they were closed. */
  openings: z.array(z.object({ date, intervals })).max(200).default([]),
})
export type Hours = z.output<typeof hours>

/** Where it holds. What is said here last takes the place from another calendar of the brand. */
const place = z.object({
  isDefault: z.boolean().default(false),
  teamIds: z.array(id).max(200).default([]),
  channels: z.array(z.enum(['email', 'chat', 'form', 'api'])).default([]),
})

export const calendar = z.object({ id, brandId: id, name, ...hours.shape, ...place.shape })
export type CalendarShown = z.output<typeof calendar>

export const wish = z.object({ name, ...hours.shape, ...place.shape })
export type CalendarWish = z.output<typeof wish>

export const listCalendars = endpoint({
  method: 'GET',
  path: '/api/calendars',
  summary: {
    en: 'Calendars: when people are there, and for which team or channel each holds',
    ja: '対応カレンダーの一覧。対応時間と、適用されるチームやチャネルを含む',
  },
  tag,
  query: z.object({ brandId: id.optional() }),
  reply: z.object({ items: z.array(calendar), nextCursor: z.null() }),
})

export const createCalendar = endpoint({
  method: 'POST',
  path: '/api/calendars',
  summary: { en: 'Make a calendar', ja: '対応カレンダーを作成する' },
  tag,
  role: 'supervisor',
  body: wish.extend({ brandId: id }),
  reply: calendar,
})

export const changeCalendar = endpoint({
  method: 'PUT',
  path: '/api/calendars/{id}',
  summary: { en: 'Write a calendar anew', ja: '対応カレンダーを書き換える' },
  tag,
  role: 'supervisor',
  params: byId,
  body: wish,
  reply: calendar,
})

export const deleteCalendar = endpoint({
  method: 'DELETE',
  path: '/api/calendars/{id}',
  summary: {
    en: 'Delete a calendar; where it held, the brand’s holds',
    ja: '対応カレンダーを削除する。適用されていたチームやチャネルにはブランドの既定のカレンダーが適用される',
  },
  tag,
  role: 'supervisor',
  params: byId,
  reply: nothing,
})

export const previewCalendar = endpoint({
  method: 'POST',
  path: '/api/calendars/preview',
  summary: {
    en: 'What a calendar would mean: open now or when next, the coming days, the holidays of a year; nothing is saved',
    ja: '対応カレンダーを保存せずに確かめる。現在の状態と次の開始時刻、今後の対応日、1年分の祝日を返す',
  },
  tag,
  role: 'supervisor',
  body: hours,
  reply: z.object({
    isOpen: z.boolean(),
    /** When that changes; null: never. */
    changesAt: time.nullable(),
    days: z.array(
      z.object({
        date: z.string(),
        intervals: z.array(z.tuple([z.string(), z.string()])),
        /** Why it is closed, where there is more to say than that nobody works on such a day. */
        because: z.object({ en: z.string(), ja: z.string() }).nullable(),
      }),
    ),
    holidays: z.array(
      z.object({
        date: z.string(),
        id: z.string(),
        nameEn: z.string(),
        nameJa: z.string(),
        isClosed: z.boolean(),
      }),
    ),
  }),
})
export type Preview = z.output<typeof previewCalendar.reply>

export const listHolidayCountries = endpoint({
  method: 'GET',
  path: '/api/holiday-countries',
  summary: { en: 'Countries whose holidays are known', ja: '祝日に対応している国の一覧' },
  tag,
  reply: z.object({
    items: z.array(
      z.object({ code: z.string(), regions: z.array(z.object({ code: z.string(), name: z.string() })) }),
    ),
    nextCursor: z.null(),
  }),
})
