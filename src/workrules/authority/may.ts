import type { Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import { usedIn } from './budgets.ts'
import { type Allowance, type Kind, kinds } from './contract.ts'
import { holderOf } from './grant.ts'
import { countedIn, limitsOf } from './limits.ts'
import { today } from './month.ts'
import { inWholeUnits } from './quantity.ts'

type Used = { spent: number; reserved: number }
const nothing: Used = { spent: 0, reserved: 0 }

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
    const holder = limit ? holderOf(limit, caller) : ''
    const perCase = limit ? limit.perCase : 0
    const counted = countedIn(kind, currency)
    return {
      kind,
      ...leftOf(
        counted,
        limit ? limit.perMonth : 0,
        used.find((one) => one.kind === kind && one.holder === holder),
      ),
      perCase: perCase === null ? null : inWholeUnits(perCase, counted),
      isShared: limit?.isShared ?? false,
      canAsk: limits.some((one) => one.role === 'exceptions' && one.kind === kind && one.chainId !== null),
    }
  })
  return { from: month, to: last, currency, items }
}

/** What is left of what everybody together gives with approval. */
export async function exceptionBudget(tx: Tx, { brandId, kind }: { brandId: number; kind: Kind }) {
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  const { currency, limits } = await limitsOf(tx, brandId)
  const used = await usedIn(tx, brandId, (await today(tx, brandId)).month)
  const limit = limits.find((one) => one.role === 'exceptions' && one.kind === kind)
  return leftOf(
    countedIn(kind, currency),
    limit ? limit.perMonth : 0,
    used.find((one) => one.kind === kind && one.holder === 'exceptions'),
  )
}

/** A budget in whole units. A limit that was lowered leaves nothing, and never less than nothing. */
function leftOf(currency: string | null, perMonth: number | null, { spent, reserved }: Used = nothing) {
  const written = (amount: number) => inWholeUnits(amount, currency)
  return {
    currency,
    perMonth: perMonth === null ? null : written(perMonth),
    left: perMonth === null ? null : written(Math.max(0, perMonth - spent - reserved)),
    spent: written(spent),
    reserved: written(reserved),
  }
}
