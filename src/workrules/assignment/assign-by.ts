import { sql } from 'kysely'
import { assign } from '#conversations/assign.ts'
import type { Conversation } from '#conversations/door.ts'
import { m } from '#texts'
import { asJson } from '#platform/as-json.ts'
import { now } from '#platform/clock.ts'
import { lockByName, type Tx } from '#platform/database.ts'
import type { Actor } from '#platform/events.ts'
import { Refusal } from '#platform/refusal.ts'
import { candidatesOf, isOfTeam } from './candidates.ts'
import { choose, type Way } from './choose.ts'

type Wish = { way: Way; teamId: number | null; skill: string | null; actor: Actor }

/**
 * Gives a conversation to whoever it falls to; one that somebody present has stays with them. One at a time within a brand, so that two given out
 * at once do not both go to the last free place. The wish is kept, also when nobody is free: it is offered again as soon as somebody is.
 */
export async function assignBy(tx: Tx, conversation: Conversation, wish: Wish): Promise<void> {
  const { brand_id: brandId, language } = conversation
  await lockByName(tx, `assignment of ${brandId}`)
  const candidates = (await candidatesOf(tx, brandId)).filter(isOfTeam(wish.teamId))
  if (await isInHands(tx, conversation)) return waitNoLonger(tx, conversation)
  const beforeId = await whoHadCustomer(tx, conversation)
  const chosen = choose(candidates, { way: wish.way, skill: wish.skill, language, beforeId })
  await keepWish(tx, conversation, wish)
  if (!chosen)
    throw new Refusal(409, 'nobody_free', (locale) => m.assignment_nobody_free({}, { locale }), {
      keeps: true,
    })
  const { staffId, because } = chosen
  await assign(tx, conversation, { staffId, actor: wish.actor, because })
  await sql`
    insert into brand_staff (brand_id, staff_id, given_at) values (${brandId}, ${staffId}, ${now()})
    on conflict (brand_id, staff_id) do update set given_at = excluded.given_at`.execute(tx)
}

/** For what goes on; assigning it then says by itself that it waits no longer. */
async function keepWish(tx: Tx, conversation: Conversation, wish: Wish): Promise<void> {
  const { brand_id: brandId, id, language, status, snoozed_until } = conversation
  if (!isUnderWay.has(status)) return
  const isWaiting = (status === 'new' || status === 'open') && snoozed_until === null
  await sql`
    insert into assignment_wishes (brand_id, conversation_id, way, team_id, skill, language, actor, is_waiting, wished_at, offer_at)
    values (${brandId}, ${id}, ${wish.way}, ${wish.teamId}, ${wish.skill}, ${language}, ${asJson(wish.actor)}::jsonb,
      ${isWaiting}, ${now()}, ${now()})
    on conflict (brand_id, conversation_id) do update
      set way = excluded.way, team_id = excluded.team_id, skill = excluded.skill, language = excluded.language,
        actor = excluded.actor, is_waiting = excluded.is_waiting`.execute(tx)
}

const isUnderWay: ReadonlySet<string> = new Set([
  'new',
  'open',
  'pending_customer',
  'pending_client',
  'on_hold',
])

/** Whoever had it is back before anybody else was free. */
async function waitNoLonger(tx: Tx, { brand_id, id }: Conversation): Promise<void> {
  await tx
    .updateTable('assignment_wishes')
    .set({ is_waiting: false })
    .where('brand_id', '=', brand_id)
    .where('conversation_id', '=', id)
    .execute()
}

async function isInHands(tx: Tx, { assignee_id }: Conversation): Promise<boolean> {
  if (assignee_id === null) return false
  const holder = await tx
    .selectFrom('staff')
    .select('id')
    .where('id', '=', assignee_id)
    .where('away_since', 'is', null)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst()
  return holder !== undefined
}

/** Who answered the customer last, in this conversation or another. */
async function whoHadCustomer(tx: Tx, conversation: Conversation): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select c.assignee_id as id from conversations c
    where c.brand_id = ${conversation.brand_id} and c.customer_id = ${conversation.customer_id}
      and c.assignee_id is not null and c.id <> ${conversation.id}
    order by c.last_message_at desc, c.id desc limit 1`.execute(tx)
  return rows[0]?.id ?? null
}
