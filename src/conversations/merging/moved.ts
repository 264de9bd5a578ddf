import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#platform/database.ts'

/**
 * What a merge took from one conversation to another, by name, so that exactly this can go back. Rows that both had already (a tag,
 * a follower) are not in the list and stay where they are.
 */
export const moved = z.object({
  messages: z.array(z.number()),
  /** Files of drafts; those of messages go with their message. */
  looseAttachments: z.array(z.number()),
  mailReferences: z.array(z.object({ customerId: z.number(), mailId: z.string() })),
  visitors: z.array(z.number()),
  tags: z.array(z.number()),
  followers: z.array(z.number()),
  participants: z.array(z.string()),
  /** What else hung on the conversation, by the table it stands in. */
  hanging: z.record(z.string(), z.array(z.number())).default({}),
  /** How the kept conversation stood before and right after, to tell what has changed since. */
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
})
export type Moved = z.infer<typeof moved>

/**
 * What was begun in a conversation and goes on where its messages are. Of what there may be only one, what the kept one has goes on
 * and the other stays where it is; features that care are told by the events of the merge.
 */
const hanging: Record<string, (way: Way) => RawBuilder<unknown>> = {
  promises: () => sql`true`,
  tasks: () => sql`true`,
  reply_approvals: () => sql`true`,
  grants: () => sql`true`,
  approvals: () => sql`true`,
  escalations: ({ brandId, to }) => sql`(ended_at is not null or not exists (
    select from escalations where brand_id = ${brandId} and conversation_id = ${to} and ended_at is null))`,
  complaints: ({ brandId, to }) => sql`not exists (
    select from complaints where brand_id = ${brandId} and conversation_id = ${to})`,
}

type Way = { brandId: number; from: number; to: number }

/** Takes everything along that hangs on the conversation's messages and threads. */
export async function moveAll(tx: Tx, way: Way): Promise<Omit<Moved, 'before' | 'after'>> {
  const { rows: messages } = await sql<{ id: number }>`
    update messages set conversation_id = ${way.to}
    where brand_id = ${way.brandId} and conversation_id = ${way.from} returning id`.execute(tx)
  const ids = messages.map((row) => row.id)
  await moveWithMessages(tx, way, ids)
  const { rows: loose } = await sql<{ id: number }>`
    update attachments set conversation_id = ${way.to}
    where brand_id = ${way.brandId} and conversation_id = ${way.from} returning id`.execute(tx)
  const { rows: mailReferences } = await sql<{ customerId: number; mailId: string }>`
    update mail_references set conversation_id = ${way.to}
    where brand_id = ${way.brandId} and conversation_id = ${way.from}
    returning customer_id as "customerId", mail_id as "mailId"`.execute(tx)
  const { rows: visitors } = await sql<{ id: number }>`
    update visitors set conversation_id = ${way.to}
    where brand_id = ${way.brandId} and conversation_id = ${way.from} returning id`.execute(tx)
  return {
    messages: ids,
    looseAttachments: loose.map((row) => row.id),
    mailReferences,
    visitors: visitors.map((row) => row.id),
    tags: await share(tx, way, 'conversation_tags', 'tag_id'),
    followers: await share(tx, way, 'followers', 'staff_id'),
    participants: await share(tx, way, 'participants', 'address'),
    hanging: await moveHanging(tx, way),
  }
}

/** Takes back what a merge moved, as far as it is still where the merge put it: what was split off meanwhile stays there. */
export async function moveBack(tx: Tx, way: Way, what: Moved): Promise<number[]> {
  const still = sql`brand_id = ${way.brandId} and conversation_id = ${way.from}`
  const { rows: messages } = await sql<{ id: number }>`
    update messages set conversation_id = ${way.to}
    where ${still} and id = any (${what.messages}::bigint[]) returning id`.execute(tx)
  const ids = messages.map((row) => row.id)
  await moveWithMessages(tx, way, ids)
  await sql`update attachments set conversation_id = ${way.to}
    where ${still} and message_id is null and id = any (${what.looseAttachments}::bigint[])`.execute(tx)
  await sql`update mail_references set conversation_id = ${way.to}
    where ${still} and (customer_id, mail_id) in (
      select "customerId", "mailId" from jsonb_to_recordset(${JSON.stringify(what.mailReferences)}::jsonb)
        as one ("customerId" bigint, "mailId" text))`.execute(tx)
  await sql`update visitors set conversation_id = ${way.to}
    where ${still} and id = any (${what.visitors}::bigint[])`.execute(tx)
  await sql`delete from conversation_tags where ${still} and tag_id = any (${what.tags}::bigint[])`.execute(
    tx,
  )
  await sql`delete from followers where ${still} and staff_id = any (${what.followers}::bigint[])`.execute(tx)
  await sql`delete from participants where ${still} and address = any (${what.participants}::text[])`.execute(
    tx,
  )
  for (const [table, ids] of Object.entries(what.hanging))
    await sql`update ${sql.table(table)} set conversation_id = ${way.to}
      where ${still} and id = any (${ids}::bigint[])`.execute(tx)
  return ids
}

async function moveHanging(tx: Tx, way: Way): Promise<Moved['hanging']> {
  const moved: Moved['hanging'] = {}
  for (const [table, mayGo] of Object.entries(hanging)) {
    const { rows } = await sql<{ id: number }>`
      update ${sql.table(table)} set conversation_id = ${way.to}
      where brand_id = ${way.brandId} and conversation_id = ${way.from} and ${mayGo(way)} returning id`.execute(
      tx,
    )
    if (rows.length > 0) moved[table] = rows.map((row) => row.id)
  }
  return moved
}

/** Rows that name a message's conversation beside the message itself. */
export async function moveWithMessages(tx: Tx, way: Way, ids: readonly number[]): Promise<void> {
  const those = sql`brand_id = ${way.brandId} and message_id = any (${[...ids]}::bigint[])`
  await sql`update message_search set conversation_id = ${way.to} where ${those}`.execute(tx)
  await sql`update attachments set conversation_id = ${way.to} where ${those}`.execute(tx)
  await sql`update mentions set conversation_id = ${way.to} where ${those}`.execute(tx)
}

/** Gives the other conversation the same rows, where it has them not; answers which were new there. */
async function share<T extends number | string>(
  tx: Tx,
  way: Way,
  table: string,
  column: string,
): Promise<T[]> {
  const name: RawBuilder<unknown> = sql.ref(column)
  const { rows } = await sql<{ value: T }>`
    insert into ${sql.table(table)} (brand_id, conversation_id, ${name})
    select brand_id, ${way.to}, ${name} from ${sql.table(table)}
    where brand_id = ${way.brandId} and conversation_id = ${way.from}
    on conflict do nothing returning ${name} as value`.execute(tx)
  return rows.map((row) => row.value)
}
