import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { ChatMessage, ChatState } from './frames.ts'
import type { FileLink } from './link-file.ts'
import type { Visitor } from './visitor.ts'

const page = 50

/** Which event showed a message to the visitor: one that leaves later is there only when it has been sent. */
export const broughtIt = sql<boolean>`(events.type in ('message.received', 'message.sent')
  or events.type = 'message.replied' and (events.data->>'leavesAt')::timestamptz <= events.at + interval '5 seconds')`

type Row = Omit<ChatMessage, 'files' | 'at' | 'ref'> & {
  at: Date
  externalId: string | null
  files: { id: number; name: string; type: string; size: number }[]
}

/**
 * Written by the visitor, in the chat or as the same customer by another way: whom
 * a mail was forwarded to may answer into it too.
 */
const isTheirs = sql<boolean>`(msg.channel = 'chat' or exists (
  select from conversations c join customers who on (who.brand_id, who.id) = (c.brand_id, msg.customer_id)
  where (c.brand_id, c.id) = (msg.brand_id, msg.conversation_id) and c.customer_id in (who.id, who.merged_into_id)))`

/**
 * Messages of a conversation as its visitor may see them, oldest first: no notes, nothing between staff and
 * others, nothing taken back, nothing that has yet to leave. `since` is an event id: everything that is new
 * or has changed after it, which is how a browser catches up.
 */
export async function messagesSince(
  tx: Tx,
  conversation: { brandId: number; id: number },
  since: number,
  link: FileLink,
): Promise<ChatMessage[]> {
  return select(tx, conversation, link, sql`heard.newest > ${since}`, 500)
}

/** The newest messages, or those before one: a page at a time. */
export async function messagesBefore(
  tx: Tx,
  conversation: { brandId: number; id: number },
  before: number,
  link: FileLink,
): Promise<{ messages: ChatMessage[]; hasEarlier: boolean }> {
  const rows = await select(tx, conversation, link, sql`msg.id < ${before}`, page + 1)
  return { messages: rows.slice(-page), hasEarlier: rows.length > page }
}

async function select(
  tx: Tx,
  conversation: { brandId: number; id: number },
  link: FileLink,
  condition: ReturnType<typeof sql>,
  limit: number,
): Promise<ChatMessage[]> {
  const { rows } = await sql<Row>`
    with heard as (
      select message_id, min(id) filter (where ${broughtIt}) as first, max(id) as newest from events
      where brand_id = ${conversation.brandId} and conversation_id = ${conversation.id} and message_id is not null
      group by message_id
    )
    select msg.id, heard.first as event, case when msg.direction = 'in' then 'visitor' else 'staff' end as "from",
      msg.author_name as name, msg.text, coalesce(msg.send_at, msg.created_at) as at, msg.external_id as "externalId",
      coalesce(msg.delivery_state = 'failed', false) as "isFailed", msg.is_automatic as "isAutomatic",
      msg.quick_replies as replies, msg.sources,
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'name', name, 'type', type, 'size', size) order by id)
        from attachments where brand_id = msg.brand_id and message_id = msg.id), '[]') as files
    from messages msg left join heard on heard.message_id = msg.id
    where msg.brand_id = ${conversation.brandId} and msg.conversation_id = ${conversation.id}
      and (msg.direction = 'in' and msg.kind = 'message' and ${isTheirs}
        or msg.direction = 'out' and not msg.details ? 'forwardOf' and msg.delivery_state not in ('scheduled', 'cancelled') and coalesce(msg.send_at <= now(), true))
      and ${condition}
    order by msg.id desc limit ${limit}`.execute(tx)
  return rows.reverse().map(({ externalId, files, at, event, ...rest }) => ({
    ...rest,
    event: event ?? 0,
    at: at.toISOString(),
    ref: externalId?.startsWith('chat:') ? externalId.split(':').slice(2).join(':') : null,
    files: files.map(({ id, ...file }) => ({ ...file, url: link(conversation.brandId, id) })),
  }))
}

const ended = ['resolved', 'closed', 'no_reply_needed']

/** How the conversation stands for its visitor. */
export async function chatState(tx: Tx, visitor: Visitor, conversationId: number | null): Promise<ChatState> {
  const { name, email } = visitor
  const nothing = { cursor: 0, staffRead: 0, isEnded: false, rating: null, name, email }
  if (conversationId === null) return nothing
  const { rows } = await sql<{ cursor: number; staffRead: number; status: string; rating: number | null }>`
    select conversations.last_event_id as cursor, status,
      greatest(
        coalesce((select max(event_id) from conversation_reads reads
          where reads.brand_id = conversations.brand_id and reads.conversation_id = conversations.id), 0),
        coalesce((select max(id) from events
          where events.brand_id = conversations.brand_id and events.conversation_id = conversations.id
            and events.type = 'message.replied' and events.actor = 'staff'), 0)) as "staffRead",
      (select score from ratings
        where ratings.brand_id = conversations.brand_id and ratings.conversation_id = conversations.id) as rating
    from conversations where brand_id = ${visitor.brand_id} and id = ${conversationId}`.execute(tx)
  const [row] = rows
  if (!row) return nothing
  const { status, ...state } = row
  return { ...state, isEnded: ended.includes(status), name, email }
}
