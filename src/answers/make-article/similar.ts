import { sql } from 'kysely'
import type { LibraryIndex } from '#knowledge/index-of-library.ts'
import { rank } from '#knowledge/retrieval/rank.ts'
import type { Tx } from '#platform/database.ts'
import { heldWords, tellingWords, wanted } from '../beside/telling.ts'
import type { ArticleDraft } from './contract.ts'

type Similar = ArticleDraft['similar'][number]

// From here on somebody should look before writing it a second time.
const likeEnough = 0.45
const most = 3
const looked = 8
const strongest = 8

/** Published articles and drafts of the brand that say much of what a question says, the likest first. */
export async function similarTo(
  tx: Tx,
  brandId: number,
  shelf: LibraryIndex,
  question: string,
): Promise<Similar[]> {
  const { index, articles } = shelf
  const words = tellingWords(index, question).slice(0, strongest)
  const total = words.reduce((sum, { rarity }) => sum + rarity, 0)
  if (total === 0) return []
  const published = rank(index, wanted(index, question, []), looked).flatMap(({ at }) => {
    const article = articles[at]
    if (!article) return []
    const held = heldWords(index, words, at).reduce((sum, { rarity }) => sum + rarity, 0)
    const { articleId, locale, title } = article
    return [{ articleId, locale, title, isPublished: true, likeness: held / total }]
  })
  const drafts = await draftsLike(
    tx,
    brandId,
    words.map(({ word, rarity }) => ({ word, rarity: rarity / total })),
  )
  return [...published, ...drafts]
    .filter(({ likeness }) => likeness >= likeEnough)
    .toSorted((one, other) => other.likeness - one.likeness)
    .slice(0, most)
}

/** Drafts are in no index: the newest of them are looked through. */
async function draftsLike(
  tx: Tx,
  brandId: number,
  words: { word: string; rarity: number }[],
): Promise<Similar[]> {
  const { rows } = await sql<Similar>`
    select t.article_id as "articleId", t.locale, t.title, false as "isPublished",
      (select coalesce(sum(w.rarity), 0) from unnest(${words.map(({ word }) => word)}::text[], ${words.map(({ rarity }) => rarity)}::float8[])
        as w (word, rarity) where strpos(t.searchable, w.word) > 0) as likeness
    from (
      select t.* from article_texts t join articles a on a.brand_id = t.brand_id and a.id = t.article_id
      where t.brand_id = ${brandId} and t.published_version_id is null and a.archived_at is null
      order by t.edited_at desc limit 500
    ) t
    order by likeness desc, t.article_id limit ${most}`.execute(tx)
  return rows
}
