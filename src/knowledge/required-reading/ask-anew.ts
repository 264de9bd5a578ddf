import { worksFor } from '#people/staff/works-for.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import type { Task } from '#platform/jobs.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { checkQuestion } from './contract.ts'
import { requireReading } from './require-reading.ts'

/**
 * A new version of what has to be read asks everybody again, unless it was said to be a small change. It goes by the language the article is written in first: a
 * translation says nothing new.
 */
export function askAnew({ db }: { db: Database }): Task {
  return async (payload) => {
    const event = payload as RecordedEvent
    const { articleId, versionId } = event.data as { articleId?: number; versionId?: number }
    if (articleId === undefined || versionId === undefined) return
    await inBrands(db, [event.brandId], (tx) => askAgain(tx, event, articleId, versionId))
  }
}

async function askAgain(tx: Tx, event: RecordedEvent, articleId: number, versionId: number): Promise<void> {
  const asked = await tx
    .selectFrom('required_readings as r')
    .innerJoin('articles as a', (join) =>
      join.onRef('a.brand_id', '=', 'r.brand_id').onRef('a.id', '=', 'r.article_id'),
    )
    .innerJoin('article_versions as v', (join) =>
      join.onRef('v.brand_id', '=', 'r.brand_id').on('v.id', '=', versionId),
    )
    .select(['r.id', 'r.days', 'r.question', 'r.version_id', 'v.is_small', 'v.locale', 'a.source_locale'])
    .where('r.brand_id', '=', event.brandId)
    .where('r.article_id', '=', articleId)
    .where('r.ended_at', 'is', null)
    .where('a.archived_at', 'is', null)
    .executeTakeFirst()
  if (!asked || asked.is_small || asked.locale !== asked.source_locale || asked.version_id >= versionId)
    return
  const audience = await tx
    .selectFrom('required_reading_audience')
    .select(['team_id', 'staff_id'])
    .where('brand_id', '=', event.brandId)
    .where('reading_id', '=', asked.id)
    .execute()
  const { rows } = await stillHere(
    tx,
    event.brandId,
    audience.flatMap((one) => one.staff_id ?? []),
  )
  const teamIds = audience.flatMap((one) => one.team_id ?? [])
  const staffIds = rows.map((one) => one.id)
  if (teamIds.length + staffIds.length === 0) return
  await requireReading(
    tx,
    articleId,
    {
      teamIds,
      staffIds,
      days: asked.days,
      question: asked.question === null ? null : checkQuestion.parse(asked.question),
    },
    { actor: { kind: 'system' }, staffId: null },
  )
}

/** Whoever left is not asked any more. */
async function stillHere(tx: Tx, brandId: number, staffIds: number[]): Promise<{ rows: { id: number }[] }> {
  const rows = await tx
    .selectFrom('staff')
    .select('id')
    .where('id', 'in', [0, ...staffIds])
    .where(worksFor(brandId))
    .execute()
  return { rows }
}
