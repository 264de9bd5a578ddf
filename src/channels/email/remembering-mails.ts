import { type RawBuilder, sql } from 'kysely'
import { asJson } from '#platform/as-json.ts'

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
 * The writes that keep every id a mail names for the conversation's customer, also of mails not seen yet, so that those find their way
 * whenever they come; and the people it names, who may answer in it.
 */
export function rememberingMails(mails: readonly Remembered[]): RawBuilder<unknown>[] {
  const people = mails.filter((mail) => mail.others.length > 0 && mail.others.length <= mostParticipants)
  const named = mails.filter((mail) => mail.mailIds.length > 0)
  return [
    ...(named.length > 0 ? [keepingIds(named)] : []),
    ...(people.length > 0 ? [keepingPeople(people)] : []),
  ]
}

// Sorted, so that two transactions that insert the same take their locks in one order.
function keepingIds(mails: readonly Remembered[]): RawBuilder<unknown> {
  return sql`
    insert into mail_references (brand_id, customer_id, mail_id, conversation_id)
    select distinct on (1, 2, 3) "brandId", "customerId", mail_id, "conversationId"
    from json_to_recordset(${asJson(mails)}::json)
      as one ("brandId" bigint, "conversationId" bigint, "customerId" bigint, "mailIds" text[]), unnest("mailIds") as mail_id
    order by 1, 2, 3
    on conflict do nothing`
}

function keepingPeople(mails: readonly Remembered[]): RawBuilder<unknown> {
  return sql`
    insert into participants (brand_id, conversation_id, address)
    select distinct "brandId", "conversationId", address
    from json_to_recordset(${asJson(mails)}::json) as one ("brandId" bigint, "conversationId" bigint, others text[]),
      unnest(others) as address
    order by 1, 2, 3
    on conflict do nothing`
}
