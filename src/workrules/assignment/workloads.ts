import { sql } from 'kysely'
import { worksForBrand } from '#conversations/assign.ts'
import { audit } from '#people/audit.ts'
import type { Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import { candidatesOf } from './candidates.ts'
import type { Workload } from './contract.ts'
import { offerAgain } from './offer-again.ts'

/** Who answers for a brand, with what they have to do. */
export async function listWorkloads(tx: Tx, brandId: number): Promise<Sendable<Workload>[]> {
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  const candidates = await candidatesOf(tx, brandId)
  const { rows } = await sql<{ id: number; name: string; awaySince: Date | null }>`
    select id, name, away_since as "awaySince" from staff
    where id = any (${candidates.map((one) => one.staffId)}::bigint[])`.execute(tx)
  const people = new Map(rows.map((row) => [row.id, row]))
  return candidates
    .map(({ staffId, load, capacity, languages, skills }) => {
      const { name = '', awaySince = null } = people.get(staffId) ?? {}
      return { staffId, name, awaySince, load, capacity, languages, skills }
    })
    .toSorted((one, other) => one.name.localeCompare(other.name))
}

/** Says how much somebody is given of a brand, in which languages and with which skills. */
export async function changeWorkload(
  tx: Tx,
  caller: Caller,
  staffId: number,
  wish: { brandId: number; capacity: number; languages: string[]; skills: string[] },
): Promise<Sendable<Workload>> {
  const { brandId, capacity } = wish
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  if (!(await worksForBrand(tx, brandId, staffId, 'answers'))) throw notFound('staff')
  const [languages, skills] = [sorted(wish.languages), sorted(wish.skills)]
  await sql`
    insert into brand_staff (brand_id, staff_id, capacity, languages, skills)
    values (${brandId}, ${staffId}, ${capacity}, ${languages}::text[], ${skills}::text[])
    on conflict (brand_id, staff_id) do update
      set capacity = excluded.capacity, languages = excluded.languages, skills = excluded.skills`.execute(tx)
  await audit(tx, {
    type: 'staff.workload_changed',
    actorId: caller.staffId,
    subjectId: staffId,
    data: { brandId, capacity, languages, skills },
  })
  await offerAgain(tx, [brandId])
  const found = (await listWorkloads(tx, brandId)).find((one) => one.staffId === staffId)
  if (!found) throw notFound('staff')
  return found
}

const sorted = (words: readonly string[]) => [...new Set(words)].toSorted()
