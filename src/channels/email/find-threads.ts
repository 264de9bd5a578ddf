import { sql } from 'kysely'
import type { Incoming } from '#channels/incoming.ts'
import type { Asking } from '#channels/take-in.ts'
import { type Conversation, conversationFor } from '#conversations/door.ts'
import { subjectKey } from '#conversations/subject-key.ts'
import { asJson } from '#platform/as-json.ts'
import type { Tx } from '#platform/database.ts'
import { joinConversations } from './join-conversations.ts'

/** What a mail says of where it belongs, strongest first. */
export type Clues = {
  /** From our signed token in the address it was sent to. */
  addressed: number | undefined
  /** Its own id, what it answers, and its references from the last to the first. */
  mailIds: readonly string[]
  /** From our signed mark in its subject or text. */
  marked: number | undefined
  isAnswer: boolean
  /** A mail of a sender who is being held back goes where the last one went. */
  isHeldBack: boolean
}

// A client that drops every reference still keeps "Re:". A fresh mail under the same words is the same matter only while it is warm.
const answerWindow = '14 days'
const freshWindow = '2 days'

type Candidate = {
  at: number
  id: number
  by: 'address' | 'mail' | 'mark' | 'subject'
  customerId: number
}

/**
 * The conversations that mails belong to. Only one of its own customer's, or one whose mails name its sender: a forged or forwarded
 * token must not open a stranger's conversation. When a mail links two conversations of the customer which nobody has touched, they
 * become one.
 */
export async function findThreads(
  tx: Tx,
  asking: readonly Asking[],
  cluesOf: (incoming: Incoming) => Clues,
): Promise<(Conversation | undefined)[]> {
  const candidates = Map.groupBy(await candidatesFor(tx, asking, cluesOf), (one) => one.at)
  const ids: (number | undefined)[] = []
  for (const [at, one] of asking.entries()) ids.push(await chosen(tx, one, candidates.get(at) ?? []))
  return openDoors(tx, ids)
}

async function chosen(
  tx: Tx,
  { incoming, customer }: Asking,
  candidates: readonly Candidate[],
): Promise<number | undefined> {
  const [best] = candidates
  if (!best) return undefined
  const linked = candidates.filter((one) => one.by === 'mail' && one.customerId === customer.id)
  const isLinked = linked.some((one) => one.id === best.id)
  if (linked.length < 2 || !isLinked) return best.id
  const ids = linked.map((one) => one.id)
  return joinConversations(tx, incoming.brandId, ids)
}

async function candidatesFor(
  tx: Tx,
  asking: readonly Asking[],
  cluesOf: (incoming: Incoming) => Clues,
): Promise<Candidate[]> {
  const asked = asking.map(({ incoming, customer }, at) => {
    const clues = cluesOf(incoming)
    return {
      at,
      brand_id: incoming.brandId,
      customer_id: customer.id,
      sender: incoming.from.value,
      mail_ids: clues.mailIds,
      addressed: clues.addressed ?? null,
      marked: clues.marked ?? null,
      subject_key: incoming.kind === 'message' ? subjectKey(incoming.subject) : '',
      within: clues.isAnswer ? answerWindow : freshWindow,
      is_held_back: clues.isHeldBack,
    }
  })
  const { rows } = await sql<Candidate>`
    with asked as materialized (
      select * from json_to_recordset(${asJson(asked)}::json) as one (at integer, brand_id bigint, customer_id bigint,
        sender text, mail_ids text[], addressed bigint, marked bigint, subject_key text, within interval, is_held_back boolean)
    ), found as (
      select asked.at, known.conversation_id as id, 'mail' as by, 1000 + named.place as rank
      from asked
      cross join lateral unnest(asked.mail_ids) with ordinality as named (mail_id, place)
      cross join lateral (
        select conversation_id from mail_references
        where brand_id = asked.brand_id and mail_references.mail_id = named.mail_id limit 100
      ) as known
      union all select at, addressed, 'address', 1 from asked where addressed is not null
      union all select at, marked, 'mark', 1000000 from asked where marked is not null
      union all
      select asked.at, same.id, 'subject', 2000000
      from asked cross join lateral (
        select id from conversations
        where brand_id = asked.brand_id and customer_id = asked.customer_id and merged_into_id is null and channel in ('email', 'form')
          and last_message_at > now() - asked.within
          and (asked.is_held_back or (subject_key = asked.subject_key and status not in ('closed', 'spam')))
        order by last_message_at desc, id desc limit 1
      ) as same
      where asked.is_held_back or asked.subject_key <> ''
    ), best as (
      select at, id, min(rank) as rank, (array_agg(by order by rank))[1] as by from found group by at, id
    )
    select best.at, c.id, best.by, c.customer_id as "customerId"
    from best
    join asked on asked.at = best.at
    cross join lateral (
      select * from conversations where brand_id = asked.brand_id and conversations.id = best.id limit 1
    ) as c
    where c.customer_id = asked.customer_id or exists (select from participants p
      where p.brand_id = c.brand_id and p.conversation_id = c.id and p.address = asked.sender)
    order by best.at, best.rank`.execute(tx)
  return rows
}

/** Locked in the order of their ids; where one has been merged into another, that one. */
async function openDoors(
  tx: Tx,
  ids: readonly (number | undefined)[],
): Promise<(Conversation | undefined)[]> {
  const wanted = [...new Set(ids.filter((id) => id !== undefined))]
  if (wanted.length === 0) return ids.map(() => undefined)
  const { rows } = await sql<Conversation>`
    select * from conversations
    where brand_id = any (${[...tx.inBrands]}::bigint[]) and id = any (${wanted}::bigint[])
    order by id for update`.execute(tx)
  const open = new Map<number, Conversation>()
  for (const row of rows) open.set(row.id, await whereItIs(tx, row))
  return ids.map((id) => (id === undefined ? undefined : open.get(id)))
}

async function whereItIs(tx: Tx, conversation: Conversation): Promise<Conversation> {
  if (conversation.merged_into_id === null) return conversation
  return whereItIs(tx, await conversationFor(tx, conversation.merged_into_id, 'unmerge'))
}
