import { sql } from 'kysely'
import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { invalid } from '#platform/refusal.ts'
import type { Conversation } from '../door.ts'
import { subjectKey } from '../subject-key.ts'
import { moveWithMessages } from './moved.ts'
import { recount } from './recount.ts'

/**
 * Moves messages into a conversation of their own, with the same person, team, tags and reason. Mails that answer one of them arrive there
 * from then on. Returns its number.
 */
export async function split(
  tx: Tx,
  caller: Caller,
  from: Conversation,
  wish: { messageIds: readonly number[]; subject?: string | undefined },
): Promise<number> {
  const ids = [...new Set(wish.messageIds)]
  await refuseImpossible(tx, from, ids)
  const id = await open(tx, from, wish.subject ?? from.subject, ids)
  const way = { brandId: from.brand_id, from: from.id, to: id }
  await sql`update messages set conversation_id = ${id}
    where brand_id = ${from.brand_id} and id = any (${ids}::bigint[])`.execute(tx)
  await moveWithMessages(tx, way, ids)
  await sql`update mail_references set conversation_id = ${id}
    where brand_id = ${from.brand_id} and conversation_id = ${from.id} and mail_id in (
      select mail_id from messages where brand_id = ${from.brand_id} and id = any (${ids}::bigint[]))`.execute(
    tx,
  )
  await sql`insert into conversation_tags (brand_id, conversation_id, tag_id)
    select brand_id, ${id}, tag_id from conversation_tags
    where brand_id = ${from.brand_id} and conversation_id = ${from.id}`.execute(tx)
  await sql`insert into participants (brand_id, conversation_id, address)
    select brand_id, ${id}, address from participants
    where brand_id = ${from.brand_id} and conversation_id = ${from.id}`.execute(tx)
  const common = { brandId: from.brand_id, actor: actorOf(caller) }
  await record(tx, {
    ...common,
    type: 'conversation.split',
    conversationId: from.id,
    data: { into: id, messageIds: ids },
  })
  await record(tx, {
    ...common,
    type: 'conversation.split_off',
    conversationId: id,
    data: { from: from.id, messageIds: ids },
  })
  await recount(tx, from)
  await recount(tx, { brand_id: from.brand_id, id })
  return id
}

async function refuseImpossible(tx: Tx, from: Conversation, ids: readonly number[]): Promise<void> {
  const { rows } = await sql<{ chosen: number; total: number }>`
    select count(*) filter (where id = any (${[...ids]}::bigint[])) as chosen, count(*) as total from messages
    where brand_id = ${from.brand_id} and conversation_id = ${from.id}`.execute(tx)
  const { chosen, total } = rows[0] ?? { chosen: 0, total: 0 }
  if (chosen !== ids.length) {
    throw invalid('messageIds', 'split_unknown', (locale) => m.conversations_split_unknown({}, { locale }))
  }
  if (chosen === total) {
    throw invalid('messageIds', 'split_everything', (locale) =>
      m.conversations_split_everything({}, { locale }),
    )
  }
}

/** The customer is who wrote the first of the messages; in a merged conversation that may be another than the kept one's. */
async function open(
  tx: Tx,
  from: Conversation,
  subject: string,
  messageIds: readonly number[],
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into conversations (brand_id, customer_id, channel, mailbox_id, reason_id, order_number, subject, subject_key,
      language, status, priority, assignee_id, team_id, split_from_id)
    select brand_id, coalesce((select customer_id from messages
        where brand_id = ${from.brand_id} and id = any (${[...messageIds]}::bigint[]) and direction = 'in' order by id limit 1),
      customer_id), channel, mailbox_id, reason_id, order_number, ${subject}, ${subjectKey(subject)},
      language, case when status = 'new' then 'new' else 'open' end, priority, assignee_id, team_id, id
    from conversations where brand_id = ${from.brand_id} and id = ${from.id}
    returning id`.execute(tx)
  const [made] = rows
  if (!made) throw new Error('The new conversation was not written')
  return made.id
}
