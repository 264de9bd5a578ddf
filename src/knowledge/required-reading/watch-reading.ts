import { sql } from 'kysely'
import { now } from '#platform/clock.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { readersOf } from './readers.ts'
import { setReadingWatch } from './require-reading.ts'

type Row = {
  id: number
  articleId: number
  title: string
  dueAt: Date
  remindedAt: Date | null
  overdueAt: Date | null
}

/** The timer's job: reminds who has not read it, later says that the time has passed, each once. */
export async function watchReading(db: Database, job: { brandId: number; id: number }): Promise<void> {
  await inBrands(db, [job.brandId], async (tx) => {
    const reading = await locked(tx, job)
    if (!reading) return
    const at = now()
    const isOverdue = reading.dueAt <= at
    if (isOverdue && reading.overdueAt !== null) return
    // The timer came too early, as after a change of the clock.
    if (!isOverdue && reading.remindedAt !== null) return setReadingWatch(tx, job, reading.dueAt)
    await tx
      .updateTable('required_readings')
      .set(isOverdue ? { overdue_at: at, reminded_at: at } : { reminded_at: at })
      .where('brand_id', '=', job.brandId)
      .where('id', '=', job.id)
      .execute()
    if (!isOverdue) await setReadingWatch(tx, job, reading.dueAt)
    await tellMissing(tx, job.brandId, reading, { kind: 'system' }, isOverdue)
  })
}

/** Reminds by hand everybody who has not read it. */
export async function remindReaders(tx: Tx, brandId: number, id: number, actor: Actor): Promise<void> {
  const reading = await locked(tx, { brandId, id })
  if (reading) await tellMissing(tx, brandId, reading, actor, false)
}

async function locked(tx: Tx, { brandId, id }: { brandId: number; id: number }): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select r.id, r.article_id as "articleId", v.title, r.due_at as "dueAt", r.reminded_at as "remindedAt", r.overdue_at as "overdueAt"
    from required_readings r join article_versions v on (v.brand_id, v.id) = (r.brand_id, r.version_id)
    where r.brand_id = ${brandId} and r.id = ${id} and r.ended_at is null for update of r`.execute(tx)
  return rows[0]
}

async function tellMissing(
  tx: Tx,
  brandId: number,
  reading: Row,
  actor: Actor,
  isOverdue: boolean,
): Promise<void> {
  const { rows } = await sql<{ staffId: number }>`
    select reader.staff_id as "staffId" from (${readersOf(sql`r.brand_id = ${brandId} and r.id = ${reading.id}`)}) reader
    where ${isOverdue ? sql`reader.due_at <= ${now()}` : sql`true`} and not exists (select from reading_confirmations
      where (brand_id, reading_id, staff_id) = (reader.brand_id, reader.reading_id, reader.staff_id))
    order by 1`.execute(tx)
  if (rows.length === 0) return
  await record(tx, {
    type: isOverdue ? 'reading.overdue' : 'reading.reminded',
    brandId,
    actor,
    data: {
      readingId: reading.id,
      articleId: reading.articleId,
      title: reading.title,
      staffIds: rows.map((row) => row.staffId),
    },
  })
}
