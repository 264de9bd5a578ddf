import { sql } from 'kysely'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Conversation } from './door.ts'
import { isRead, type Sender, senderOf } from './read-by-person.ts'

// Two machines that have not understood each other as such must not write to each other for ever.
const mostADay = 3

type Last = { kind: string } & Sender

/** Refuses to answer by itself where no person would read it, and where the customer has had enough of a rule's answers today. */
export async function refuseMachine(tx: Tx, conversation: Conversation, ruleId: number): Promise<void> {
  await refuseNobody(tx, conversation)
  const said = await saidToday(tx, conversation, ruleId)
  if (said.total >= mostADay || said.byThis > 0) {
    throw new Refusal(409, 'answered_enough', (locale) => m.conversations_answered_enough({}, { locale }))
  }
}

/**
 * Refuses to write by itself where no person would read it: what came last is a machine's, a list's or a report, is from an address nobody
 * reads, is forged or our own.
 */
export async function refuseNobody(tx: Tx, conversation: Conversation): Promise<void> {
  const { rows } = await sql<Last>`
    select m.kind, ${senderOf('m')}
    from messages m
    where m.brand_id = ${conversation.brand_id} and m.conversation_id = ${conversation.id} and m.direction = 'in'
    order by m.id desc limit 1`.execute(tx)
  const [last] = rows
  if (conversation.status === 'spam') throw notToPerson()
  if (last && (last.kind !== 'message' || !isRead(last))) {
    throw notToPerson()
  }
}

/** What rules have said to the customer within a day, and this one here. */
async function saidToday(
  tx: Tx,
  conversation: Conversation,
  ruleId: number,
): Promise<{ total: number; byThis: number }> {
  const { rows } = await sql<{ total: number; byThis: number }>`
    select count(*)::int as total,
      count(*) filter (where m.conversation_id = ${conversation.id} and (m.details->>'ruleId')::bigint = ${ruleId})::int as "byThis"
    from conversations c join messages m on (m.brand_id, m.conversation_id) = (c.brand_id, c.id)
    where c.brand_id = ${conversation.brand_id} and c.customer_id = ${conversation.customer_id}
      and c.last_message_at > now() - interval '1 day'
      and m.direction = 'out' and m.is_automatic and m.details ? 'ruleId' and m.created_at > now() - interval '1 day'`.execute(
    tx,
  )
  return rows[0] ?? { total: 0, byThis: 0 }
}

function notToPerson(): Refusal {
  return new Refusal(409, 'no_person_reads', (locale) => m.conversations_no_person_reads({}, { locale }))
}
