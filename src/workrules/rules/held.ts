import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { type Compiled, compile, type Stored } from './compile.ts'

/** What a process holds of each brand's rules, made ready to be judged. */
export type HeldRules = { of(tx: Tx, brandId: number): Promise<readonly Compiled[]> }

/**
 * A brand's rules that are on, in their order, kept in memory by the newest revision of any of them. That is read every time: one look into an
 * index, and nobody ever acts by a rule that was changed before.
 */
export function holdRules(): HeldRules {
  const held = new Map<number, { revision: number; rules: readonly Compiled[] }>()
  return {
    async of(tx, brandId) {
      const { rows } = await sql<{ revision: number }>`/* kept */
        select revision from rules where brand_id = ${brandId} order by revision desc limit 1`.execute(tx)
      const revision = rows[0]?.revision
      if (revision === undefined) return []
      const known = held.get(brandId)
      if (known?.revision === revision) return known.rules
      const fresh = { revision, rules: await readRules(tx, brandId) }
      held.set(brandId, fresh)
      return fresh.rules
    },
  }
}

async function readRules(tx: Tx, brandId: number): Promise<Compiled[]> {
  const { rows } = await sql<Stored>`
    select id, version, name, occasion as "when", is_last as "isLast", conditions, actions from rules
    where brand_id = ${brandId} and is_on and deleted_at is null and stopped_for is null
    order by position, id`.execute(tx)
  return rows.flatMap((row) => compile(row) ?? [])
}
