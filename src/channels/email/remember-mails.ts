import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'

// A header of thousands of references or recipients is no conversation between people.
export const mostReferences = 100
const mostParticipants = 50

export type Remembered = {
  brandId: number
  conversationId: number
  /** The customer of the conversation. */
  customerId: number
  mailIds: readonly string[]
  others: readonly string[]
}

/**
 * Keeps every id a mail names for the conversation's customer, also of mails not seen yet, so that those find their way whenever they
 * come; and the people it names, who may answer in it.
 */
export async function rememberMails(tx: Tx, mails: readonly Remembered[]): Promise<void> {
  const rows = mails.map((mail) => ({
    ...mail,
    others: mail.others.length <= mostParticipants ? mail.others : [],
  }))
  // Sorted, so that two transactions that insert the same ids take the locks in one order.
  await sql`
    with given as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}::json)
        as one ("brandId" bigint, "conversationId" bigint, "customerId" bigint, "mailIds" text[], others text[])
    ), named as (
      insert into participants (brand_id, conversation_id, address)
      select distinct "brandId", "conversationId", address from given, unnest(others) as address order by 1, 2, 3
      on conflict do nothing
    )
    insert into mail_references (brand_id, customer_id, mail_id, conversation_id)
    select distinct on (1, 2, 3) "brandId", "customerId", mail_id, "conversationId"
    from given, unnest("mailIds") as mail_id order by 1, 2, 3
    on conflict do nothing`.execute(tx)
}
