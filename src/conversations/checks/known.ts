import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { Conversation } from '../door.ts'

/** Everybody a conversation knows: addresses in lower case, and the names of those outside the house. */
export type Known = { addresses: Set<string>; names: string[] }

export async function knownIn(tx: Tx, conversation: Conversation): Promise<Known> {
  const { rows } = await sql<{ address: string | null; name: string | null }>`
    with said as (
      select m.direction, m.from_address, m.author_name, m.to_addresses || m.cc_addresses || m.bcc_addresses as others
      from messages m
      where m.brand_id = ${conversation.brand_id} and m.conversation_id = ${conversation.id} and m.direction <> 'note'
        and m.delivery_state is distinct from 'cancelled'
      order by m.id desc limit 200
    )
    select from_address as address, case when direction = 'in' then author_name end as name from said
    union select one->>'address', one->>'name' from said cross join jsonb_array_elements(said.others) one
    union select coalesce(i.value, ''), c.name from customers c
      left join identities i on i.brand_id = c.brand_id and i.customer_id = c.id and i.kind = 'email'
      where c.brand_id = ${conversation.brand_id} and c.id = ${conversation.customer_id}
    union select address, null from participants
      where brand_id = ${conversation.brand_id} and conversation_id = ${conversation.id}
    union select address, null from mailboxes where brand_id = ${conversation.brand_id}`.execute(tx)
  return {
    addresses: new Set(rows.flatMap(({ address }) => (address ? [address.toLowerCase()] : []))),
    names: [...new Set(rows.flatMap(({ name }) => (name?.trim() ? [name.trim()] : [])))],
  }
}

/** Which of these addresses are of people who work here: a copy to a colleague goes to no stranger. */
export async function colleaguesAmong(tx: Tx, addresses: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('staff')
    .select('email')
    .where('email', 'in', [...addresses])
    .where('deactivated_at', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.email))
}

/**
 * Which of these order numbers are another customer's and not this one's. A number that the customer wrote themselves, such as that of a
 * present they got, gives nothing away.
 */
export async function othersOrders(
  tx: Tx,
  conversation: Conversation,
  numbers: readonly string[],
): Promise<string[]> {
  const spelled = [...new Set(numbers.flatMap((one) => [one, one.toUpperCase(), one.replace(/^#/, '')]))]
  const { brand_id: brandId, customer_id: customerId, id } = conversation
  const { rows } = await sql<{ number: string }>`
    with named as (select unnest(${spelled}::text[]) as number)
    select number from named
    where exists (
      select from orders where brand_id = ${brandId} and orders.number = named.number and customer_id <> ${customerId}
      union all select from conversations
      where brand_id = ${brandId} and order_number = named.number and customer_id <> ${customerId}
    ) and not exists (
      select from orders where brand_id = ${brandId} and orders.number = named.number and customer_id = ${customerId}
      union all select from conversations
      where brand_id = ${brandId} and order_number = named.number and customer_id = ${customerId}
      union all select from messages
      where brand_id = ${brandId} and conversation_id = ${id} and direction = 'in'
        and strpos(lower(normalize(text, nfkc)), lower(named.number)) > 0
    )`.execute(tx)
  const others = new Set(rows.map((row) => row.number))
  return numbers.filter((one) =>
    [one, one.toUpperCase(), one.replace(/^#/, '')].some((form) => others.has(form)),
  )
}
