import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import { usedIn } from './budgets.ts'
import { type Kind, roles } from './contract.ts'
import type { GrantFigure } from './figures-contract.ts'
import { countedIn, limitsOf } from './limits.ts'
import { today } from './month.ts'
import { inWholeUnits } from './quantity.ts'

type Counts = {
  kind: Kind
  currency: string | null
  count: number
  amount: number
  approved: number
  refused: number
}
type Person = { id: number; name: string }

/** What was given in a month, as it was counted; what was taken back counts for nothing. */
export async function grantFigures(tx: Tx, query: { brandId: number; month?: string | undefined }) {
  const { brandId } = query
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  const month = query.month === undefined ? (await today(tx, brandId)).month : `${query.month}-01`
  const { rows } = await sql<Counts & { staff: Person | null }>`
    select g.kind, g.counted_currency as currency,
      case when grouping(g.asked_by_id) = 0 then jsonb_build_object('id', g.asked_by_id, 'name', max(s.name)) end as staff,
      count(*) filter (where g.state = 'granted')::int as count,
      coalesce(sum(g.counted) filter (where g.state = 'granted'), 0)::bigint as amount,
      coalesce(sum(g.counted) filter (where g.state = 'granted' and g.holder = 'exceptions'), 0)::bigint as approved,
      count(*) filter (where g.state = 'refused')::int as refused
    from grants g join staff s on s.id = g.asked_by_id
    where g.brand_id = ${brandId} and g.month = ${month}::date and g.state in ('granted', 'refused')
    group by grouping sets ((g.kind, g.counted_currency), (g.kind, g.counted_currency, g.asked_by_id))
    order by array_position(array['refund', 'discount', 'points', 'free_item', 'reship'], g.kind), amount desc`.execute(
    tx,
  )
  return {
    month: month.slice(0, 7),
    byKind: rows.filter(({ staff }) => staff === null).map(figureOf),
    byPerson: rows.flatMap(({ staff, ...row }) => (staff ? [{ ...figureOf(row), staff }] : [])),
    budgets: await budgetsIn(tx, brandId, month),
  }
}

const figureOf = ({ kind, currency, count, amount, approved, refused }: Counts): GrantFigure => ({
  kind,
  currency,
  count,
  amount: inWholeUnits(amount, currency),
  approved: inWholeUnits(approved, currency),
  refused,
})

/** How much of each budget is used, by today's limits. */
async function budgetsIn(tx: Tx, brandId: number, month: string) {
  const { currency, limits } = await limitsOf(tx, brandId)
  const used = await usedIn(tx, brandId, month)
  const ids = used.flatMap(({ holder }) => staffIn(holder) ?? [])
  const people = await tx
    .selectFrom('staff')
    .select(['id', 'name', 'role'])
    .where('id', 'in', [...ids, 0])
    .execute()
  return used.map(({ kind, holder, spent, reserved }) => {
    const person = people.find((one) => one.id === staffIn(holder))
    const role = roles.find((one) => one === (person?.role ?? holder.replace('role:', ''))) ?? null
    const limit = limits.find((one) => one.kind === kind && one.role === role)
    const counted = countedIn(kind, currency)
    return {
      kind,
      currency: counted,
      staff: person ? { id: person.id, name: person.name } : null,
      role,
      spent: inWholeUnits(spent, counted),
      reserved: inWholeUnits(reserved, counted),
      perMonth: limit && limit.perMonth !== null ? inWholeUnits(limit.perMonth, counted) : null,
    }
  })
}

const staffIn = (holder: string): number | undefined =>
  holder.startsWith('staff:') ? Number(holder.slice('staff:'.length)) : undefined
