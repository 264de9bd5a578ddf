import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { now } from '#platform/clock.ts'
import type { Happening } from './clock.ts'
import type { Facts } from './policies.ts'

/** A conversation as its clocks need to know it. */
export type History = Facts & {
  id: number
  status: string
  isMerged: boolean
  nextDueAt: Date | null
  happenings: Happening[]
  /** When an answer that is to leave later counts as given. */
  answeredLater: Date | null
}

type Row = Omit<History, 'happenings' | 'answeredLater'>
type Said = {
  conversationId: number
  at: Date
  what: 'asked' | 'answered'
  messageId: number
  /** Written to leave later: until then it is no answer. */
  isLater: boolean
}
type Stood = { conversationId: number; at: Date; status: string }

/**
 * Conversations with all that has happened to them, locked so that two reckonings of one follow each other. What was said stands in the
 * messages, which merges and splits move; an answer taken back is none, and one that is to leave later is none yet.
 */
export async function historiesOf(tx: Tx, brandId: number, ids: readonly number[]): Promise<History[]> {
  const wanted = [...ids]
  const { rows } = await sql<Row>`
    select c.id, c.status, c.priority, c.channel, c.language, c.team_id as "teamId", c.service_level_id as "givenLevelId",
      array(with recursive up (id) as (
        select c.reason_id
        union select r.parent_id from contact_reasons r join up on r.brand_id = c.brand_id and r.id = up.id
      ) select id from up where id is not null) as "reasonIds",
      c.merged_into_id is not null as "isMerged", c.next_due_at as "nextDueAt",
      array(select t.name from conversation_tags ct join tags t on (t.brand_id, t.id) = (ct.brand_id, ct.tag_id)
        where ct.brand_id = c.brand_id and ct.conversation_id = c.id) as tags
    from conversations c where c.brand_id = ${brandId} and c.id = any (${wanted}::bigint[])
    order by c.id for no key update of c`.execute(tx)
  const said = await sql<Said>`
    select m.conversation_id as "conversationId", m.id as "messageId",
      case when m.direction = 'in' then 'asked' else 'answered' end as what,
      case when later.is then m.send_at else m.created_at end as at, later.is as "isLater"
    from messages m
      cross join lateral (select coalesce(m.direction = 'out' and m.send_at > m.created_at + interval '1 minute', false) as is) later
    where m.brand_id = ${brandId} and m.conversation_id = any (${wanted}::bigint[]) and (
      (m.direction = 'in' and m.kind = 'message')
      or (m.direction = 'out' and not m.is_automatic and m.staff_id is not null and not m.details ? 'forwardOf'
        and m.delivery_state is distinct from 'cancelled'))`.execute(tx)
  const stood = await sql<Stood>`
    select conversation_id as "conversationId", at, data->>'to' as status from events
    where brand_id = ${brandId} and conversation_id = any (${wanted}::bigint[]) and type = 'conversation.status_changed'
    order by id`.execute(tx)
  return rows.map((row) => ({
    ...row,
    ...heardOf(
      row,
      said.rows.filter((one) => one.conversationId === row.id),
      stood.rows.filter((one) => one.conversationId === row.id),
    ),
  }))
}

function heardOf(row: Row, said: readonly Said[], stood: readonly Stood[]) {
  const until = now().getTime()
  // What has been said was said, also when the clock has gone back since.
  const isPast = ({ at, isLater }: Said) => !isLater || at.getTime() <= until
  const happenings: Happening[] = [
    ...said.filter(isPast).map(({ at, what, messageId }) => ({ at: at.getTime(), what, messageId })),
    ...stood.map(({ at, status }) => ({ at: at.getTime(), what: 'status' as const, status })),
  ]
  // Some states come about without an event of their own: a blocked customer's mail, an answer taken back.
  if ((stood.at(-1)?.status ?? 'new') !== row.status) {
    const at = Math.max(0, ...happenings.map((one) => one.at))
    happenings.push({ at, what: 'status', status: row.status })
  }
  const later = said.filter((one) => !isPast(one)).map((one) => one.at.getTime())
  return { happenings, answeredLater: later.length > 0 ? new Date(Math.min(...later)) : null }
}
