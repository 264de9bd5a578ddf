import type { CalendarWish } from '#people/calendars/contract.ts'

const daily = (days: readonly (keyof CalendarWish['week'])[], ...intervals: [string, string][]) => {
  const none = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
  return { ...none, ...Object.fromEntries(days.map((day) => [day, intervals])) }
}
const workdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const

/** The team in Los Angeles, which answers while Tokyo sleeps. */
export const usTeam = 'North America'

/** When the sample brand's people are there. The brand's own comes first; the other is the US team's. */
export const calendars: Omit<CalendarWish, 'teamIds'>[] = [
  {
    name: '東京オフィス',
    zone: 'Asia/Tokyo',
    week: daily(workdays, ['10:00', '12:30'], ['13:30', '18:00']),
    holidays: 'JP',
    workedDates: [],
    workedHolidays: ['スポーツの日'],
    closures: [
      { from: '2026-12-29', to: '2027-01-04', nameJa: '年末年始休業', nameEn: 'New Year break' },
      { from: '2027-08-12', to: '2027-08-16', nameJa: '夏季休業', nameEn: 'Summer break' },
    ],
    openings: [{ date: '2026-11-28', intervals: [['10:00', '15:00']] }],
    isDefault: true,
    channels: [],
  },
  {
    name: 'Los Angeles',
    zone: 'America/Los_Angeles',
    week: daily(workdays, ['09:00', '17:00']),
    holidays: 'US',
    workedDates: [],
    workedHolidays: [],
    closures: [],
    openings: [],
    isDefault: false,
    channels: [],
  },
]
