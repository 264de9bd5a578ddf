import { sql } from 'kysely'
import type { Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'

/** Somebody in whose name a reply leaves that another has approved; they need not be there, and not even work here any more. */
export async function authorOf(tx: Tx, staffId: number): Promise<Caller> {
  const { rows } = await sql<Omit<Caller, 'scopes' | 'brands'>>`
    select id as "staffId", name, email, role, locale, time_zone as "timeZone" from staff where id = ${staffId}`.execute(
    tx,
  )
  const [author] = rows
  if (!author) throw new Error(`Staff member ${staffId} has written and is not there`)
  return { ...author, brands: [...tx.inBrands], scopes: ['read', 'write'] }
}
