import { brandsOf } from '#conversations/conditions.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid, notFound, Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import { workplaceOf } from './approvers.ts'
import type { Chain, ChainWish, Level } from './contract.ts'
import { readLevels } from './stored.ts'

export async function listChains(tx: Tx, query: { brandId?: number | undefined }): Promise<Chain[]> {
  const rows = await tx
    .selectFrom('approval_chains')
    .select(['id', 'brand_id', 'name', 'levels'])
    .where('brand_id', 'in', [...brandsOf(tx, query), 0])
    .where('deleted_at', 'is', null)
    .orderBy('brand_id')
    .orderBy('id')
    .execute()
  return rows.map(({ brand_id, levels, ...row }) => ({
    ...row,
    brandId: brand_id,
    levels: readLevels(levels),
  }))
}

/** The door to one chain: what stands outside the caller's brands is not there. */
export async function chainFor(tx: Tx, id: number): Promise<Chain> {
  const found = (await listChains(tx, {})).find((one) => one.id === id)
  if (!found) throw notFound('approval chain')
  return found
}

export async function createChain(
  tx: Tx,
  wish: ChainWish & { brandId: number },
  actor: Actor,
): Promise<Chain> {
  const { brandId, name } = wish
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  await refuseUnfit(tx, brandId, wish)
  const { id } = await tx
    .insertInto('approval_chains')
    .values({ brand_id: brandId, name, levels: JSON.stringify(wish.levels) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, { type: 'approval_chain.created', brandId, actor, data: { chainId: id, name } })
  return chainFor(tx, id)
}

export async function changeChain(tx: Tx, id: number, wish: ChainWish, actor: Actor): Promise<Chain> {
  const { brandId, levels: before } = await chainFor(tx, id)
  await refuseUnfit(tx, brandId, wish, id)
  await tx
    .updateTable('approval_chains')
    .set({ name: wish.name, levels: JSON.stringify(wish.levels) })
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .execute()
  const data = { chainId: id, name: wish.name, before, after: wish.levels }
  await record(tx, { type: 'approval_chain.changed', brandId, actor, data })
  return chainFor(tx, id)
}

/** Takes a chain out of use; one that limits still name is not let go. */
export async function deleteChain(tx: Tx, id: number, actor: Actor): Promise<void> {
  const { brandId, name } = await chainFor(tx, id)
  const used = await tx
    .selectFrom('grant_limits')
    .select('kind')
    .where('brand_id', '=', brandId)
    .where('chain_id', '=', id)
    .executeTakeFirst()
  if (used) throw new Refusal(409, 'chain_used', (locale) => m.authority_chain_used({}, { locale }))
  await tx
    .updateTable('approval_chains')
    .set({ deleted_at: now() })
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .execute()
  await record(tx, { type: 'approval_chain.deleted', brandId, actor, data: { chainId: id, name } })
}

async function refuseUnfit(tx: Tx, brandId: number, wish: ChainWish, self?: number): Promise<void> {
  const others = (await listChains(tx, { brandId })).filter((one) => one.id !== self)
  if (others.some((one) => one.name === wish.name))
    throw invalid('name', 'name_taken', (locale) => m.authority_chain_name_taken({}, { locale }))
  refuseCircles(wish.levels)
  const { people } = await workplaceOf(tx, brandId)
  for (const [at, level] of wish.levels.entries()) {
    const stranger = level.staffIds.find((id) => !people.has(id))
    if (stranger !== undefined)
      throw invalid(`levels.${at}.staffIds`, 'staff_unknown', (locale) =>
        m.authority_approver_unknown({ level: level.name }, { locale }),
      )
    if (
      level.staffIds.length === 0 &&
      ![...people.values()].some(({ role }) => level.roles.some((one) => one === role))
    )
      throw invalid(`levels.${at}.staffIds`, 'level_empty', (locale) =>
        m.authority_level_empty({ level: level.name }, { locale }),
      )
  }
}

/** Who has been asked is not asked again further up: a chain leads upward. */
function refuseCircles(levels: readonly Level[]): void {
  const seen = new Set<number | string>()
  for (const [at, { name, staffIds, roles }] of levels.entries()) {
    const asked = [...new Set<number | string>([...staffIds, ...roles])]
    if (asked.some((one) => seen.has(one)))
      throw invalid(`levels.${at}`, 'chain_leads_back', (locale) =>
        m.authority_chain_leads_back({ level: name }, { locale }),
      )
    for (const one of asked) seen.add(one)
  }
}
