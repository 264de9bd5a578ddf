import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Kind } from './contract.ts'

/** One budget of one month: somebody's own, a role's together, or that of all exceptions. */
export type Budget = { brandId: number; kind: Kind; holder: string; month: string }
export type Column = 'spent' | 'reserved'

/**
 * Takes from a budget if there is as much left, and answers whether there was. The update locks the row until the end of the transaction and
 * asks again what is left after whoever was before, so that two can never take the same.
 */
export async function take(
  tx: Tx,
  { brandId, kind, holder, month }: Budget,
  amount: number,
  { perMonth, as }: { perMonth: number | null; as: Column },
): Promise<boolean> {
  await sql`insert into grant_budgets (brand_id, kind, holder, month) values (${brandId}, ${kind}, ${holder}, ${month})
    on conflict do nothing`.execute(tx)
  const { numAffectedRows } = await sql`
    update grant_budgets set ${sql.ref(as)} = ${sql.ref(as)} + ${amount}
    where brand_id = ${brandId} and kind = ${kind} and holder = ${holder} and month = ${month}
      and (${perMonth}::bigint is null or spent + reserved + ${amount} <= ${perMonth}::bigint)`.execute(tx)
  return numAffectedRows === 1n
}

/** What was reserved is spent now; it was counted already, so it always fits. */
export async function spendReserved(tx: Tx, budget: Budget, amount: number): Promise<void> {
  await change(tx, budget, { reserved: -amount, spent: amount })
}

/** Gives back to the budget it was taken from, also when that was another month's. */
export async function giveBack(tx: Tx, budget: Budget, amount: number, from: Column): Promise<void> {
  await change(tx, budget, { reserved: 0, spent: 0, [from]: -amount })
}

/** Takes what was just given back in this transaction again. */
export async function takeAgain(tx: Tx, budget: Budget, amount: number): Promise<void> {
  await change(tx, budget, { reserved: 0, spent: amount })
}

async function change(
  tx: Tx,
  { brandId, kind, holder, month }: Budget,
  by: Record<Column, number>,
): Promise<void> {
  await sql`update grant_budgets set reserved = reserved + ${by.reserved}, spent = spent + ${by.spent}
    where brand_id = ${brandId} and kind = ${kind} and holder = ${holder} and month = ${month}`.execute(tx)
}

/** What of a month's budgets is spent and reserved, by kind and holder. */
export async function usedIn(
  tx: Tx,
  brandId: number,
  month: string,
): Promise<{ kind: Kind; holder: string; spent: number; reserved: number }[]> {
  const { rows } = await sql<{ kind: Kind; holder: string; spent: number; reserved: number }>`
    select kind, holder, spent, reserved from grant_budgets
    where brand_id = ${brandId} and month = ${month} order by kind, holder`.execute(tx)
  return rows
}
