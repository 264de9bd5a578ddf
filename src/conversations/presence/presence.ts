import { sql } from 'kysely'
import { type Caller, hasRole } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'

type Place = { brand_id: number; id: number }
type Present = { staff: { id: number; name: string }; isWriting: boolean; at: Date }

const forgottenAfter = 20_000

/**
 * Renews that somebody looks or writes, and with it their lock. True when this is news to others. What is old is removed on the way:
 * a row lives only while its browser tab does.
 */
export async function announce(
  tx: Tx,
  caller: Caller,
  conversation: Place,
  wish: { connection: string; isWriting: boolean },
): Promise<boolean> {
  await sql`delete from presence where brand_id = ${conversation.brand_id} and conversation_id = ${conversation.id}
    and at < ${oldest()}::timestamptz`.execute(tx)
  const { rows } = await sql<{ was: boolean | null }>`
    with before as (
      select is_writing from presence where brand_id = ${conversation.brand_id} and conversation_id = ${conversation.id}
        and staff_id = ${caller.staffId} and connection = ${wish.connection}
    )
    insert into presence (brand_id, conversation_id, staff_id, connection, is_writing, at)
    values (${conversation.brand_id}, ${conversation.id}, ${caller.staffId}, ${wish.connection}, ${wish.isWriting}, ${now()})
    on conflict (brand_id, conversation_id, staff_id, connection)
      do update set is_writing = excluded.is_writing, at = excluded.at
    returning (select is_writing from before) as was`.execute(tx)
  if (wish.isWriting && hasRole(caller, 'agent')) await renewLock(tx, caller, conversation)
  return rows[0]?.was !== wish.isWriting
}

export async function leave(
  tx: Tx,
  caller: Caller,
  conversation: Place,
  connection: string,
): Promise<boolean> {
  const left = await tx
    .deleteFrom('presence')
    .where('brand_id', '=', conversation.brand_id)
    .where('conversation_id', '=', conversation.id)
    .where('staff_id', '=', caller.staffId)
    .where('connection', '=', connection)
    .executeTakeFirst()
  return left.numDeletedRows > 0n
}

/** Colleagues who have it open, each once however many tabs they have. */
export async function othersIn(tx: Tx, caller: Caller, conversation: Place): Promise<Present[]> {
  const { rows } = await sql<Present>`
    select jsonb_build_object('id', staff.id, 'name', staff.name) as staff,
      bool_or(presence.is_writing) as "isWriting", max(presence.at) as at
    from presence join staff on staff.id = presence.staff_id
    where presence.brand_id = ${conversation.brand_id} and presence.conversation_id = ${conversation.id}
      and presence.staff_id <> ${caller.staffId} and presence.at >= ${oldest()}::timestamptz
    group by staff.id, staff.name order by bool_or(presence.is_writing) desc, staff.name`.execute(tx)
  return rows
}

async function renewLock(tx: Tx, caller: Caller, conversation: Place): Promise<void> {
  await tx
    .updateTable('conversations')
    .set({ locked_until: new Date(now().getTime() + 120_000) })
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .where('locked_by_id', '=', caller.staffId)
    .where('locked_until', '>', now())
    .execute()
}

const oldest = () => new Date(now().getTime() - forgottenAfter)
