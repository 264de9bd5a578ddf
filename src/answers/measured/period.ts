import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'

/** A stretch of whole days on the brand's clock. `begins` is within it, `ends` no longer. */
export type Period = {
  brandId: number
  from: string
  to: string
  begins: Date
  ends: Date
  locale: Locale | null
}

type Wish = {
  brandId: number
  days: number
  from?: string | undefined
  to?: string | undefined
  locale?: Locale | undefined
}

/** The days that are asked for, up to today unless said, and as many days before them. */
export async function periodOf(tx: Tx, wish: Wish): Promise<{ period: Period; before: Period }> {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  const { rows } = await sql<{
    from: string
    to: string
    early: string
    begins: Date
    ends: Date
    begun: Date
  }>`
    with zone as (select time_zone as name from brands where id = ${wish.brandId}),
    days as (
      select coalesce(${wish.to ?? null}::date, (now() at time zone zone.name)::date) as last, zone.name as zone from zone
    ), asked as (
      select least(coalesce(${wish.from ?? null}::date, last - ${wish.days - 1}::int), last) as first, last, zone from days
    )
    select first::text as "from", last::text as "to", (first - (last - first + 1))::text as early,
      first::timestamp at time zone zone as begins, (last + 1)::timestamp at time zone zone as ends,
      (first - (last - first + 1))::timestamp at time zone zone as begun
    from asked`.execute(tx)
  const [row] = rows
  if (!row) throw notFound('brand')
  const { brandId, locale = null } = wish
  const period = { brandId, locale, from: row.from, to: row.to, begins: row.begins, ends: row.ends }
  return { period, before: { ...period, from: row.early, to: row.from, begins: row.begun, ends: row.begins } }
}
