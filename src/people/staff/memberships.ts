import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { invalid } from '#platform/refusal.ts'

/** Makes exactly these the brands of a staff member and answers which were left. */
export async function setBrands(tx: Tx, staffId: number, brandIds: readonly number[]): Promise<number[]> {
  const known = await tx
    .selectFrom('brands')
    .select('id')
    .where('id', 'in', [0, ...brandIds])
    .execute()
  const unknown = brandIds.find((id) => !known.some((brand) => brand.id === id))
  if (unknown !== undefined) {
    throw invalid('brandIds', 'brand_unknown', (locale) =>
      m.people_brand_unknown({ id: unknown }, { locale }),
    )
  }
  const left = await tx
    .deleteFrom('staff_brands')
    .where('staff_id', '=', staffId)
    .where('brand_id', 'not in', [0, ...brandIds])
    .returning('brand_id')
    .execute()
  if (brandIds.length > 0) {
    await tx
      .insertInto('staff_brands')
      .values([...new Set(brandIds)].map((brand_id) => ({ brand_id, staff_id: staffId })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  return left.map((row) => row.brand_id)
}

/** Makes exactly these the teams of a staff member. */
export async function setTeams(tx: Tx, staffId: number, teamIds: readonly number[]): Promise<void> {
  const known = await tx
    .selectFrom('teams')
    .select('id')
    .where('id', 'in', [0, ...teamIds])
    .execute()
  const unknown = teamIds.find((id) => !known.some((team) => team.id === id))
  if (unknown !== undefined) {
    throw invalid('teamIds', 'team_unknown', (locale) => m.people_team_unknown({ id: unknown }, { locale }))
  }
  await tx
    .deleteFrom('team_members')
    .where('staff_id', '=', staffId)
    .where('team_id', 'not in', [0, ...teamIds])
    .execute()
  if (teamIds.length === 0) return
  await tx
    .insertInto('team_members')
    .values([...new Set(teamIds)].map((team_id) => ({ team_id, staff_id: staffId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
