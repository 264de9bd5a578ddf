import { type RawBuilder, sql } from 'kysely'
import { answersFor } from '#people/staff/works-for.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { wordsBetween } from '#platform/difference.ts'
import { firstInEachBrand } from '#platform/in-each-brand.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import { contentInBoth } from '../both-languages.ts'
import { brandsOf } from '../conditions.ts'
import type { ReplyApproval } from './contract.ts'
import type { PromisesOfReply } from '../promises/wish.ts'
import { keptWish } from './kept-wish.ts'
import { hasPassed } from './promised-now.ts'

type Approval = Sendable<ReplyApproval>
type FromWish = 'html' | 'to' | 'cc' | 'bcc' | 'subject' | 'sendAt' | 'promises'
type Row = Omit<Approval, FromWish | 'changes' | 'attachments'> & {
  wish: unknown
  sentText: string | null
  /** What the promises are about that it puts off, by their id. */
  putOff: Record<string, string> | null
  attachments: Omit<Approval['attachments'][number], 'url'>[]
}
type Query = {
  brandId?: number | undefined
  state: 'waiting' | 'decided'
  author?: 'me' | undefined
  conversationId?: number | undefined
  limit: number
  cursor?: string | undefined
}

/** What waits, who has waited longest first; what was decided, latest first. */
export async function listReplyApprovals(
  tx: Tx,
  staffId: number,
  query: Query,
): Promise<{ items: Approval[]; nextCursor: string | null }> {
  const isWaiting = query.state === 'waiting'
  const after = fromCursor(query.cursor, 2)
  const order = isWaiting ? sql`a.asked_at, a.id` : sql`a.decided_at desc, a.id desc`
  const seek = after
    ? isWaiting
      ? sql`and (a.asked_at, a.id) > (${after[0]}::timestamptz, ${after[1]}::bigint)`
      : sql`and (a.decided_at, a.id) < (${after[0]}::timestamptz, ${after[1]}::bigint)`
    : sql``
  const where = sql`${isWaiting ? sql`a.state = 'waiting'` : sql`a.state <> 'waiting'`}
    ${query.author === 'me' ? sql`and a.author_id = ${staffId}` : sql``}
    ${query.conversationId === undefined ? sql`` : sql`and a.conversation_id = ${query.conversationId}`} ${seek}`
  const limit = query.limit + 1
  const first = { brands: brandsOf(tx, query), table: 'reply_approvals', as: 'a', where, order, limit }
  const items = await select(tx, sql`true order by ${order} limit ${limit}`, firstInEachBrand(first))
  const page = items.slice(0, query.limit)
  const last = items.length > query.limit ? page.at(-1) : undefined
  const place = last && (isWaiting ? last.askedAt : last.decidedAt)
  return {
    items: page,
    nextCursor: last && place ? toCursor([new Date(place).toISOString(), last.id]) : null,
  }
}

/** The door to one: what stands outside the caller's brands is not there. */
export async function replyApprovalPage(tx: Tx, id: number): Promise<Approval> {
  const [found] = await select(tx, sql`a.brand_id = any (${[...tx.inBrands]}::bigint[]) and a.id = ${id}`)
  if (!found) throw notFound('approval')
  return found
}

/** What waits in one conversation, and what was sent back or changed there and nothing came after. */
export function approvalsOf(tx: Tx, conversation: { brand_id: number; id: number }): Promise<Approval[]> {
  return select(
    tx,
    sql`a.brand_id = ${conversation.brand_id} and a.conversation_id = ${conversation.id} and (a.state = 'waiting'
      or a.state = 'approved' and a.sent_text is not null
      or a.state = 'sent_back' and not exists (
        select from reply_approvals later where later.brand_id = a.brand_id and later.conversation_id = a.conversation_id
          and later.author_id = a.author_id and later.id > a.id)
      and not exists (
        select from messages later where later.brand_id = a.brand_id and later.conversation_id = a.conversation_id
          and later.staff_id = a.author_id and later.direction = 'out' and later.created_at > a.decided_at))
      order by a.id limit 50`,
  )
}

const person = (name: string) => sql`case when ${sql.ref(`${name}.id`)} is not null then
  jsonb_build_object('id', ${sql.ref(`${name}.id`)}, 'name', ${sql.ref(`${name}.name`)}) end`

async function select(
  tx: Tx,
  where: RawBuilder<unknown>,
  from = sql`reply_approvals a`,
): Promise<Approval[]> {
  const { rows } = await sql<Row>`
    select a.id, a.brand_id as "brandId",
      jsonb_build_object('id', c.id, 'subject', c.subject, 'language', c.language) as conversation,
      jsonb_build_object('id', customer.id, 'name', customer.name) as customer, c.waiting_since as "waitingSince",
      a.kind, ${person('author')} as author,
      not exists (select from staff where staff.id = a.author_id and ${answersFor(sql`a.brand_id`)}) as "isAuthorGone", a.asked_at as "askedAt", a.state, a.text, a.wish,
      exists (select from events where brand_id = a.brand_id and conversation_id = a.conversation_id
        and id > a.seen_event_id and type in ('message.received', 'message.replied', 'conversation.merged')) as "isStale",
      (select jsonb_build_object('name', msg.author_name, 'text', left(msg.text, 2000),
          'at', to_char(msg.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        from messages msg where msg.brand_id = a.brand_id and msg.conversation_id = a.conversation_id
          and msg.direction = 'in' and msg.kind = 'message' order by msg.id desc limit 1) as latest,
      c.last_event_id as "lastEventId", ${person('decider')} as "decidedBy", a.decided_at as "decidedAt", a.comment,
      a.sent_text as "sentText",
      (select jsonb_object_agg(id, what) from promises where brand_id = a.brand_id
        and id in (select (moved->>'id')::bigint from jsonb_array_elements(a.wish->'promises'->'postponed') moved)) as "putOff",
      a.message_id as "messageId",
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'name', name, 'type', type, 'size', size) order by id)
        from attachments where brand_id = a.brand_id and not is_inline
          and id in (select jsonb_array_elements_text(a.wish->'attachmentIds')::bigint)), '[]') as attachments
    from ${from}
    join conversations c on (c.brand_id, c.id) = (a.brand_id, a.conversation_id)
    join customers customer on (customer.brand_id, customer.id) = (c.brand_id, c.customer_id)
    join staff author on author.id = a.author_id
    left join staff decider on decider.id = a.decided_by_id
    where ${where}`.execute(tx)
  return rows.map(toApproval)
}

function toApproval({ wish, sentText, attachments, putOff, ...row }: Row): Approval {
  const kept = keptWish.parse(wish)
  const { to = [], cc, bcc, subject = null, sendAt = null, promises } = kept
  return {
    ...row,
    html: contentInBoth(kept).html,
    ...{ to, cc, bcc, subject, sendAt },
    attachments: attachments.map((one) => ({ ...one, url: `/api/attachments/${one.id}/content` })),
    promises: promisesOf(promises, putOff ?? {}),
    changes: sentText === null ? null : wordsBetween(String(row.text), sentText),
  }
}

/** In the order in which new times are named for them. */
function promisesOf(wish: PromisesOfReply | undefined, putOff: Record<string, string>): Approval['promises'] {
  return [
    ...(wish?.made ?? []).map(({ what, dueAt }) => ({ what, dueAt, isMoved: false })),
    ...(wish?.postponed ?? []).map(({ id, dueAt }) => ({ what: putOff[id] ?? '', dueAt, isMoved: true })),
  ].map((one) => ({ ...one, hasPassed: hasPassed(one.dueAt) }))
}
