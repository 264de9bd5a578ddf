import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { filesIn, lacksAlt, linkedArticles } from './links.ts'

type Problem = {
  kind: 'broken_link' | 'unpublished_link' | 'missing_file' | 'missing_alt'
  id: number | null
}

/** What an editor should mend in a draft. Readers see words without a link where an article is not to be read. */
export async function problemsOf(
  tx: Tx,
  article: { brandId: number; isPublic: boolean },
  html: string,
  ownFiles: ReadonlySet<number>,
): Promise<Problem[]> {
  const links = linkedArticles(html)
  const readable = links.length === 0 ? new Map<number, boolean>() : await known(tx, article, links)
  const broken = links.filter((id) => !readable.has(id))
  const unpublished = links.filter((id) => readable.get(id) === false)
  return [
    ...broken.map((id) => ({ kind: 'broken_link' as const, id })),
    ...unpublished.map((id) => ({ kind: 'unpublished_link' as const, id })),
    ...filesIn(html)
      .filter((id) => !ownFiles.has(id))
      .map((id) => ({ kind: 'missing_file' as const, id })),
    ...(lacksAlt(html) ? [{ kind: 'missing_alt' as const, id: null }] : []),
  ]
}

/** Which of these articles are there, and whether any language of them is published for those who read the one that links to them. */
async function known(
  tx: Tx,
  { brandId, isPublic }: { brandId: number; isPublic: boolean },
  ids: number[],
): Promise<Map<number, boolean>> {
  const { rows } = await sql<{ id: number; isPublished: boolean }>`
    select a.id, (a.audience = 'public' or not ${isPublic}::boolean) and exists (select from article_texts t where t.brand_id = a.brand_id and t.article_id = a.id
      and t.published_version_id is not null) as "isPublished"
    from articles a
    where a.brand_id = ${brandId} and a.id = any (${ids}::bigint[]) and a.archived_at is null`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.isPublished]))
}
