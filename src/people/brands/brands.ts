import type { Selectable } from 'kysely'
import type { Brands } from '#database/tables.ts'
import { type Caller, hasRole } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import { afterId, pageById } from '../page.ts'
import { brandSettings } from './contract.ts'
import { addressOfLogo } from './logo-address.ts'

/** A brand's settings with our defaults in what is not set. */
export function settingsOf(stored: unknown) {
  return brandSettings.parse(stored ?? {})
}

export async function listBrands(
  tx: Tx,
  caller: Caller,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const rows = await visible(tx, caller)
    .where('id', '>', afterId(cursor))
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const page = pageById(rows, limit)
  return { ...page, items: page.items.map(shown) }
}

export async function brandOf(tx: Tx, caller: Caller, id: number) {
  const found = await visible(tx, caller).where('id', '=', id).executeTakeFirst()
  if (!found) throw notFound('brand')
  return shown(found)
}

/** An admin also sees brands that are archived, to take them back. */
function visible(tx: Tx, caller: Caller) {
  const query = tx.selectFrom('brands').selectAll()
  return hasRole(caller, 'admin') ? query : query.where('id', 'in', [0, ...caller.brands])
}

function shown(row: Selectable<Brands>) {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    locale: row.locale,
    timeZone: row.time_zone,
    colour: row.colour,
    website: row.website,
    logo: addressOfLogo(row.id, row.logo_hash),
    settings: settingsOf(row.settings),
    hasIdentitySecret: row.identity_secret !== null,
    isArchived: row.archived_at !== null,
    createdAt: row.created_at,
  }
}
