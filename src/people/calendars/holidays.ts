/** A public holiday. `id` names it in every year, together with the days that stand in for it. */
export type Holiday = { date: string; id: string; nameEn: string; nameJa: string }

export type Country = { code: string; regions: { code: string; name: string }[] }

const known = new Map<string, Promise<readonly Holiday[]>>()

/**
 * The public holidays of a country (JP, US) or a part of one (GB-SCT) in one year. The packages that know them are large, so they are
 * loaded when somebody asks, and a year is reckoned once.
 */
export function holidaysOf(place: string, year: number): Promise<readonly Holiday[]> {
  const key = `${place} ${year}`
  const found = known.get(key) ?? (place === 'JP' ? japanese(year) : reckoned(place, year))
  known.set(key, found)
  return found
}

/** Every country whose holidays are known, and its parts that have some of their own. */
export async function countriesWithHolidays(): Promise<Country[]> {
  const { default: Holidays } = await import('date-holidays')
  const all = new Holidays()
  return Object.keys(all.getCountries())
    .sort()
    .map((code) => ({
      code,
      regions:
        code === 'JP'
          ? []
          : Object.entries(all.getStates(code) ?? {}).map(([part, name]) => ({
              code: `${code}-${part}`,
              name,
            })),
    }))
}

// From the government's own list, with the days between two holidays and those in lieu.
async function japanese(year: number): Promise<Holiday[]> {
  const { default: list } = await import('@holiday-jp/holiday_jp')
  return Object.entries<{ name: string; name_en: string }>(list.holidays)
    .filter(([date]) => date.startsWith(`${year}-`))
    .map(([date, { name, name_en }]) => ({
      date,
      id: name.replace(/ 振替休日$/, ''),
      nameEn: name_en,
      nameJa: name,
    }))
}

const day = 86_400_000

async function reckoned(place: string, year: number): Promise<Holiday[]> {
  const { default: Holidays } = await import('date-holidays')
  const [country = '', ...part] = place.split('-')
  const calendar = part.length > 0 ? new Holidays(country, part.join('-')) : new Holidays(country)
  const japaneseNames = new Map(calendar.getHolidays(year, 'ja').map((one) => [one.date, one.name]))
  const holidays = calendar.getHolidays(year, 'en').filter((one) => one.type === 'public')
  return holidays.flatMap(({ date, rule, name, start, end }) => {
    // Some last for days: a new year by the moon, an Eid.
    const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / day))
    const first = Temporal.PlainDate.from(date.slice(0, 10))
    return Array.from({ length: days }, (_, at) => ({
      date: first.add({ days: at }).toString(),
      id: rule,
      nameEn: name,
      nameJa: japaneseNames.get(date) ?? name,
    }))
  })
}
