import { sql } from 'kysely'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { invalid } from '#platform/refusal.ts'
import { worksForBrand } from '../assign.ts'
import type { MacroAction } from './contract.ts'

/** Refuses actions that name what is not there, so that a reply does not fail for it later. */
export async function refuseUnfitActions(
  tx: Tx,
  brandId: number,
  actions: readonly MacroAction[],
): Promise<void> {
  for (const [at, action] of actions.entries()) {
    if (await isFit(tx, brandId, action)) continue
    throw invalid(`actions.${at}`, 'action_unfit', (locale) => m.templates_action_unfit({}, { locale }))
  }
}

async function isFit(tx: Tx, brandId: number, action: MacroAction): Promise<boolean> {
  switch (action.kind) {
    case 'assign':
      return action.staffId === null || worksForBrand(tx, brandId, action.staffId, 'answers')
    case 'team':
      return action.teamId === null || isThere(tx, sql`from teams where id = ${action.teamId}`)
    case 'reason':
      return (
        action.reasonId === null ||
        isThere(
          tx,
          sql`from contact_reasons where brand_id = ${brandId} and id = ${action.reasonId} and archived_at is null`,
        )
      )
    case 'tag':
      return action.add.length + action.remove.length > 0
    case 'fields': {
      const keys = Object.keys(action.fields)
      const { rows } = await sql`
        select from custom_fields where brand_id = ${brandId} and about = 'conversation' and archived_at is null
          and key = any (${keys}::text[])`.execute(tx)
      return keys.length > 0 && rows.length === keys.length
    }
    // A conversation that went to spam answers nobody.
    case 'status':
      return action.status !== 'spam' && action.status !== 'new'
    case 'take':
    case 'priority':
    case 'note':
      return true
  }
}

async function isThere(tx: Tx, from: ReturnType<typeof sql>): Promise<boolean> {
  const { rows } = await sql`select ${from}`.execute(tx)
  return rows.length > 0
}
