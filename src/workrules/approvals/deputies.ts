import { sql } from 'kysely'
import type { Caller } from '#platform/caller.ts'
import { actorOf, hasRole } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { forbidden, invalid, notFound } from '#platform/refusal.ts'
import { m } from '#texts'
import { workplaceOf } from './approvers.ts'
import type { Deputy } from './contract.ts'

/** Who decides for whom while they are away. */
export async function listDeputies(tx: Tx, brandId: number): Promise<Deputy[]> {
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  const { rows } = await sql<Deputy>`
    select jsonb_build_object('id', s.id, 'name', s.name) as staff, jsonb_build_object('id', d.id, 'name', d.name) as deputy
    from approval_deputies a join staff s on s.id = a.staff_id join staff d on d.id = a.deputy_id
    where a.brand_id = ${brandId} order by s.name, s.id`.execute(tx)
  return rows
}

/** Names a deputy, or nobody. Deputies in a circle would decide for each other for ever, and are refused. */
export async function nameDeputy(
  tx: Tx,
  caller: Caller,
  staffId: number,
  { brandId, deputyId }: { brandId: number; deputyId: number | null },
): Promise<Deputy[]> {
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  const { people, deputies } = await workplaceOf(tx, brandId)
  if (!people.has(staffId)) throw notFound('staff')
  if (staffId !== caller.staffId && !hasRole(caller, 'admin')) throw forbidden()
  const before = deputies.get(staffId) ?? null
  if (before === deputyId) return listDeputies(tx, brandId)
  if (deputyId === null) {
    await tx
      .deleteFrom('approval_deputies')
      .where('brand_id', '=', brandId)
      .where('staff_id', '=', staffId)
      .execute()
  } else {
    if (!people.has(deputyId))
      throw invalid('deputyId', 'staff_unknown', (locale) => m.authority_deputy_unknown({}, { locale }))
    if (leadsTo(deputies, deputyId, staffId))
      throw invalid('deputyId', 'deputy_leads_back', (locale) =>
        m.authority_deputy_leads_back({}, { locale }),
      )
    await tx
      .insertInto('approval_deputies')
      .values({ brand_id: brandId, staff_id: staffId, deputy_id: deputyId })
      .onConflict((conflict) =>
        conflict.columns(['brand_id', 'staff_id']).doUpdateSet({ deputy_id: deputyId }),
      )
      .execute()
  }
  const data = { staffId, from: before, to: deputyId }
  await record(tx, { type: 'approval.deputy_named', brandId, actor: actorOf(caller), data })
  return listDeputies(tx, brandId)
}

function leadsTo(deputies: ReadonlyMap<number, number>, from: number, to: number): boolean {
  const seen = new Set<number>()
  for (let one: number | undefined = from; one !== undefined && !seen.has(one); one = deputies.get(one)) {
    if (one === to) return true
    seen.add(one)
  }
  return false
}
