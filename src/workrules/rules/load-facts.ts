import { sql } from 'kysely'
import { fieldValues } from '#customers/fields/contract.ts'
import { calendarsOf } from '#people/calendars/calendar-of.ts'
import { asJson } from '#platform/as-json.ts'
import type { Calendar } from '#platform/calendar/calendar.ts'
import { openSpans } from '#platform/calendar/open-spans.ts'
import { digitsOf } from '#workrules/authority/quantity.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type ConversationFacts, type Facts, namesOf, type OrderFacts, plain } from './facts.ts'

/** A conversation, the message it is about if there is a particular one, and the moment that counts: now, unless given. */
export type About = { conversationId: number; messageId?: number | null; at?: Date }

type Row = Omit<ConversationFacts, 'subject' | 'waitingSince' | 'fields'> & {
  subject: string
  waitingSince: Date | null
  fields: unknown
  customerLanguage: string | null
  country: string | null
  customerFields: unknown
  conversations: number
  orders: number
  order: { state: string; totalMinor: number; currency: string; placedAt: string } | null
  messageId: number | null
  text: string | null
  messageSubject: string | null
  from: string | null
  messageLanguage: string | null
  hasAttachments: boolean
}

// Beyond this a text is a book, and searching it for words is no use to anybody.
const longestText = 20_000
// Who has so many is a regular customer whatever the exact number.
const mostCounted = 1_000

/** The facts of conversations of one brand, read together. Those that are not there have none. */
export async function factsOf(
  tx: Tx,
  brandId: number,
  abouts: readonly About[],
): Promise<Map<number, Facts>> {
  if (abouts.length === 0) return new Map()
  const [rows, calendars] = [await read(tx, brandId, abouts), await calendarsOf(tx, brandId)]
  const moments = new Map(abouts.map((one) => [one.conversationId, (one.at ?? now()).getTime()]))
  return new Map(
    rows.map((row) => {
      const at = moments.get(row.id) ?? now().getTime()
      return [row.id, toFacts(row, at, isOpen(calendars.of(row), at))]
    }),
  )
}

async function read(tx: Tx, brandId: number, abouts: readonly About[]): Promise<Row[]> {
  const wishes = abouts.map(({ conversationId, messageId }) => ({ id: conversationId, message: messageId }))
  const { rows } = await sql<Row>`
    select c.id, c.channel, c.mailbox_id as "mailboxId", c.language, c.status, c.priority, c.reason_id as "reasonId",
      c.team_id as "teamId", c.assignee_id as "assigneeId", c.service_level_id as "serviceLevelId", c.order_number as "orderNumber", c.subject,
      array(with recursive above (id) as (
        select parent_id from contact_reasons where brand_id = c.brand_id and id = c.reason_id
        union select r.parent_id from contact_reasons r join above on r.brand_id = c.brand_id and r.id = above.id
      ) select id from above where id is not null) as "reasonsAbove",
      c.message_count as messages, c.waiting_since as "waitingSince", c.fields,
      array(select tags.name from conversation_tags ct join tags on (tags.brand_id, tags.id) = (ct.brand_id, ct.tag_id)
        where ct.brand_id = c.brand_id and ct.conversation_id = c.id order by tags.name) as tags,
      (select score from ratings where brand_id = c.brand_id and conversation_id = c.id) as rating,
      who.language as "customerLanguage", who.country, who.fields as "customerFields",
      (select count(*)::int from (select from conversations
        where brand_id = c.brand_id and customer_id = c.customer_id and merged_into_id is null limit ${mostCounted}) x) as conversations,
      (select count(*)::int from (select from orders
        where brand_id = c.brand_id and customer_id = c.customer_id limit ${mostCounted}) x) as orders,
      (select jsonb_build_object('state', state, 'totalMinor', total_minor, 'currency', currency, 'placedAt', placed_at) from orders
        where brand_id = c.brand_id and number = c.order_number and customer_id = c.customer_id) as "order",
      said.id as "messageId", left(said.text, ${longestText}) as text, said.subject as "messageSubject", said.from_address as "from",
      said.language as "messageLanguage",
      exists (select from attachments where brand_id = c.brand_id and message_id = said.id and not is_inline) as "hasAttachments"
    from json_to_recordset(${asJson(wishes)}::json) as wish (id bigint, message bigint)
    join conversations c on c.brand_id = ${brandId} and c.id = wish.id
    join customers who on (who.brand_id, who.id) = (c.brand_id, c.customer_id)
    left join lateral (
      select id, text, subject, from_address, language from messages
      where brand_id = c.brand_id and conversation_id = c.id and direction = 'in'
        and (id = wish.message or (wish.message is null and kind = 'message'))
      order by id desc limit 1
    ) said on true`.execute(tx)
  return rows
}

function toFacts(row: Row, at: number, isOpenHour: boolean): Facts {
  const { id, channel, mailboxId, language, status, priority, reasonId, teamId, assigneeId, orderNumber } =
    row
  return {
    at,
    isOpenHour,
    order: row.order ? orderFacts(row.order) : undefined,
    conversation: {
      ...{ id, channel, mailboxId, language, status, priority, reasonId, teamId, assigneeId, orderNumber },
      serviceLevelId: row.serviceLevelId,
      tags: row.tags,
      reasonsAbove: row.reasonsAbove,
      subject: plain([row.subject, row.messageSubject ?? ''].join('\n')),
      messages: row.messages,
      waitingSince: row.waitingSince?.getTime() ?? null,
      rating: row.rating,
      fields: fieldValues.catch({}).parse(row.fields),
    },
    message:
      row.messageId === null
        ? undefined
        : {
            id: row.messageId,
            original: row.text ?? '',
            text: plain(row.text ?? ''),
            from: namesOf(row.from ?? ''),
            language: row.messageLanguage,
            hasAttachments: row.hasAttachments,
          },
    customer: {
      language: row.customerLanguage,
      country: row.country,
      conversations: row.conversations,
      orders: row.orders,
      fields: fieldValues.catch({}).parse(row.customerFields),
    },
  }
}

function orderFacts({ state, totalMinor, currency, placedAt }: NonNullable<Row['order']>): OrderFacts {
  return { state, total: totalMinor / 10 ** digitsOf(currency), placedAt: new Date(placedAt).getTime() }
}

function isOpen(calendar: Calendar, at: number): boolean {
  for (const span of openSpans(calendar, at)) return span.from <= at
  return false
}
