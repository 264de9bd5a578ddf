import { sql } from 'kysely'
import { asJson } from '#platform/as-json.ts'
import type { Tx } from '#platform/database.ts'
import { recordAll } from '#platform/events.ts'
import type { Locale } from '#platform/locale.ts'
import { firstNumber, type Reading, type ReadText } from './reading.ts'
import type { ImportRow } from './stand.ts'
import type { CarriedFile } from './unpack.ts'

export type Names = Pick<Reading, 'names' | 'files'> & {
  /** What stands, by the names of the import; null where it would only be begun. */
  standing: ReadonlyMap<string, number | null>
}

type Who = { articleId: number | null; locale: Locale; text: ReadText }

const article = /<a data-article="(\d{15})">/g
const file = /\/article-files\/(\d{15})(?=")/g

/**
 * Puts the database's numbers in the place of the import's: of articles, and of files, which are put beside the text they came with
 * unless they are there already. Links to articles that are nowhere become words, and are named.
 */
export async function numbersFor(
  tx: Tx,
  one: ImportRow,
  texts: readonly Who[],
  { names, files, standing }: Names,
): Promise<(who: Who) => { html: string; missing: string[] }> {
  const needed = texts.flatMap(({ articleId, locale, text }) =>
    [...new Set([...text.html.matchAll(file)].map(([, number]) => Number(number)))].flatMap((number) => {
      const carried = files[number - firstNumber]
      return carried && articleId !== null ? [{ articleId, locale, ...carried }] : []
    }),
  )
  const ids = await filesBeside(tx, one, needed)
  return ({ articleId, locale, text }) => {
    const missing: string[] = []
    const html = text.html
      .replaceAll(article, (_link, number: string) => {
        const name = names[Number(number) - firstNumber] ?? ''
        const id = standing.get(name)
        if (id) return `<a data-article="${id}">`
        // In a trial those that would be begun have no number yet.
        if (id === undefined) missing.push(name)
        return '<a>'
      })
      .replaceAll(file, (whole, number: string) => {
        const carried = files[Number(number) - firstNumber]
        const id = carried && ids.get(keyOf({ articleId: articleId ?? 0, locale, ...carried }))
        return id === undefined ? whole : `/article-files/${id}`
      })
    return { html, missing }
  }
}

type Needed = CarriedFile & { articleId: number; locale: Locale }

const keyOf = (one: Pick<Needed, 'articleId' | 'locale' | 'hash' | 'name'>) =>
  `${one.articleId} ${one.locale} ${one.hash} ${one.name}`

async function filesBeside(tx: Tx, one: ImportRow, needed: readonly Needed[]): Promise<Map<string, number>> {
  if (needed.length === 0) return new Map()
  const { brand_id: brandId, staff_id: staffId } = one
  const places = sql`json_to_recordset(${asJson(needed)}::json) as one ("articleId" bigint, locale text, hash text, name text,
    type text, size bigint)`
  const known = await sql<Needed & { id: number }>`
    select f.id, f.article_id as "articleId", f.locale, f.file_hash as hash, f.name from ${places}
    join article_files f on f.brand_id = ${brandId} and f.article_id = one."articleId" and f.locale = one.locale
      and f.file_hash = one.hash and f.name = one.name
    order by f.id desc`.execute(tx)
  const ids = new Map(known.rows.map((row) => [keyOf(row), row.id]))
  if (one.is_trial) return ids
  const fresh = needed.filter((file) => !ids.has(keyOf(file)))
  if (fresh.length === 0) return ids
  // A file stands beside a text, so the text stands first.
  await sql`
    insert into article_texts (brand_id, article_id, locale, edited_by)
    select distinct ${brandId}::bigint, "articleId", locale, ${staffId}::bigint
    from json_to_recordset(${asJson(fresh)}::json) as one ("articleId" bigint, locale text)
    on conflict do nothing`.execute(tx)
  const made = await sql<Needed & { id: number }>`
    insert into article_files (brand_id, article_id, locale, file_hash, name, type, size)
    select ${brandId}, "articleId", locale, hash, name, type, size
    from json_to_recordset(${asJson(fresh)}::json) as one ("articleId" bigint, locale text, hash text, name text, type text, size bigint)
    returning id, article_id as "articleId", locale, file_hash as hash, name`.execute(tx)
  await recordAll(
    tx,
    made.rows.map(({ id, articleId, locale, name }) => ({
      type: 'article.file_added',
      brandId,
      actor: { kind: 'staff' as const, id: staffId },
      data: { articleId, locale, fileId: id, name },
    })),
  )
  for (const row of made.rows) ids.set(keyOf(row), row.id)
  return ids
}
