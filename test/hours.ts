import type { Person, TestDesk } from './desk.ts'

export type WrittenHours = { days: number[]; from: string; to: string }[]

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** The week of a calendar from spans of days (Monday is 1) as people say them. */
export function weekOf(hours: WrittenHours): Record<string, [string, string][]> {
  const of = (day: number) =>
    hours.filter(({ days }) => days.includes(day)).map(({ from, to }): [string, string] => [from, to])
  return Object.fromEntries(names.map((name, at) => [name, of(at + 1)]))
}

/** Gives a brand its calendar, and answers it. */
export async function keepHours(
  desk: TestDesk,
  hours: WrittenHours,
  more: Record<string, unknown> = {},
  person: Person = desk.ana,
) {
  const wish = {
    brandId: desk.brandId,
    name: 'Office',
    zone: 'Asia/Tokyo',
    isDefault: true,
    week: weekOf(hours),
  }
  const answer = await desk.as(person).post('/api/calendars', { ...wish, ...more })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body
}
