import { type RawBuilder, sql } from 'kysely'
import { type Conversation, conversationFor } from '#conversations/door.ts'
import { subjectKey } from '#conversations/subject-key.ts'
import type { Reached } from '#customers/reach.ts'
import type { Tx } from '#platform/database.ts'
import type { Incoming } from '../incoming.ts'
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

type Candidate = { id: number; by: 'address' | 'mail' | 'mark' | 'subject'; customerId: number }

/**
 * The conversation a mail belongs to. Only one of its own customer's, or one whose mails name its sender: a forged or forwarded token
 * must not open a stranger's conversation. When a mail links two conversations of the customer which nobody has touched, they become one.
 */
export async function findThread(
  tx: Tx,
  incoming: Incoming,
  customer: Reached,
  clues: Clues,
): Promise<Conversation | undefined> {
  const candidates = await candidatesFor(tx, incoming, customer, clues)
  const [best] = candidates
  if (!best) return undefined
  const linked = candidates.filter((one) => one.by === 'mail' && one.customerId === customer.id)
  const id =
    linked.length > 1
      ? await joinConversations(
          tx,
          incoming.brandId,
          linked.map((one) => one.id),
        )
      : best.id
  return openDoor(tx, best.by === 'mail' && linked.some((one) => one.id === best.id) ? id : best.id)
}

async function candidatesFor(
  tx: Tx,
  incoming: Incoming,
  customer: Reached,
  clues: Clues,
): Promise<Candidate[]> {
  const { brandId } = incoming
  const key = incoming.kind === 'message' ? subjectKey(incoming.subject) : ''
  const window = clues.isAnswer ? answerWindow : freshWindow
  const found: RawBuilder<unknown>[] = [
    sql`select known.conversation_id, 'mail' as by, 1000 + named.place as rank
      from unnest(${[...clues.mailIds]}::text[]) with ordinality as named (mail_id, place)
      join mail_references known on known.brand_id = ${brandId} and known.mail_id = named.mail_id`,
  ]
  if (clues.addressed !== undefined) found.push(sql`select ${clues.addressed}::bigint, 'address', 1`)
  if (clues.marked !== undefined) found.push(sql`select ${clues.marked}::bigint, 'mark', 1000000`)
  if (clues.isHeldBack || key !== '') {
    const same = clues.isHeldBack ? sql`true` : sql`subject_key = ${key} and status not in ('closed', 'spam')`
    found.push(sql`(select id, 'subject', 2000000 from conversations
      where brand_id = ${brandId} and customer_id = ${customer.id} and merged_into_id is null and channel in ('email', 'form')
        and last_message_at > now() - ${window}::interval and ${same}
      order by last_message_at desc, id desc limit 1)`)
  }
  const { rows } = await sql<Candidate>`
    with found as (${sql.join(found, sql` union all `)}),
    best as (select conversation_id, min(rank) as rank, (array_agg(by order by rank))[1] as by from found group by conversation_id)
    select c.id, best.by, c.customer_id as "customerId"
    from best join conversations c on c.brand_id = ${brandId} and c.id = best.conversation_id
    where c.customer_id = ${customer.id} or exists (select from participants p
      where p.brand_id = c.brand_id and p.conversation_id = c.id and p.address = ${incoming.from.value})
    order by best.rank`.execute(tx)
  return rows
}

/** Locked; where it has been merged into another one, that one. */
async function openDoor(tx: Tx, id: number): Promise<Conversation> {
  const conversation = await conversationFor(tx, id, 'change')
  if (conversation.merged_into_id === null) return conversation
  return openDoor(tx, conversation.merged_into_id)
}
