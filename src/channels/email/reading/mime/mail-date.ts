const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const zones: Record<string, number> = {
  jst: 540,
  kst: 540,
  gmt: 0,
  ut: 0,
  utc: 0,
  z: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  bst: 60,
  cet: 60,
  cest: 120,
  eet: 120,
  msk: 180,
  hkt: 480,
  sgt: 480,
}

/** Reads a Date header (RFC 5322 with its obsolete forms); null when it is none or lies outside this and the last century. */
export function readMailDate(raw: string): Date | null {
  const text = raw
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const parts =
    /(\d{1,2})[ -]([a-z]{3})[a-z]*\.?[ -](\d{2,4}),? (\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)? ?([+-] ?\d{1,2}:?\d{2}|[a-z]+)?/i.exec(
      text,
    )
  if (!parts) return plausible(new Date(text))
  const [, day, month = '', year = '', hour, minute, second, zone = 'utc'] = parts
  const monthIndex = months.indexOf(month.toLowerCase())
  if (monthIndex < 0) return null
  const time = Date.UTC(
    fullYear(year),
    monthIndex,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second ?? 0),
  )
  return plausible(new Date(time - offsetMinutes(zone) * 60_000))
}

function plausible(date: Date): Date | null {
  const year = date.getUTCFullYear()
  return year >= 1970 && year < 2100 ? date : null
}

function fullYear(year: string): number {
  const number = Number(year)
  if (year.length > 3) return number
  return year.length === 3 || number >= 50 ? 1900 + number : 2000 + number
}

function offsetMinutes(zone: string): number {
  const numeric = /^([+-]) ?(\d{1,2}):?(\d{2})$/.exec(zone)
  if (!numeric) return zones[zone.toLowerCase()] ?? 0
  const minutes = Number(numeric[2]) * 60 + Number(numeric[3])
  return numeric[1] === '-' ? -minutes : minutes
}
