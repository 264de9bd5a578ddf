import { brand } from '#database/sample/people.ts'
import { usTeam } from '#database/sample/working-hours.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import type { Desk } from '../../desk.ts'
import { callers, type Shop } from './furnish.ts'

/** The sample brand that is there already. */
export async function shopOf(desk: Desk): Promise<Shop> {
  const { id: brandId } = await desk.db.open
    .selectFrom('brands')
    .select('id')
    .where('slug', '=', brand.slug)
    .executeTakeFirstOrThrow()
  const people = await callers(desk, brandId)
  return inBrands(desk.db, [brandId], async (tx) => {
    const mailbox = await tx
      .selectFrom('mailboxes')
      .select('id')
      .where('brand_id', '=', brandId)
      .orderBy('id')
      .executeTakeFirstOrThrow()
    const reasons = await tx
      .selectFrom('contact_reasons')
      .select(['id', 'slug'])
      .where('brand_id', '=', brandId)
      .execute()
    return {
      brandId,
      mailboxId: mailbox.id,
      people,
      reasons: new Map(reasons.map((one) => [one.slug, one.id])),
    }
  })
}

export async function usTeamId(tx: Tx): Promise<number> {
  const { id } = await tx
    .selectFrom('teams')
    .select('id')
    .where('name', '=', usTeam)
    .executeTakeFirstOrThrow()
  return id
}
