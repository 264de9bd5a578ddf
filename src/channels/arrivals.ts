import { type RawBuilder, sql } from 'kysely'
import type { Conversation } from '#conversations/door.ts'
import { previewOf, searchVectorOf } from '#conversations/store-message.ts'
import type { Reached } from '#customers/reach.ts'
import type { Detected } from '#languages/detected.ts'
import { asJson } from '#platform/as-json.ts'
import type { Tx } from '#platform/database.ts'
import type { Incoming } from './incoming.ts'

/** A message on its way in, with everything that was found out about it and the ids under which it is written. */
export type Arrival = {
  incoming: Incoming
  customer: Reached
  language: Detected
  /** The conversation it belongs to; undefined when it opens one. */
  found: Conversation | undefined
  conversationId: number
  messageId: number
  eventId: number
}

/** Takes an id for each thing that will be written, in one question. */
export async function withIds(
  tx: Tx,
  arrivals: readonly Omit<Arrival, 'conversationId' | 'messageId' | 'eventId'>[],
): Promise<Arrival[]> {
  const { rows } = await sql<{ opened: number | null; messageId: number; eventId: number }>`
    select case when is_new then nextval('conversations_id_seq') end as opened,
      nextval('messages_id_seq') as "messageId", nextval('events_id_seq') as "eventId"
    from unnest(${arrivals.map((one) => one.found === undefined)}::boolean[]) with ordinality as one (is_new, at)
    order by at`.execute(tx)
  return arrivals.flatMap((one, at) => {
    const ids = rows[at]
    if (!ids) return []
    const conversationId = one.found?.id ?? ids.opened
    if (conversationId === null) throw new Error('A conversation got no number')
    return [{ ...one, conversationId, messageId: ids.messageId, eventId: ids.eventId }]
  })
}

/** The writes of the messages with their files and search words, and of what they change in the conversations that were there. */
export function storingArrivals(arrivals: readonly Arrival[]): RawBuilder<unknown>[] {
  const rows = arrivals.map(rowOf)
  return [
    sql`
      insert into message_search (brand_id, message_id, conversation_id, tokens)
      select brand_id, id, conversation_id, tokens::tsvector
      from json_to_recordset(${asJson(rows.map(({ search }) => search))}::json)
        as one (brand_id bigint, id bigint, conversation_id bigint, tokens text)`,
    sql`
      insert into messages (brand_id, id, conversation_id, direction, kind, channel, customer_id, author_name, from_address,
        to_addresses, cc_addresses, subject, text, folded, html, remote_images, language, language_confidence, raw_file, external_id,
        mail_id, authentication, details, pressed)
      select * from json_to_recordset(${asJson(rows.map(({ message }) => message))}::json) as one (
        brand_id bigint, id bigint, conversation_id bigint, direction text, kind text, channel text, customer_id bigint,
        author_name text, from_address text, to_addresses jsonb, cc_addresses jsonb, subject text, text text, folded jsonb, html text,
        remote_images smallint, language text, language_confidence real, raw_file text, external_id text, mail_id text,
        authentication jsonb, details jsonb, pressed jsonb)`,
    ...bringingUpToDate(arrivals.filter((one) => one.found)),
    ...keepingAttachments(arrivals),
  ]
}

function rowOf({ incoming, customer, language, found, conversationId, messageId }: Arrival) {
  const { mail } = incoming
  const message = {
    author_name: incoming.from.name || incoming.from.shown,
    from_address: incoming.from.shown,
    to_addresses: mail?.to ?? [],
    cc_addresses: mail?.cc ?? [],
    subject: incoming.subject,
    text: incoming.text,
  }
  const orderNumber = found ? found.order_number : (incoming.orderNumber ?? null)
  const keys = { brand_id: incoming.brandId, id: messageId, conversation_id: conversationId }
  const tokens = searchVectorOf(message, { id: conversationId, order_number: orderNumber })
  return {
    search: { ...keys, tokens },
    message: { ...keys, ...message, ...factsOf({ incoming, customer, language }) },
  }
}

function factsOf({ incoming, customer, language }: Pick<Arrival, 'incoming' | 'customer' | 'language'>) {
  const { mail } = incoming
  return {
    direction: 'in',
    kind: incoming.kind,
    channel: incoming.channel,
    customer_id: customer.id,
    folded: incoming.folded,
    html: incoming.html,
    remote_images: incoming.remoteImages,
    language: language.code,
    language_confidence: language.confidence,
    raw_file: mail?.rawFile ?? null,
    external_id: incoming.externalId,
    mail_id: mail?.mailId ?? null,
    authentication: mail?.authentication ?? null,
    details: mail?.details ?? {},
    pressed: incoming.pressed ?? null,
  }
}

/** Several of them may belong to one conversation: two people who were written to together. */
function bringingUpToDate(arrivals: readonly Arrival[]): RawBuilder<unknown>[] {
  const changes = [...Map.groupBy(arrivals, (one) => one.conversationId).values()].flatMap((own) => {
    const last = own.at(-1)
    if (!last) return []
    return {
      brand_id: last.incoming.brandId,
      id: last.conversationId,
      messages: own.length,
      preview: previewOf(last.incoming.text),
      last_event_id: last.eventId,
      is_question: own.some((one) => one.incoming.kind === 'message'),
    }
  })
  if (changes.length === 0) return []
  const bringing = sql`
    update conversations set
      message_count = message_count + one.messages,
      last_message_at = now(),
      last_event_id = one.last_event_id,
      preview = one.preview,
      last_from_customer_at = case when one.is_question then now() else last_from_customer_at end,
      waiting_since = case when one.is_question then coalesce(waiting_since, now()) else waiting_since end
    from json_to_recordset(${asJson(changes)}::json) as one (brand_id bigint, id bigint, messages integer, preview text,
      last_event_id bigint, is_question boolean)
    where conversations.brand_id = one.brand_id and conversations.id = one.id`
  return [bringing]
}

function keepingAttachments(arrivals: readonly Arrival[]): RawBuilder<unknown>[] {
  const files = arrivals.flatMap(({ incoming, conversationId, messageId }) =>
    incoming.attachments.map((file) => ({ ...file, brandId: incoming.brandId, conversationId, messageId })),
  )
  if (files.length === 0) return []
  const keeping = sql`
    insert into attachments (brand_id, conversation_id, message_id, file_hash, name, type, size, content_id, is_inline)
    select "brandId", "conversationId", "messageId", hash, name, type, size, "contentId", "isInline"
    from json_to_recordset(${asJson(files)}::json) as one ("brandId" bigint, "conversationId" bigint, "messageId" bigint,
      hash text, name text, type text, size bigint, "contentId" text, "isInline" boolean)`
  return [keeping]
}
