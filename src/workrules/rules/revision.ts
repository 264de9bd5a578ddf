import { type RawBuilder, sql } from 'kysely'

/** One more than any of the brand's; whoever writes it holds the lock "rules of BRAND", so that no two changes are one revision. */
export function nextRevision(brandId: number): RawBuilder<number> {
  return sql<number>`(select coalesce(max(revision), 0) + 1 from rules where brand_id = ${brandId})`
}
