import { sql } from 'kysely'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import type { ServiceLevel, ServiceLevelWish } from './contract.ts'
import { listServiceLevels, serviceLevelFor } from './policies.ts'

export async function createServiceLevel(
  tx: Tx,
  wish: ServiceLevelWish & { brandId: number },
  actor: Actor,
): Promise<ServiceLevel> {
  const { brandId } = wish
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  refuseUnfit(wish)
  const position = (await listServiceLevels(tx, { brandId })).length
  const { id } = await tx
    .insertInto('service_levels')
    .values({ brand_id: brandId, position, ...columnsOf(wish) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await note(tx, 'service_level.created', { brandId, id, name: wish.name }, actor)
  return serviceLevelFor(tx, id)
}

export async function changeServiceLevel(
  tx: Tx,
  id: number,
  wish: ServiceLevelWish,
  actor: Actor,
): Promise<ServiceLevel> {
  const { brandId } = await serviceLevelFor(tx, id)
  refuseUnfit(wish)
  await tx
    .updateTable('service_levels')
    .set(columnsOf(wish))
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .execute()
  await note(tx, 'service_level.changed', { brandId, id, name: wish.name }, actor)
  return serviceLevelFor(tx, id)
}

/** Puts a service level before another of its brand, or at the end. */
export async function placeServiceLevel(
  tx: Tx,
  id: number,
  beforeId: number | null,
  actor: Actor,
): Promise<void> {
  const { brandId, name } = await serviceLevelFor(tx, id)
  const others = (await listServiceLevels(tx, { brandId })).map((one) => one.id).filter((one) => one !== id)
  const at = beforeId === null ? others.length : others.indexOf(beforeId)
  if (at === -1) throw notFound('service level')
  const order = others.toSpliced(at, 0, id)
  await sql`
    update service_levels set position = placed.position - 1
    from unnest(${order}::bigint[]) with ordinality as placed (id, position)
    where service_levels.brand_id = ${brandId} and service_levels.id = placed.id`.execute(tx)
  await note(tx, 'service_level.changed', { brandId, id, name }, actor)
}

/** Takes a service level out of use. Clocks that have run keep it; those that run go on by the next that fits. */
export async function deleteServiceLevel(tx: Tx, id: number, actor: Actor): Promise<void> {
  const { brandId, name } = await serviceLevelFor(tx, id)
  await tx
    .updateTable('service_levels')
    .set({ deleted_at: now() })
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .execute()
  await note(tx, 'service_level.deleted', { brandId, id, name }, actor)
}

function columnsOf(wish: ServiceLevelWish) {
  return {
    name: wish.name,
    conditions: JSON.stringify(wish.conditions),
    first_minutes: wish.firstMinutes,
    next_minutes: wish.nextMinutes,
    resolution_minutes: wish.resolutionMinutes,
    counts: wish.counts,
    warn_minutes: wish.warnMinutes,
    warn_percent: wish.warnPercent,
    pauses: wish.pauses,
  }
}

function refuseUnfit(wish: ServiceLevelWish): void {
  const targets = [wish.firstMinutes, wish.nextMinutes, wish.resolutionMinutes].filter((one) => one !== null)
  if (targets.length === 0)
    throw invalid('firstMinutes', 'no_target', (locale) => m.service_levels_no_target({}, { locale }))
  if (wish.warnMinutes !== null && wish.warnPercent !== null)
    throw invalid('warnPercent', 'warned_twice', (locale) => m.service_levels_warned_twice({}, { locale }))
  if (wish.warnMinutes !== null && wish.warnMinutes >= Math.max(...targets))
    throw invalid('warnMinutes', 'warned_too_early', (locale) =>
      m.service_levels_warned_too_early({}, { locale }),
    )
}

function note(
  tx: Tx,
  type: string,
  { brandId, id, name }: { brandId: number; id: number; name: string },
  actor: Actor,
): Promise<unknown> {
  return record(tx, { type, brandId, actor, data: { serviceLevelId: id, name } })
}
