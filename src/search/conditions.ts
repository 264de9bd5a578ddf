import { type RawBuilder, sql } from 'kysely'
import { conditionsOf, normaliseTag } from '#conversations/conditions.ts'
import type { Tx } from '#platform/database.ts'
import type { Caller } from '#platform/caller.ts'
import type { Filters } from './filters.ts'

/** Filters as SQL: over `message_search s`, over `messages m`, and over `conversations c`. */
export type Conditions = {
  brands: number[]
  ofTime: RawBuilder<unknown>[]
  ofMessage: RawBuilder<unknown>[]
  ofConversation: RawBuilder<unknown>[]
  /** The conversations may be few, so that they are looked at rather than the words. */
  isNarrow: boolean
}

const many = ['resolved', 'closed', 'no_reply_needed', 'spam']

export async function conditionsFor(tx: Tx, caller: Caller, filters: Filters): Promise<Conditions> {
  const ofMessage: RawBuilder<unknown>[] = []
  const ofConversation: RawBuilder<unknown>[] = []
  const ofTime: RawBuilder<unknown>[] = []
  if (filters.after) ofTime.push(sql`s.sent_at >= ${filters.after}`)
  if (filters.before) ofTime.push(sql`s.sent_at < ${filters.before}`)
  if (filters.channels.length > 0) ofMessage.push(sql`m.channel = any (${filters.channels})`)
  if (filters.view === 'notes') ofMessage.push(sql`m.direction = 'note'`)
  if (filters.hasAttachment)
    ofMessage.push(
      sql`exists (select from attachments where brand_id = m.brand_id and message_id = m.id and not is_inline)`,
    )
  if (filters.statuses) ofConversation.push(sql`c.status = any (${filters.statuses})`)
  for (const tag of filters.tags) ofConversation.push(await tagCondition(tx, tag))
  for (const wish of filters.assignees) ofConversation.push(await assigneeCondition(tx, caller, wish))
  if (filters.view && filters.view !== 'notes')
    ofConversation.push(await conditionsOf(tx, { view: filters.view }, caller))
  const isNarrow =
    filters.tags.length > 0 ||
    filters.assignees.length > 0 ||
    (filters.statuses !== undefined && !filters.statuses.some((status) => many.includes(status))) ||
    (filters.view !== undefined && !['all', 'resolved', 'spam', 'notes'].includes(filters.view))
  return { brands: await brandsOf(tx, filters.brands), ofTime, ofMessage, ofConversation, isNarrow }
}

/** The tag is looked up first: only its id lets PostgreSQL know whether it is common or rare. */
async function tagCondition(tx: Tx, name: string): Promise<RawBuilder<unknown>> {
  const tags = await tx
    .selectFrom('tags')
    .select('id')
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where((where) => where(where.fn('lower', ['name']), '=', normaliseTag(name)))
    .execute()
  return sql`exists (select from conversation_tags ct where ct.brand_id = c.brand_id and ct.conversation_id = c.id
    and ct.tag_id = any (${tags.map((tag) => tag.id)}::bigint[]))`
}

async function assigneeCondition(tx: Tx, caller: Caller, wish: string): Promise<RawBuilder<unknown>> {
  if (['me', '自分'].includes(wish.toLowerCase())) return sql`c.assignee_id = ${caller.staffId}`
  if (['none', 'なし', '未割り当て'].includes(wish.toLowerCase())) return sql`c.assignee_id is null`
  const like = `%${wish.replaceAll(/[\\%_]/g, '\\$&')}%`
  const found = await tx
    .selectFrom('staff')
    .select('id')
    .where((where) => where.or([where('name', 'ilike', like), where('email', 'ilike', like)]))
    .execute()
  return sql`c.assignee_id = any (${found.map((one) => one.id)}::bigint[])`
}

async function brandsOf(tx: Tx, wishes: readonly string[]): Promise<number[]> {
  if (wishes.length === 0 || tx.inBrands.length === 0) return [...tx.inBrands]
  const known = await tx
    .selectFrom('brands')
    .select(['id', 'slug', 'name'])
    .where('id', 'in', [...tx.inBrands])
    .execute()
  const wanted = wishes.map((wish) => wish.toLowerCase())
  return known
    .filter((brand) => wanted.some((wish) => brand.slug === wish || brand.name.toLowerCase().includes(wish)))
    .map((brand) => brand.id)
}
