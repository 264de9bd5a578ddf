import { sql } from 'kysely'
import type { Conversation } from '#conversations/door.ts'
import type { Tx } from '#platform/database.ts'
import { type Known, personalParts } from './personal.ts'

export type Said = { id: number; isOurs: boolean; text: string }

// An article of more than this is not made from a conversation.
const mostMessages = 50
const longestText = 10_000

/** What customer and colleagues wrote, oldest first, and who and what is known of them; notes and what the desk wrote by itself are left out. */
export async function saidIn(tx: Tx, conversation: Conversation): Promise<{ said: Said[]; known: Known }> {
  const { rows } = await sql<Said>`
    select id, direction = 'out' as "isOurs", left(text, ${longestText}) as text from messages
    where brand_id = ${conversation.brand_id} and conversation_id = ${conversation.id} and kind = 'message'
      and not is_automatic and (direction = 'in' or (direction = 'out' and delivery_state is distinct from 'cancelled'))
    order by id limit ${mostMessages}`.execute(tx)
  const desk = await knownIn(tx, conversation)
  // Who introduces themselves in one message is named without that in the next.
  const named = rows
    .flatMap(({ text }) => personalParts(text, desk))
    .flatMap(({ text, removed }) => (removed === 'name' ? [text] : []))
  const said = rows
    .map((row) => ({ ...row, text: withoutManners(row.text) }))
    .filter(({ text }) => text !== '')
  return { said, known: { ...desk, names: [...new Set([...desk.names, ...named])] } }
}

/** Whom and what the desk knows in a conversation. */
async function knownIn(
  tx: Tx,
  { brand_id: brandId, id, customer_id, order_number }: Conversation,
): Promise<Known> {
  const { rows } = await sql<{ names: string[]; orders: string[] }>`
    select array(
      select distinct name from (
        select c.name from customers c where c.brand_id = ${brandId} and c.id = ${customer_id}
        union all select m.author_name from messages m where m.brand_id = ${brandId} and m.conversation_id = ${id}
        union all select s.name from messages m join staff s on s.id = m.staff_id
          where m.brand_id = ${brandId} and m.conversation_id = ${id}
        union all select a->>'name' from messages m, jsonb_array_elements(m.to_addresses || m.cc_addresses) a
          where m.brand_id = ${brandId} and m.conversation_id = ${id}
      ) people where name <> '') as names,
    array(select o.number from orders o where o.brand_id = ${brandId} and o.customer_id = ${customer_id}
      union select s->>'number' from orders o, jsonb_array_elements(o.shipments) s
        where o.brand_id = ${brandId} and o.customer_id = ${customer_id} and s->>'number' is not null) as orders`.execute(
    tx,
  )
  const { names = [], orders = [] } = rows[0] ?? {}
  return { names, orders: order_number ? [...orders, order_number] : orders }
}

const opening =
  /^\s*(?:(?:dear|hi|hello|hey|good (?:morning|afternoon|evening))\b[^\n]{0,60}[,，!:]?|[^\n。]{1,30}(?:様|さま)[、,]?|(?:いつも)?(?:大変)?お世話になって(?:おり|い)ます。?[^\n]{0,30}|[^\n]{0,30}(?:でございます|と申します)。?)\s*\n+/iu
const closing =
  /\n+\s*(?:(?:(?:best|kind|warm|many)\s+)?(?:regards|wishes|thanks|sincerely|cheers|yours[^\n]{0,20})[,!.]?|(?:何卒|どうぞ)?(?:今後とも)?よろしくお願い[^\n]{0,20}|敬具|以上)[^\n]*(?:\n[^\n]{0,60}){0,5}\s*$/iu

/** Without how letters begin and end: an article greets nobody. */
function withoutManners(text: string): string {
  let left = text.replaceAll('\r', '').trim()
  for (let line = 0; line < 3; line++) left = `${left}\n`.replace(opening, '').trim()
  return left.replace(closing, '').trim()
}
