import { dirname } from 'node:path'
import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { ArticleImports } from '#database/tables.ts'
import { asJson } from '#platform/as-json.ts'
import { now } from '#platform/clock.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import { startThread, type Thread } from '#platform/thread.ts'
import type { Question } from './reading-thread.ts'
import type { ReadArticle, Reading } from './reading.ts'
import { type Head, standAll } from './stand.ts'
import { type Standing, takeIn, type Taken } from './take-in.ts'

type Row = Selectable<ArticleImports>
type Job = { brandId: number; id: number }
type Opened = Omit<Reading, 'articles'> & { heads: Head[] }

const chunk = 200
const mostKept = 200
/** With one of these nothing of the upload can be known to be read rightly. */
const stopsAll: ReadonlySet<string> = new Set([
  ...['not_json', 'column_missing', 'quote_open', 'nothing_there'],
  ...['zip_damaged', 'zip_too_large', 'zip_too_many', 'path_outside'],
])

/**
 * Works on an import until it is done: it is read in a thread of its own, and each chunk of articles with its lines is one transaction,
 * so after a restart it goes on where it was and takes nothing in twice.
 */
export async function runImport(
  desk: { db: Database; files: Files },
  job: Job,
  { isLastAttempt }: { isLastAttempt: boolean },
): Promise<void> {
  const row = await begun(desk.db, job)
  if (!row) return
  const thread = startThread(new URL('./reading-thread.ts', import.meta.url), { megabytes: 2_048 })
  try {
    await work(desk, row, thread)
  } catch (error) {
    if (isLastAttempt) await inBrands(desk.db, [job.brandId], (tx) => end(tx, row, { state: 'failed' }))
    throw error
  } finally {
    await thread.stop()
  }
}

async function work({ db, files }: { db: Database; files: Files }, row: Row, thread: Thread): Promise<void> {
  const path = files.passing.path(row.file_hash)
  // What articles hold is kept for good, other than the upload itself.
  const filesFolder = dirname(dirname(files.path(row.file_hash)))
  const ask = <Answer>(question: Question) => thread.ask<Answer>(question)
  const { heads, others, ...names } = await ask<Opened>({
    open: { path, name: row.name, format: row.format as 'csv', filesFolder },
  })
  const mistakes = [...others, ...heads.flatMap((head) => head.mistakes)]
  const isRefused =
    mistakes.some(({ code }) => stopsAll.has(code)) || (mistakes.length > 0 && !row.leaves_out_mistakes)
  await inBrands(db, [row.brand_id], async (tx) => {
    if (isRefused) return end(tx, row, { state: 'refused', mistakes })
    if (row.total === null) await standAll(tx, row, heads, others)
    await note(tx, row, {
      mistakes: JSON.stringify(mistakes.slice(0, mostKept)),
      mistake_count: mistakes.length,
    })
  })
  if (isRefused) return
  const standing = await standingOf(db, row)
  for (let next = await waiting(db, row); next.length > 0; next = await waiting(db, row)) {
    const [first, last] = [next[0]?.at ?? 0, next.at(-1)?.at ?? 0]
    const articles = await ask<ReadArticle[]>({ from: first - 1, to: last })
    const standingNow = next.flatMap((line): Standing[] => {
      const article = articles[line.at - first]
      return article ? [{ ...line, article }] : []
    })
    await inBrands(db, [row.brand_id], async (tx) =>
      writeLines(tx, row, await takeIn(tx, row, standingNow, { ...names, standing })),
    )
  }
  await inBrands(db, [row.brand_id], (tx) => end(tx, row, { state: 'done' }))
}

/** The import, now being worked on; undefined when it is over. */
function begun(db: Database, job: Job): Promise<Row | undefined> {
  return inBrands(db, [job.brandId], (tx) =>
    tx
      .updateTable('article_imports')
      .set({ state: 'working' })
      .where('brand_id', '=', job.brandId)
      .where('id', '=', job.id)
      .where('state', 'in', ['waiting', 'working'])
      .returningAll()
      .executeTakeFirst(),
  )
}

async function waiting(db: Database, row: Row): Promise<Omit<Standing, 'article'>[]> {
  return inBrands(
    db,
    [row.brand_id],
    async (tx) => {
      const lines = await tx
        .selectFrom('article_import_lines')
        .select(['at', 'article_id', 'is_new'])
        .where('brand_id', '=', row.brand_id)
        .where('import_id', '=', row.id)
        .where('outcome', 'is', null)
        .orderBy('at')
        .limit(chunk)
        .execute()
      return lines.map((line) => ({ at: line.at, articleId: line.article_id, isNew: line.is_new }))
    },
    { isReading: true },
  )
}

/** Every article of the brand by its name elsewhere, so that links lead also to what came before. */
function standingOf(db: Database, row: Row): Promise<Map<string, number | null>> {
  return inBrands(
    db,
    [row.brand_id],
    async (tx) => {
      const { rows } = await sql<{ name: string; id: number | null }>`
        select external_id as name, null::bigint as id from article_import_lines
        where brand_id = ${row.brand_id} and import_id = ${row.id}
        union all select external_id, id from articles where brand_id = ${row.brand_id}`.execute(tx)
      return new Map(rows.map(({ name, id }) => [name, id]))
    },
    { isReading: true },
  )
}

async function writeLines(tx: Tx, row: Row, taken: readonly Taken[]): Promise<void> {
  await sql`
    update article_import_lines line set outcome = one.outcome, remarks = line.remarks || one.remarks
    from json_to_recordset(${asJson(taken)}::json) as one (at integer, outcome text, remarks jsonb)
    where line.brand_id = ${row.brand_id} and line.import_id = ${row.id} and line.at = one.at`.execute(tx)
}

function end(
  tx: Tx,
  row: Row,
  { state, mistakes = [] }: { state: 'done' | 'refused' | 'failed'; mistakes?: readonly object[] },
): Promise<void> {
  const kept =
    mistakes.length === 0
      ? {}
      : { mistakes: JSON.stringify(mistakes.slice(0, mostKept)), mistake_count: mistakes.length }
  return note(tx, row, { state, finished_at: now(), ...kept })
}

async function note(
  tx: Tx,
  row: Row,
  set: { state?: string; finished_at?: Date; mistakes?: string; mistake_count?: number },
): Promise<void> {
  await tx
    .updateTable('article_imports')
    .set(set)
    .where('brand_id', '=', row.brand_id)
    .where('id', '=', row.id)
    .execute()
}
