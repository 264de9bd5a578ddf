import { sql } from 'kysely'
import { reasonsUpFrom } from '#conversations/reasons/above.ts'
import type { Conversation } from '#conversations/door.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import type { Task } from '#platform/jobs.ts'
import type { Locale } from '#platform/locale.ts'
import type { RecordedEvent } from '#platform/outbox.ts'

const resolved = ['resolved', 'closed']

/** Only where something was resolved, which most changes of state are not. */
export function manualJobs(events: readonly RecordedEvent[]): { task: string; payload: unknown }[] {
  return events
    .filter(({ type, data }) => type === 'conversation.status_changed' && resolved.includes(String(data.to)))
    .map((event) => ({ task: 'keep-applied-manuals', payload: event }))
}

/**
 * Keeps by which versions of its reason's manuals a conversation was handled, as they were in force at that moment: later ones change nothing about it. Resolved
 * anew, it was handled by what is in force then.
 */
export function keepAppliedManuals({ db }: { db: Database }): Task {
  return async (payload) => {
    const event = payload as RecordedEvent
    const { conversationId } = event
    if (conversationId === null) return
    await inBrands(db, [event.brandId], (tx) => keep(tx, event.brandId, conversationId, new Date(event.at)))
  }
}

async function keep(tx: Tx, brandId: number, conversationId: number, at: Date): Promise<void> {
  const conversation = await tx
    .selectFrom('conversations')
    .select('reason_id')
    .where('brand_id', '=', brandId)
    .where('id', '=', conversationId)
    .executeTakeFirst()
  if (!conversation?.reason_id) return
  const reasons = await reasonsUpFrom(tx, brandId, conversation.reason_id)
  await sql`
    insert into applied_manuals (brand_id, conversation_id, article_id, version_id, at)
    select distinct on (a.id) a.brand_id, ${conversationId}, a.id, v.id, ${at}
    from articles a
    join article_reasons ar on (ar.brand_id, ar.article_id) = (a.brand_id, a.id)
    join article_versions v on (v.brand_id, v.article_id, v.locale) = (a.brand_id, a.id, a.source_locale)
    where a.brand_id = ${brandId} and a.audience = 'staff' and ar.reason_id = any (${reasons}::bigint[])
      and v.published_at <= ${at} and (v.ended_at is null or v.ended_at > ${at})
    order by a.id, v.number desc
    on conflict (brand_id, conversation_id, article_id) do update set version_id = excluded.version_id, at = excluded.at
    where applied_manuals.at < excluded.at`.execute(tx)
}

type Applied = {
  articleId: number
  title: string
  number: number
  publishedAt: Date
  at: Date
  isSuperseded: boolean
}

/** The manuals a conversation was handled by, in the reader's words where they have them. */
export async function appliedManuals(
  tx: Tx,
  conversation: Conversation,
  locale: Locale,
): Promise<{ items: Applied[] }> {
  const { rows } = await sql<Applied>`
    select m.article_id as "articleId", coalesce(own.title, v.title) as title, v.number, v.published_at as "publishedAt", m.at,
      now_read.published_version_id is distinct from v.id as "isSuperseded"
    from applied_manuals m
    join article_versions v on (v.brand_id, v.id) = (m.brand_id, m.version_id)
    left join article_texts now_read on (now_read.brand_id, now_read.article_id, now_read.locale) = (v.brand_id, v.article_id, v.locale)
    left join article_texts own on (own.brand_id, own.article_id) = (m.brand_id, m.article_id) and own.locale = ${locale}
      and own.title <> ''
    where m.brand_id = ${conversation.brand_id} and m.conversation_id = ${conversation.id}
    order by m.article_id`.execute(tx)
  return { items: rows }
}
