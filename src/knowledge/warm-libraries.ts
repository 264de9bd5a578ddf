import { sql } from 'kysely'
import { type Database, inBrands } from '#platform/database.ts'
import { indexOf } from './index-of-library.ts'
import type { Library } from './library.ts'

// Fewer are read and indexed in the time of one page.
const many = 300

/** Begins with the large libraries when the desk does, so that their first reader does not wait seconds for an index. */
export async function warmLibraries(db: Database, library: Library): Promise<void> {
  const brands = await db.open.selectFrom('brands').select('id').where('archived_at', 'is', null).execute()
  for (const { id } of brands) {
    const { rows } = await inBrands(
      db,
      [id],
      (tx) =>
        sql<{ published: number }>`
          select count(*)::int as published from article_texts
          where brand_id = ${id} and published_version_id is not null`.execute(tx),
      { isReading: true },
    )
    if ((rows[0]?.published ?? 0) < many) continue
    const held = await library.of(id)
    await indexOf(held, 'ja')
    await indexOf(held, 'en')
  }
}
