import { sql } from 'kysely'
import { chainFor } from '../approvals/chains.ts'
import { audit } from '#people/audit.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { lockByName, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { invalid, notFound, Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import { usedIn } from './budgets.ts'
import type { Authority, Kind, LimitWish } from './contract.ts'
import { today } from './month.ts'
import { currencyNamed, inWholeUnits, smallest, unitOf } from './quantity.ts'

/** A bound of one role and kind, in smallest units; null: no bound. */
export type Limit = {
  role: LimitWish['role']
  kind: Kind
  perCase: number | null
  perMonth: number | null
  isShared: boolean
  chainId: number | null
}

/** What is counted in where nobody has said so. */
const usualCurrency = 'JPY'

export async function limitsOf(tx: Tx, brandId: number): Promise<{ currency: string; limits: Limit[] }> {
  const { rows: limits } = await sql<Limit>`
    select role, kind, per_case as "perCase", per_month as "perMonth", is_shared as "isShared", chain_id as "chainId"
    from grant_limits where brand_id = ${brandId}
    order by array_position(array['agent', 'supervisor', 'admin', 'exceptions'], role),
      array_position(array['refund', 'discount', 'points', 'free_item', 'reship'], kind)`.execute(tx)
  const said = await tx
    .selectFrom('grant_currencies')
    .select('currency')
    .where('brand_id', '=', brandId)
    .executeTakeFirst()
  return { currency: said?.currency ?? usualCurrency, limits }
}

/** The same as people read and write it. */
export async function authorityOf(tx: Tx, brandId: number): Promise<Authority> {
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  const { currency, limits } = await limitsOf(tx, brandId)
  return {
    brandId,
    currency,
    limits: limits.map(({ perCase, perMonth, ...limit }) => {
      const counted = countedIn(limit.kind, currency)
      const written = (amount: number | null) => (amount === null ? null : inWholeUnits(amount, counted))
      return { ...limit, perCase: written(perCase), perMonth: written(perMonth) }
    }),
  }
}

/** In which currency a kind counts; null for points and pieces. */
export const countedIn = (kind: Kind, currency: string) => (unitOf[kind] === 'money' ? currency : null)

/**
 * Writes all limits of a brand anew. What is counted stays counted; a lower limit only leaves nothing. Whoever changes what their own role may
 * give stands in the audit log with it, as everybody who changes limits does.
 */
export async function changeAuthority(tx: Tx, caller: Caller, wish: Authority): Promise<Authority> {
  const { brandId } = wish
  await lockByName(tx, `authority of ${brandId}`)
  const before = await authorityOf(tx, brandId)
  const currency = currencyNamed(wish.currency)
  if (currency !== before.currency) await refuseCounted(tx, brandId)
  const rows: Awaited<ReturnType<typeof rowOf>>[] = []
  for (const [at, limit] of wish.limits.entries()) rows.push(await rowOf(tx, wish, limit, { currency, at }))
  await tx.deleteFrom('grant_limits').where('brand_id', '=', brandId).execute()
  if (rows.length > 0) await tx.insertInto('grant_limits').values(rows).execute()
  await tx
    .insertInto('grant_currencies')
    .values({ brand_id: brandId, currency })
    .onConflict((conflict) => conflict.column('brand_id').doUpdateSet({ currency }))
    .execute()
  const after = await authorityOf(tx, brandId)
  if (JSON.stringify(after) === JSON.stringify(before)) return after
  const data = { before, after }
  await record(tx, { type: 'authority.changed', brandId, actor: actorOf(caller), data })
  const ofRole = (one: Authority) => JSON.stringify(one.limits.filter(({ role }) => role === caller.role))
  const isOwn = ofRole(before) !== ofRole(after)
  await audit(tx, { type: 'authority.changed', actorId: caller.staffId, data: { brandId, isOwn, ...data } })
  return after
}

async function rowOf(
  tx: Tx,
  { brandId, limits }: Authority,
  { role, kind, chainId, isShared, ...limit }: LimitWish,
  { currency, at }: { currency: string; at: number },
) {
  const twice = limits.findIndex((one) => one.role === role && one.kind === kind) !== at
  if (twice)
    throw invalid(`limits.${at}.role`, 'limit_twice', (locale) => m.authority_limit_twice({}, { locale }))
  if (chainId !== null && (role !== 'exceptions' || (await chainFor(tx, chainId)).brandId !== brandId))
    throw invalid(`limits.${at}.chainId`, 'chain_unfit', (locale) => m.authority_chain_unfit({}, { locale }))
  const amountOf = (field: 'perCase' | 'perMonth') => {
    const written = limit[field]
    if (written === null) return null
    return smallest(written, countedIn(kind, currency), { field: `limits.${at}.${field}`, least: 0 })
  }
  return {
    brand_id: brandId,
    role,
    kind,
    per_case: amountOf('perCase'),
    per_month: amountOf('perMonth'),
    is_shared: isShared,
    chain_id: chainId,
  }
}

/** A month is counted in one currency. */
async function refuseCounted(tx: Tx, brandId: number): Promise<void> {
  const used = await usedIn(tx, brandId, (await today(tx, brandId)).month)
  if (used.some(({ kind, spent, reserved }) => unitOf[kind] === 'money' && spent + reserved > 0))
    throw new Refusal(409, 'currency_counted', (locale) => m.authority_currency_counted({}, { locale }), {
      field: 'currency',
    })
}
