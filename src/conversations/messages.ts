import { type RawBuilder, sql } from 'kysely'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import type { Message } from './contract.ts'
import type { Written } from './contract-writing.ts'
import { explainFailure } from './explain-failure.ts'

type MessageRow = Omit<
  Sendable<Message>,
  'author' | 'htmlUrl' | 'sourceUrl' | 'attachments' | 'failure' | 'deliveryReason'
> & {
  deliveryReason: string | null
  brandId: number
  staffId: number | null
  customerId: number | null
  authorName: string
  hasHtml: boolean
  hasSource: boolean
  attachments: Omit<Message['attachments'][number], 'url'>[]
}

/** Messages and notes of one conversation, oldest first. */
export async function listMessages(
  tx: Tx,
  conversation: { brand_id: number; id: number },
  locale: Locale,
  query: { limit: number; cursor?: string | undefined },
): Promise<{ items: Sendable<Message>[]; nextCursor: string | null }> {
  const after = fromCursor(query.cursor, 1)?.[0] ?? 0
  const rows = await select(
    tx,
    sql`msg.brand_id = ${conversation.brand_id} and msg.conversation_id = ${conversation.id}
    and msg.id > ${after} order by msg.id limit ${query.limit + 1}`,
    locale,
  )
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? toCursor([last.id]) : null }
}

/** The door to one message: what stands outside the caller's brands is not there. */
export async function messageFor(
  tx: Tx,
  locale: Locale,
  id: number,
): Promise<Sendable<Message> & { brandId: number }> {
  const where = sql`msg.brand_id = any (${[...tx.inBrands]}::bigint[]) and msg.id = ${id}`
  const [found] = await select(tx, where, locale)
  if (!found) throw notFound('message')
  return found
}

/** A message just written, with the newest event of its conversation as its writer knows it then. */
export async function writtenFor(tx: Tx, locale: Locale, id: number): Promise<Sendable<Written>> {
  const found = await messageFor(tx, locale, id)
  const { last_event_id } = await tx
    .selectFrom('conversations')
    .select('last_event_id')
    .where('brand_id', '=', found.brandId)
    .where('id', '=', found.conversationId)
    .executeTakeFirstOrThrow()
  return { ...found, lastEventId: last_event_id }
}

/** Of ours, what is paragraphs and bare addresses says no more than its text does, and needs no page of its own. */
const saysMore = sql`(msg.html is not null and (msg.direction = 'in' or
  regexp_replace(msg.html, '<a [^>]*href="([^"]*)"[^>]*>\\1</a>', '', 'g') ~ '<(?!/?p>|br ?/?>)'))`

async function select(
  tx: Tx,
  where: RawBuilder<unknown>,
  locale: Locale,
): Promise<(Sendable<Message> & { brandId: number })[]> {
  const { rows } = await sql<MessageRow>`/* kept */
    select msg.id, msg.brand_id as "brandId", msg.conversation_id as "conversationId", msg.direction, msg.kind, msg.channel,
      msg.is_automatic as "isAutomatic", msg.quick_replies as "quickReplies", msg.sources, msg.pressed,
      msg.staff_id as "staffId", msg.customer_id as "customerId", msg.author_name as "authorName",
      msg.from_address as "from", msg.to_addresses as "to", msg.cc_addresses as cc, msg.bcc_addresses as bcc,
      msg.subject, msg.text, msg.folded, ${saysMore} as "hasHtml", msg.remote_images as "remoteImages",
      msg.language, case when msg.details ? 'both' then case msg.details->>'both' when 'ja' then array['ja', 'en'] else array['en', 'ja'] end
        else array_remove(array[msg.language], null) end as languages,
      msg.authentication, case when msg.details ? 'takenBack' then 'cancelled' else msg.delivery_state end as "deliveryState", msg.delivery_reason as "deliveryReason",
      (msg.details->>'quotes')::bigint as "quotesId", msg.details->'approvedBy' as "approvedBy",
      msg.send_at as "sendAt", msg.sent_at as "sentAt", msg.raw_file is not null as "hasSource",
      msg.created_at as "createdAt",
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'name', name, 'type', type, 'size', size,
          'contentId', content_id, 'isInline', is_inline) order by id)
        from attachments where brand_id = msg.brand_id and message_id = msg.id), '[]') as attachments
    from messages msg where ${where}`.execute(tx)
  return rows.map((row) => toMessage(row, locale))
}

function toMessage(row: MessageRow, locale: Locale): Sendable<Message> & { brandId: number } {
  const { staffId, customerId, authorName, hasHtml, hasSource, attachments, ...rest } = row
  return {
    ...rest,
    failure:
      row.deliveryReason === null
        ? null
        : explainFailure(row.deliveryReason, row.deliveryState === 'failed', locale),
    author: { staffId, customerId, name: authorName },
    htmlUrl: hasHtml ? `/api/messages/${row.id}/html` : null,
    sourceUrl: hasSource ? `/api/messages/${row.id}/source` : null,
    attachments: attachments.map((one) => ({ ...one, url: `/api/attachments/${one.id}/content` })),
  }
}
