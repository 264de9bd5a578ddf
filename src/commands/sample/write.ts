import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** Rows of one table, in the order of its columns here; written as COPY text. */
export type Rows = unknown[][]

/** Copying goes through temporary tables, because COPY does not write behind a brand wall. */
const staging = `
  create temp table if not exists new_customers (id bigint, name text, language text, at timestamptz) on commit delete rows;
  create temp table if not exists new_identities (customer_id bigint, value text) on commit delete rows;
  create temp table if not exists new_orders (customer_id bigint, number text, at timestamptz, total bigint) on commit delete rows;
  create temp table if not exists new_conversations (id bigint, customer_id bigint, channel text, subject text, subject_key text,
    status text, assignee_id bigint, language text, order_number text, preview text, message_count int, created_at timestamptz,
    last_message_at timestamptz, last_in timestamptz, last_out timestamptz, waiting_since timestamptz) on commit delete rows;
  create temp table if not exists new_messages (id bigint, conversation_id bigint, direction text, channel text, staff_id bigint,
    customer_id bigint, author text, address text, subject text, body text, language text, at timestamptz, tokens text)
    on commit delete rows;
  create temp table if not exists new_tags (conversation_id bigint, tag_id bigint) on commit delete rows`

const moves = (brand: number) => `
  insert into customers (brand_id, id, name, language, language_evidence, created_at, last_contact_at)
    select ${brand}, id, name, language, 'messages', at, at from new_customers;
  insert into identities (brand_id, customer_id, kind, value, shown)
    select ${brand}, customer_id, 'email', value, value from new_identities on conflict do nothing;
  insert into orders (brand_id, customer_id, number, placed_at, currency, total_minor, state)
    select ${brand}, customer_id, number, at, 'JPY', total, 'delivered' from new_orders on conflict do nothing;
  insert into conversations (brand_id, id, customer_id, channel, subject, subject_key, status, assignee_id, language, order_number,
      preview, message_count, created_at, last_message_at, last_from_customer_at, last_from_staff_at, waiting_since,
      first_replied_at, resolved_at)
    select ${brand}, id, customer_id, channel, subject, subject_key, status, assignee_id, language, order_number, preview,
      message_count, created_at, last_message_at, last_in, last_out, waiting_since, last_out,
      case when status = 'resolved' then last_message_at end from new_conversations;
  insert into messages (brand_id, id, conversation_id, direction, channel, staff_id, customer_id, author_name, from_address, subject,
      text, language, language_confidence, delivery_state, sent_at, created_at)
    select ${brand}, id, conversation_id, direction, channel, staff_id, customer_id, author, address, subject, body, language, 0.99,
      case when direction = 'out' then 'sent' end, case when direction = 'out' then at end, at from new_messages;
  insert into message_search (brand_id, message_id, conversation_id, tokens, sent_at)
    select ${brand}, id, conversation_id, tokens::tsvector, at from new_messages order by id;
  insert into conversation_tags (brand_id, conversation_id, tag_id)
    select ${brand}, conversation_id, tag_id from new_tags on conflict do nothing`

/** Writes one batch in one transaction inside the wall of its brand. */
export async function writeBatch(
  client: pg.ClientBase,
  brandId: number,
  tables: Record<string, Rows>,
): Promise<void> {
  await client.query(staging)
  await client.query(`begin; set local app.brands = '${brandId}'; set local synchronous_commit = off`)
  try {
    for (const [table, rows] of Object.entries(tables)) {
      await pipeline(
        Readable.from([rows.map(line).join('')]),
        client.query(copyFrom(`copy ${table} from stdin`)),
      )
    }
    await client.query(moves(brandId))
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Ids for rows that name one another before they are written. */
export async function takeIds(client: pg.ClientBase, table: string, count: number): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence('${table}', 'id')) as id from generate_series(1, ${count})`,
  )
  return rows.map((row) => row.id)
}

function line(row: unknown[]): string {
  return `${row.map(field).join('\t')}\n`
}

function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (value instanceof Date) return value.toISOString()
  return String(value).replaceAll(/[\\\t\n\r]/g, (one) => escapes[one] ?? one)
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
