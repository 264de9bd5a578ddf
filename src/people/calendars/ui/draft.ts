import type { CalendarShown, CalendarWish, Day } from '../contract.ts'

/** A calendar as it is being written; which parts there are does not depend on the server's defaults. */
export type Draft = CalendarWish

export const days: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
export const weekdays: readonly Day[] = days.slice(0, 5)

// Whose holidays are offered to begin with; other countries are chosen.
const american = ['New_York', 'Chicago', 'Denver', 'Phoenix', 'Los_Angeles', 'Anchorage']
const holidaysOf: Record<string, string> = {
  'Asia/Tokyo': 'JP',
  'Europe/London': 'GB',
  'Pacific/Honolulu': 'US',
  ...Object.fromEntries(american.map((city) => [`America/${city}`, 'US'])),
}

/** The working week most begin with. */
export function newDraft(zone: string, isDefault: boolean): Draft {
  const week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
  const usual = Object.fromEntries(weekdays.map((day) => [day, [['10:00', '18:00']]]))
  return {
    name: '',
    zone,
    week: { ...week, ...usual },
    holidays: holidaysOf[zone] ?? null,
    workedDates: [],
    workedHolidays: [],
    closures: [],
    openings: [],
    isDefault,
    teamIds: [],
    channels: [],
  }
}

export function draftOf({ id: _, brandId: __, ...wish }: CalendarShown): Draft {
  return wish
}
