import { type RawBuilder, sql } from 'kysely'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import type { ConversationFilter, View } from './contract.ts'
import { reasonsFrom } from './reasons/below.ts'

/** The brands a filter is about: those the reader stands in, or the one it names if the reader stands in it. */
export function brandsOf(tx: Tx, filter: ConversationFilter): number[] {
  return filter.brandId === undefined ? [...tx.inBrands] : tx.inBrands.filter((one) => one === filter.brandId)
}

/**
 * The filter as SQL over `conversations c` beside `brand (id)`, the brand that is being read. Lists, counts and bulk changes all use it,
 * so that they mean the same rows.
 */
export async function conditionsOf(
  tx: Tx,
  filter: ConversationFilter,
  caller: { staffId: number },
): Promise<RawBuilder<unknown>> {
  const all: RawBuilder<unknown>[] = [sql`c.merged_into_id is null`]
  if (filter.view) all.push(viewCondition(filter.view, caller.staffId))
  if (filter.status) all.push(sql`c.status = ${filter.status}`)
  if (filter.assignee === 'me') all.push(sql`c.assignee_id = ${caller.staffId}`)
  else if (filter.assignee === 'none') all.push(sql`c.assignee_id is null`)
  else if (filter.assignee !== undefined) all.push(sql`c.assignee_id = ${filter.assignee}`)
  if (filter.teamId !== undefined) all.push(sql`c.team_id = ${filter.teamId}`)
  if (filter.channel) all.push(sql`c.channel = ${filter.channel}`)
  if (filter.language) all.push(sql`c.language = ${filter.language}`)
  if (filter.priority) all.push(sql`c.priority = ${filter.priority}`)
  if (filter.reasonId !== undefined) {
    const reasons = await reasonsFrom(tx, brandsOf(tx, filter), filter.reasonId)
    all.push(sql`c.reason_id = any (${reasons.map(({ id }) => id)}::bigint[])`)
  }
  if (filter.customerId !== undefined) all.push(sql`c.customer_id = ${filter.customerId}`)
  if (filter.tag) {
    // Looked up first: only an id lets PostgreSQL know whether the tag is common (read by time) or rare (read by tag), and a brand
    // that has no such tag is not read at all.
    const tags = await tagsNamed(tx, filter, filter.tag)
    const ids = tags.map((tag) => tag.id)
    all.push(sql`brand.id = any (${tags.map((tag) => tag.brandId)}::bigint[]) and exists (select from conversation_tags ct
      where ct.brand_id = c.brand_id and ct.conversation_id = c.id and ct.tag_id = any (${ids}::bigint[]))`)
  }
  if (filter.follower) {
    all.push(sql`c.id = any (array(select conversation_id from followers
      where brand_id = brand.id and staff_id = ${caller.staffId}))`)
  }
  return sql.join(all, sql` and `)
}

/** The tags of that name, one in each brand that has it. */
export async function tagsNamed(
  tx: Tx,
  filter: ConversationFilter,
  name: string,
): Promise<{ id: number; brandId: number }[]> {
  const { rows } = await sql<{ id: number; brandId: number }>`
    select id, brand_id as "brandId" from tags where brand_id = any (${brandsOf(tx, filter)}::bigint[]) and name = ${normaliseTag(name)}`.execute(
    tx,
  )
  return rows
}

/** Tags are compared and stored without difference of width, case and spaces. */
export function normaliseTag(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}

const toDo = sql`c.status in ('new', 'open') and c.snoozed_until is null`

/** Each view is written so that an index of its own answers it: see the indexes of `conversations`. */
function viewCondition(view: View, staffId: number): RawBuilder<unknown> {
  switch (view) {
    case 'mine':
      return sql`c.assignee_id = ${staffId} and c.status in ('new', 'open', 'pending_customer', 'pending_client', 'on_hold')
        and c.snoozed_until is null`
    case 'unassigned':
      return sql`${toDo} and c.assignee_id is null`
    case 'open':
      return toDo
    case 'waiting':
      return sql`c.status = 'pending_customer' and c.snoozed_until is null`
    case 'overdue':
      return sql`c.next_due_at <= ${now()}::timestamptz`
    case 'snoozed':
      return sql`c.snoozed_until is not null`
    case 'mentions':
      // As a list: joined, PostgreSQL takes a few among a million for many, and reads the million.
      return sql`c.id = any (array(select conversation_id from mentions where brand_id = brand.id and staff_id = ${staffId}))`
    case 'resolved':
      return sql`c.status = 'resolved'`
    case 'spam':
      return sql`c.status = 'spam'`
    case 'all':
      return sql`c.status <> 'spam'`
  }
}
