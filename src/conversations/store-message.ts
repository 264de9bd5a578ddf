import { type Insertable, sql } from 'kysely'
import type { Messages } from '#database/tables.ts'
import { cut } from '#platform/cut.ts'
import type { Tx } from '#platform/database.ts'
import { toSearchVector } from '#platform/search-text.ts'
import { type Searchable, searchableTexts } from './searchable.ts'

const previewLength = 140

/** Everything of a message but what the conversation knows. */
export type NewMessage = Omit<Insertable<Messages>, 'brand_id' | 'conversation_id'>

/**
 * Writes a message, makes it searchable and brings its conversation up to date, in one statement. Notes do not move the conversation
 * in the list's preview, but count as activity. Machines' mail waits for no answer, and a mail to others (`isAside`) is none. Returns
 * the message's id.
 */
export async function storeMessage(
  tx: Tx,
  conversation: { brand_id: number; id: number; order_number?: string | null },
  message: NewMessage,
  isAside = false,
): Promise<number> {
  const { id } = await tx
    .insertInto('messages')
    .values({ ...message, brand_id: conversation.brand_id, conversation_id: conversation.id })
    .returning('id')
    .executeTakeFirstOrThrow()
  const preview = previewOf(message.text ?? '')
  const vector = searchVectorOf(message, conversation)
  // What the desk says by itself tells nobody what the conversation is about.
  const keepsPreview = message.direction === 'note' || message.is_automatic === true
  const isQuestion = message.direction === 'in' && (message.kind ?? 'message') === 'message'
  const isAnswer = message.direction === 'out' && !isAside
  await sql`
    with searchable as (
      insert into message_search (brand_id, message_id, conversation_id, tokens)
      values (${conversation.brand_id}, ${id}, ${conversation.id}, ${vector}::tsvector)
    )
    update conversations set
      message_count = message_count + 1,
      last_message_at = now(),
      preview = case when ${keepsPreview} then preview else ${preview} end,
      last_from_customer_at = case when ${isQuestion} then now() else last_from_customer_at end,
      waiting_since = case when ${isQuestion} then coalesce(waiting_since, now()) when ${isAnswer} then null else waiting_since end,
      last_from_staff_at = case when ${isAnswer} then now() else last_from_staff_at end
    where brand_id = ${conversation.brand_id} and id = ${conversation.id}`.execute(tx)
  return id
}

/** The beginning of a message as lists show it. */
export function previewOf(text: string): string {
  // Cut first: a text of megabytes must not be gone through for its first line.
  const line = text
    .slice(0, previewLength * 20)
    .replaceAll(/\s+/g, ' ')
    .trim()
  return cut(line, previewLength)
}

/** The words under which a message is found, as a tsvector literal. */
export function searchVectorOf(
  message: Searchable,
  conversation: { id: number; order_number?: string | null },
): string {
  return toSearchVector(...searchableTexts(message, conversation))
}
