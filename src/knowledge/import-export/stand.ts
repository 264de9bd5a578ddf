import { sql } from 'kysely'
import { asJson } from '#platform/as-json.ts'
import type { Tx } from '#platform/database.ts'
import { recordAll } from '#platform/events.ts'
import type { Locale } from '#platform/locale.ts'
import type { ReadArticle } from './reading.ts'
import type { Remark } from './article-record.ts'
import { openShelves, type Settings } from './shelves.ts'

/** An article of an import without its words. */
export type Head = Omit<ReadArticle, 'texts' | 'sourceLocale'> & {
  title: string
  sourceLocale: Locale
  sourceTitle: string
}
export type ImportRow = {
  brand_id: number
  id: number
  staff_id: number
  publishes: boolean
  is_trial: boolean
  leaves_out_mistakes: boolean
}

type Line = {
  at: number
  file: string
  row: number | null
  title: string
  externalId: string
  articleId: number | null
  isNew: boolean
  outcome: 'left_out' | null
  remarks: Remark[]
}

/**
 * Writes down every article of an import as a line, and begins those that are new, all at once: links between them lead somewhere
 * before the first text is written. Nothing is begun in a trial.
 */
export async function standAll(
  tx: Tx,
  one: ImportRow,
  heads: readonly Head[],
  others: readonly Remark[],
): Promise<void> {
  const shelves = await openShelves(tx, one.brand_id, one.is_trial ? undefined : one.staff_id)
  const fresh: (Settings & { at: number; externalId: string; sourceLocale: string; title: string })[] = []
  const lines: Line[] = []
  for (const [place, head] of heads.entries()) {
    const at = place + 1
    const known = shelves.articles.get(head.externalId)
    const remarks = [...head.mistakes, ...head.remarks]
    if (known?.isArchived)
      remarks.push({ ...head.place, field: null, code: 'put_away', detail: head.externalId })
    const isLeftOut = head.mistakes.length > 0 || known?.isArchived === true
    const { settings, unknown } = await shelves.settingsOf(head, isLeftOut)
    if (!isLeftOut) remarks.push(...unknown)
    if (!isLeftOut && !known) {
      const { sourceLocale, sourceTitle } = head
      fresh.push({ ...settings, at, externalId: head.externalId, sourceLocale, title: sourceTitle })
    }
    const { file, row } = head.place
    lines.push({
      ...{ at, file, row, title: head.title, externalId: head.externalId, remarks },
      articleId: known?.id ?? null,
      isNew: !known,
      outcome: isLeftOut ? 'left_out' : null,
    })
  }
  for (const remark of others)
    lines.push({
      ...{ at: lines.length + 1, file: remark.file, row: remark.row, title: '', externalId: '' },
      ...{ articleId: null, isNew: false, outcome: 'left_out', remarks: [remark] },
    })
  if (!one.is_trial) {
    const ids = await beginAll(tx, one, fresh)
    for (const line of lines) line.articleId ??= ids.get(line.at) ?? null
  }
  await writeLines(tx, one, lines)
}

/** Begins many articles, each last in its category, with an empty draft in the language it is written in first. */
async function beginAll(
  tx: Tx,
  { brand_id, staff_id }: ImportRow,
  fresh: readonly (Settings & { at: number; externalId: string; sourceLocale: string; title: string })[],
): Promise<Map<number, number>> {
  const { rows } = await sql<{ at: number; id: number }>`
    with wished as (
      select one.*, row_number() over (partition by "categoryId" order by at) - 1 as turn
      from json_to_recordset(${asJson(fresh)}::json) as one (at integer, "externalId" text, "sourceLocale" text, title text, audience text,
        countries text[], "reviewOn" date, "reasonIds" bigint[], "categoryId" bigint)
    ), made as (
      insert into articles (brand_id, category_id, audience, countries, source_locale, owner_id, review_on, created_by, external_id, position)
      select ${brand_id}, "categoryId", audience, countries, "sourceLocale", ${staff_id}, "reviewOn", ${staff_id}, "externalId",
        turn + (select coalesce(max(position), -1) + 1 from articles a
          where a.brand_id = ${brand_id} and a.category_id is not distinct from wished."categoryId")
      from wished
      returning id, external_id
    )
    select wished.at, made.id from made join wished on wished."externalId" = made.external_id`.execute(tx)
  const ids = new Map(rows.map((row) => [row.at, row.id]))
  const begun = fresh.flatMap((one) => ({ ...one, id: ids.get(one.at) ?? 0 }))
  await sql`
    insert into article_texts (brand_id, article_id, locale, title, edited_by)
    select ${brand_id}, id, "sourceLocale", title, ${staff_id}
    from json_to_recordset(${asJson(begun)}::json) as one (id bigint, "sourceLocale" text, title text)`.execute(
    tx,
  )
  await sql`
    insert into article_reasons (brand_id, article_id, reason_id)
    select ${brand_id}, id, unnest("reasonIds")
    from json_to_recordset(${asJson(begun)}::json) as one (id bigint, "reasonIds" bigint[])`.execute(tx)
  const actor = { kind: 'staff' as const, id: staff_id }
  await recordAll(
    tx,
    begun.map(({ id, sourceLocale }) => ({
      type: 'article.created',
      brandId: brand_id,
      actor,
      data: { articleId: id, locale: sourceLocale },
    })),
  )
  return ids
}

async function writeLines(tx: Tx, one: ImportRow, lines: readonly Line[]): Promise<void> {
  await sql`
    insert into article_import_lines (brand_id, import_id, at, file, row, title, external_id, article_id, is_new, outcome, remarks)
    select ${one.brand_id}, ${one.id}, at, file, row, title, "externalId", "articleId", "isNew", outcome, remarks
    from json_to_recordset(${asJson(lines)}::json) as one (at integer, file text, row integer, title text, "externalId" text,
      "articleId" bigint, "isNew" boolean, outcome text, remarks jsonb)`.execute(tx)
  await tx
    .updateTable('article_imports')
    .set({ total: lines.length })
    .where('brand_id', '=', one.brand_id)
    .where('id', '=', one.id)
    .execute()
}
