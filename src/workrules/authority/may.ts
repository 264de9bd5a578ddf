import type { Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import { usedIn } from './budgets.ts'
import { type Allowance, kinds } from './contract.ts'
import { holderOf } from './grant.ts'
import { countedIn, limitsOf } from './limits.ts'
import { today } from './month.ts'
import { inWholeUnits } from './quantity.ts'

/** What somebody may give this month and what is left of it, so that it is seen before it is asked for. */
export async function myAuthority(
  tx: Tx,
  caller: Caller,
  brandId: number,
): Promise<{ from: string; to: string; currency: string; items: Allowance[] }> {
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  const { currency, limits } = await limitsOf(tx, brandId)
  const { month, last } = await today(tx, brandId)
  const used = await usedIn(tx, brandId, month)
  const items = kinds.map((kind): Allowance => {
    const limit = limits.find((one) => one.role === caller.role && one.kind === kind)
    const counted = countedIn(kind, currency)
    const holder = limit ? holderOf(limit, caller) : ''
    const { spent, reserved } = used.find((one) => one.kind === kind && one.holder === holder) ?? nothing
    const written = (amount: number | null) => (amount === null ? null : inWholeUnits(amount, counted))
    const perMonth = limit ? limit.perMonth : 0
    return {
      kind,
      currency: counted,
      perCase: written(limit ? limit.perCase : 0),
      perMonth: written(perMonth),
      // A limit that was lowered leaves nothing, and never less than nothing.
      left: perMonth === null ? null : inWholeUnits(Math.max(0, perMonth - spent - reserved), counted),
      spent: inWholeUnits(spent, counted),
      reserved: inWholeUnits(reserved, counted),
      isShared: limit?.isShared ?? false,
      canAsk: limits.some((one) => one.role === 'exceptions' && one.kind === kind && one.chainId !== null),
    }
  })
  return { from: month, to: last, currency, items }
}

const nothing = { spent: 0, reserved: 0 }
