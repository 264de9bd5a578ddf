import { sql } from 'kysely'
import type { z } from 'zod'
import { afterId, pageById } from '#people/page.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import { type Remark, shownRemark } from './article-record.ts'
import type * as contract from './contract.ts'

type Shown = Sendable<z.input<typeof contract.articleImport>>
type Line = Sendable<z.input<typeof contract.listImportLines.reply>>['items'][number]

/** One import, for supervisors of its brand. */
export async function importOf(tx: Tx, id: number, locale: Locale): Promise<Shown> {
  const [found] = await read(tx, sql`i.id = ${id}`, 1)
  if (!found) throw notFound('import')
  return shown(found, locale)
}

/** A brand's imports, newest first. */
export async function listImports(
  tx: Tx,
  wish: z.output<typeof contract.listArticleImports.query>,
  locale: Locale,
) {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  const before = wish.cursor === undefined ? Number.MAX_SAFE_INTEGER : afterId(wish.cursor)
  const rows = await read(tx, sql`i.brand_id = ${wish.brandId} and i.id < ${before}`, wish.limit + 1)
  const page = pageById(rows, wish.limit)
  return { ...page, items: page.items.map((one) => shown(one, locale)) }
}

type Row = Omit<Shown, 'mistakes'> & { id: number; mistakes: Remark[] }

async function read(tx: Tx, where: ReturnType<typeof sql>, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select i.id, i.brand_id as "brandId", i.name, i.format, i.publishes, i.is_trial as "isTrial",
      i.leaves_out_mistakes as "leavesOutMistakes", i.state, i.total, i.mistakes, i.mistake_count as "mistakeCount",
      i.created_at as "createdAt", i.finished_at as "finishedAt", json_build_object('id', s.id, 'name', s.name) as "begunBy", counted.*
    from article_imports i
    left join staff s on s.id = i.staff_id
    cross join lateral (
      select count(outcome)::int as done, count(*) filter (where outcome = 'created')::int as created,
        count(*) filter (where outcome = 'changed')::int as changed, count(*) filter (where outcome = 'unchanged')::int as unchanged,
        count(*) filter (where outcome = 'left_out')::int as "leftOut"
      from article_import_lines l where l.brand_id = i.brand_id and l.import_id = i.id) counted
    where i.brand_id = any (${[...tx.inBrands]}::bigint[]) and ${where}
    order by i.id desc
    limit ${limit}`.execute(tx)
  return rows
}

const shown = (row: Row, locale: Locale): Shown => ({
  ...row,
  mistakes: row.mistakes.map((one) => shownRemark(one, locale)),
})

/** What became of each article, in the order they were read. */
export async function importLines(
  tx: Tx,
  id: number,
  wish: z.output<typeof contract.listImportLines.query>,
  locale: Locale,
) {
  const { brandId } = await importOf(tx, id, locale)
  const { rows } = await sql<Omit<Line, 'remarks'> & { at: number; remarks: Remark[] }>`
    select at, file, row, title, external_id as "externalId",
      case when outcome <> 'left_out' then article_id end as "articleId", outcome, remarks
    from article_import_lines
    where brand_id = ${brandId} and import_id = ${id} and outcome is not null and at > ${afterId(wish.cursor)}
      and (${wish.outcome ?? null}::text is null or outcome = ${wish.outcome ?? null})
      and (${wish.remarked === '0'} or remarks <> '[]')
    order by at
    limit ${wish.limit + 1}`.execute(tx)
  const page = pageById(
    rows.map((row) => ({ ...row, id: row.at })),
    wish.limit,
  )
  return {
    ...page,
    items: page.items.map(({ id: _, ...line }) => ({
      ...line,
      remarks: line.remarks.map((one) => shownRemark(one, locale)),
    })),
  }
}
