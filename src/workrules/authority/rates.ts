import { sql } from 'kysely'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid, notFound, Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import type { ExchangeRate } from './contract.ts'
import { converted, currencyNamed } from './quantity.ts'

/** So long a rate holds when no newer one is written down: firms that keep one a month have it for the whole of it. */
export const rateHoldsDays = 31

export type Counted = { counted: number; rate: string | null; rateDate: string | null }

/** An amount as it counts in the brand's currency, at the rate of that day; without a rate it is refused. */
export async function countedIn(
  tx: Tx,
  { brandId, day }: { brandId: number; day: string },
  amount: number,
  from: string,
  to: string,
): Promise<Counted> {
  if (from === to) return { counted: amount, rate: null, rateDate: null }
  const { rows } = await sql<{ rate: string; date: string }>`
    select trim_scale(case when from_currency = ${from} then rate else round(1 / rate, 10) end)::text as rate, date::text as date
    from exchange_rates
    where brand_id = ${brandId} and (from_currency, to_currency) in ((${from}, ${to}), (${to}, ${from}))
      and date <= ${day}::date and date > ${day}::date - ${rateHoldsDays}::int
    order by date desc, from_currency = ${from} desc limit 1`.execute(tx)
  const [found] = rows
  if (!found)
    throw new Refusal(
      409,
      'rate_missing',
      (locale) => m.authority_rate_missing({ from, to, day }, { locale }),
      {
        field: 'currency',
      },
    )
  return { counted: converted(amount, from, to, found.rate), rate: found.rate, rateDate: found.date }
}

export async function listRates(
  tx: Tx,
  query: { brandId: number; limit: number; cursor?: string | undefined },
): Promise<{ items: ExchangeRate[]; nextCursor: string | null }> {
  if (!tx.inBrands.includes(query.brandId)) throw notFound('brand')
  const after = fromCursor(query.cursor, 2)
  const seek = after ? sql`and (date, id) < (${after[0]}::date, ${after[1]}::bigint)` : sql``
  const rows = await select(
    tx,
    sql`brand_id = ${query.brandId} ${seek} order by date desc, id desc limit ${query.limit + 1}`,
  )
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? toCursor([last.date, last.id]) : null }
}

/** Writes down the rate of a day; grants that were counted keep the one they were counted by. */
export async function keepRate(
  tx: Tx,
  wish: { brandId: number; from: string; to: string; date: string; rate: string },
  actor: Actor,
): Promise<ExchangeRate> {
  const { brandId, date } = wish
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  const [from, to] = [currencyNamed(wish.from, 'from'), currencyNamed(wish.to, 'to')]
  if (from === to) throw invalid('to', 'same_currency', (locale) => m.authority_same_currency({}, { locale }))
  const rate = wish.rate.normalize('NFKC').replaceAll(',', '')
  if (!/^\d{1,10}(\.\d{1,10})?$/.test(rate) || !/[1-9]/.test(rate))
    throw invalid('rate', 'rate_unfit', (locale) => m.authority_rate_unfit({}, { locale }))
  const { rows } = await sql<{ id: number }>`
    insert into exchange_rates (brand_id, from_currency, to_currency, date, rate)
    values (${brandId}, ${from}, ${to}, ${date}, ${rate}::numeric)
    on conflict (brand_id, from_currency, to_currency, date) do update set rate = excluded.rate
    returning id`.execute(tx)
  await record(tx, { type: 'exchange_rate.kept', brandId, actor, data: { from, to, date, rate } })
  return rateFor(tx, rows[0]?.id ?? 0)
}

export async function deleteRate(tx: Tx, id: number, actor: Actor): Promise<void> {
  const { brandId, from, to, date, rate } = await rateFor(tx, id)
  await tx.deleteFrom('exchange_rates').where('brand_id', '=', brandId).where('id', '=', id).execute()
  await record(tx, { type: 'exchange_rate.deleted', brandId, actor, data: { from, to, date, rate } })
}

async function rateFor(tx: Tx, id: number): Promise<ExchangeRate> {
  const [found] = await select(tx, sql`brand_id = any (${[...tx.inBrands]}::bigint[]) and id = ${id}`)
  if (!found) throw notFound('exchange rate')
  return found
}

async function select(tx: Tx, where: ReturnType<typeof sql>): Promise<ExchangeRate[]> {
  const { rows } = await sql<ExchangeRate>`
    select id, brand_id as "brandId", from_currency as "from", to_currency as "to", date::text as date,
      trim_scale(rate)::text as rate
    from exchange_rates where ${where}`.execute(tx)
  return rows
}
