import { sql } from 'kysely'
import type { Conversation } from '#conversations/door.ts'
import type { Tx } from '#platform/database.ts'

// A header of thousands of references or recipients is no conversation between people.
export const mostReferences = 100
const mostParticipants = 50

/**
 * Keeps every id a mail names for the conversation's customer, also of mails not seen yet, so that those find their way whenever they
 * come; and the people it names, who may answer in it.
 */
export async function rememberMail(
  tx: Tx,
  conversation: Pick<Conversation, 'brand_id' | 'id' | 'customer_id'>,
  mail: { mailIds: readonly string[]; others: readonly string[] },
): Promise<void> {
  const { brand_id, id, customer_id } = conversation
  const others = mail.others.length <= mostParticipants ? mail.others : []
  if (mail.mailIds.length === 0 && others.length === 0) return
  // Sorted, so that two transactions that insert the same ids take the locks in one order.
  const mailIds = [...new Set(mail.mailIds)].sort()
  await sql`
    with named as (
      insert into participants (brand_id, conversation_id, address)
      select ${brand_id}, ${id}, address from unnest(${[...new Set(others)].sort()}::text[]) as address
      on conflict do nothing
    )
    insert into mail_references (brand_id, customer_id, mail_id, conversation_id)
    select ${brand_id}, ${customer_id}, mail_id, ${id} from unnest(${mailIds}::text[]) as mail_id
    on conflict do nothing`.execute(tx)
}
