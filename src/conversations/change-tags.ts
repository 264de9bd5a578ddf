import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { normaliseTag } from './conditions.ts'
import type { Conversation } from './door.ts'

type Place = Pick<Conversation, 'brand_id' | 'id'>

/** Puts tags on and takes tags off; new ones are made. Records only what really changed. */
export async function changeTags(
  tx: Tx,
  conversation: Place,
  wish: { add: readonly string[]; remove: readonly string[]; actor: Actor },
): Promise<void> {
  const before = new Set(await tagsOf(tx, conversation))
  const add = normalised(wish.add).filter((name) => !before.has(name))
  const remove = normalised(wish.remove).filter((name) => before.has(name) && !add.includes(name))
  if (add.length === 0 && remove.length === 0) return
  await sql`
    insert into tags (brand_id, name) select ${conversation.brand_id}, unnest(${add}::text[])
    on conflict do nothing`.execute(tx)
  await sql`
    insert into conversation_tags (brand_id, conversation_id, tag_id)
    select brand_id, ${conversation.id}, id from tags
    where brand_id = ${conversation.brand_id} and name = any (${add}::text[])`.execute(tx)
  await sql`
    delete from conversation_tags using tags
    where conversation_tags.brand_id = ${conversation.brand_id} and conversation_id = ${conversation.id}
      and (tags.brand_id, tags.id) = (conversation_tags.brand_id, conversation_tags.tag_id)
      and tags.name = any (${remove}::text[])`.execute(tx)
  await record(tx, {
    type: 'conversation.tagged',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor: wish.actor,
    data: { added: add, removed: remove },
  })
}

/** Leaves exactly these tags. */
export async function setTags(
  tx: Tx,
  conversation: Place,
  wish: { tags: readonly string[]; actor: Actor },
): Promise<void> {
  const wanted = normalised(wish.tags)
  const remove = (await tagsOf(tx, conversation)).filter((name) => !wanted.includes(name))
  await changeTags(tx, conversation, { add: wanted, remove, actor: wish.actor })
}

/** The names on it. */
export async function tagsOf(tx: Tx, conversation: Place): Promise<string[]> {
  const rows = await tx
    .selectFrom('conversation_tags')
    .innerJoin('tags', (join) =>
      join
        .onRef('tags.brand_id', '=', 'conversation_tags.brand_id')
        .onRef('tags.id', '=', 'conversation_tags.tag_id'),
    )
    .select('tags.name')
    .where('conversation_tags.brand_id', '=', conversation.brand_id)
    .where('conversation_tags.conversation_id', '=', conversation.id)
    .execute()
  return rows.map((row) => row.name)
}

/** Sorted, so that of two who make the same new tags neither waits for the other. */
const normalised = (names: readonly string[]) =>
  [...new Set(names.map(normaliseTag).filter(Boolean))].toSorted()
