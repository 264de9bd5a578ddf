import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import type { Drafts, Messages } from '#database/tables.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { isLocale } from '#platform/locale.ts'
import type { Sendable } from '#platform/serve.ts'
import { type DraftContent, draftContent, type draft, type listDrafts } from './contract-writing.ts'
import { partsOf } from './both-languages.ts'
import type { Conversation } from './door.ts'
import type { PromisesOfReply } from './promises/wish.ts'
import { macroActions } from './templates/contract.ts'

type Place = Pick<Conversation, 'brand_id' | 'id'>
type Draft = Sendable<z.input<typeof draft>>
export type DraftKind = 'answer' | 'note'

/**
 * Keeps what somebody is writing, an answer and a note each by itself. The last write wins, which with one person at one keyboard is
 * the newest text.
 */
export async function keepDraft(
  tx: Tx,
  conversation: Place,
  staffId: number,
  content: DraftContent,
): Promise<Draft> {
  const { rows } = await sql<Selectable<Drafts>>`
    insert into drafts (brand_id, conversation_id, staff_id, kind, content, updated_at)
    values (${conversation.brand_id}, ${conversation.id}, ${staffId}, ${kindOf(content.mode)}, ${JSON.stringify(content)},
      clock_timestamp())
    on conflict (brand_id, conversation_id, staff_id, kind)
      do update set content = excluded.content, updated_at = excluded.updated_at
    returning *`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('The draft was not written')
  return toDraft(row)
}

/** The answer and the note somebody has begun here, or null. */
export async function getDrafts(
  tx: Tx,
  conversation: Place,
  staffId: number,
): Promise<{ draft: Draft | null; note: Draft | null }> {
  const rows = await tx
    .selectFrom('drafts')
    .selectAll()
    .where('brand_id', '=', conversation.brand_id)
    .where('conversation_id', '=', conversation.id)
    .where('staff_id', '=', staffId)
    .execute()
  const of = (kind: DraftKind) => {
    const row = rows.find((one) => one.kind === kind)
    return row ? toDraft(row) : null
  }
  return { draft: of('answer'), note: of('note') }
}

/** Throws away what was begun; what has become a message is no draft any more. */
export async function discardDraft(
  tx: Tx,
  conversation: Place,
  staffId: number,
  kind?: DraftKind,
): Promise<void> {
  await tx
    .deleteFrom('drafts')
    .where('brand_id', '=', conversation.brand_id)
    .where('conversation_id', '=', conversation.id)
    .where('staff_id', '=', staffId)
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
    .execute()
}

function kindOf(mode: DraftContent['mode']): DraftKind {
  return mode === 'note' ? 'note' : 'answer'
}

/** A message that was taken back becomes the draft it was, unless its writer has begun another one here. */
export async function draftFromMessage(
  tx: Tx,
  message: Selectable<Messages>,
  promises?: PromisesOfReply,
): Promise<void> {
  if (message.staff_id === null) return
  const freed = await tx
    .selectFrom('attachments')
    .select(['id', 'content_id'])
    .where('brand_id', '=', message.brand_id)
    .where('message_id', '=', message.id)
    .where('staff_id', '=', message.staff_id)
    .execute()
  const attachmentIds = freed.map((row) => row.id)
  const details = Object(message.details) as Record<string, unknown>
  const html = message.html === null ? null : withPictures(message.html, freed)
  const said = isLocale(details['both'])
    ? partsOf({ text: message.text, html }, details['both'])
    : { text: emptied(message.text, details['filled']), ...(html === null ? {} : { html }) }
  const macro = macroActions.safeParse(details['actions'])
  const content = draftContent.parse({
    mode: 'forwardOf' in details ? 'forward' : 'reply',
    ...said,
    ...(macro.success && macro.data.length > 0 ? { actions: macro.data } : {}),
    ...(typeof details['templateId'] === 'number' ? { templateId: details['templateId'] } : {}),
    to: message.to_addresses,
    cc: message.cc_addresses,
    bcc: message.bcc_addresses,
    ...(message.subject === null ? {} : { subject: message.subject }),
    attachmentIds,
    ...(promises ? { promises } : {}),
  })
  const kept = await tx
    .insertInto('drafts')
    .values({
      brand_id: message.brand_id,
      conversation_id: message.conversation_id,
      staff_id: message.staff_id,
      content: JSON.stringify(content),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (kept.numInsertedOrUpdatedRows === 0n || attachmentIds.length === 0) return
  await tx
    .updateTable('attachments')
    .set({ message_id: null })
    .where('brand_id', '=', message.brand_id)
    .where('id', 'in', attachmentIds)
    .execute()
}

/** The placeholders again of what led to something that is taken back as well. */
function emptied(text: string, filled: unknown): string {
  const stood = Object.entries(Object(filled)).filter(
    ([, value]) => typeof value === 'string' && value !== '',
  )
  return stood.reduce((left, [name, value]) => left.replaceAll(String(value), `{{${name}}}`), text)
}

/** Pictures by their address at the desk, as the editor shows them; a mail names them by their content id. */
function withPictures(html: string, files: { id: number; content_id: string | null }[]): string {
  return files.reduce(
    (text, one) =>
      one.content_id === null
        ? text
        : text.replaceAll(
            `src="cid:${one.content_id}"`,
            `src="/api/attachments/${one.id}/content" data-attachment-id="${one.id}" data-cid="${one.content_id}"`,
          ),
    html,
  )
}

/** Everything one person has begun and not sent, newest first. */
export async function listOwnDrafts(
  tx: Tx,
  staffId: number,
  query: { limit: number; cursor?: string | undefined },
): Promise<Sendable<z.input<(typeof listDrafts)['reply']>>> {
  const after = fromCursor(query.cursor, 3)
  const seek = after
    ? sql`and (d.updated_at, d.conversation_id, d.kind) < (${after[0]}::timestamptz, ${after[1]}, ${after[2]})`
    : sql``
  const { rows } = await sql<
    Selectable<Drafts> & { sortKey: string; conversationSubject: string; customerName: string }
  >`
    select d.*, d.updated_at::text as "sortKey", c.subject as "conversationSubject", customers.name as "customerName"
    from drafts d
    join conversations c on (c.brand_id, c.id) = (d.brand_id, d.conversation_id)
    join customers on (customers.brand_id, customers.id) = (c.brand_id, c.customer_id)
    where d.brand_id = any (${[...tx.inBrands]}::bigint[]) and d.staff_id = ${staffId} ${seek}
    order by d.updated_at desc, d.conversation_id desc, d.kind desc limit ${query.limit + 1}`.execute(tx)
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  return {
    items: page.map((row) => ({
      ...toDraft(row),
      conversationSubject: row.conversationSubject,
      customerName: row.customerName,
    })),
    nextCursor: last ? toCursor([last.sortKey, last.conversation_id, last.kind]) : null,
  }
}

function toDraft(row: Selectable<Drafts>): Draft {
  return {
    ...draftContent.parse(row.content),
    conversationId: row.conversation_id,
    updatedAt: row.updated_at,
  }
}
