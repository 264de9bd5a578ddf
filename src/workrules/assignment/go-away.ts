import { sql } from 'kysely'
import { assign } from '#conversations/assign.ts'
import { conversationFor } from '#conversations/door.ts'
import { audit } from '#people/audit.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { addJob } from '#platform/jobs.ts'
import { offerAgain } from './offer-again.ts'

// More than anybody answers in a day; who holds more keeps the rest and can hand it on in the list.
const mostHandedBack = 300

/** Somebody goes, or is back. With `handsBack` what they have to do becomes everybody's, each conversation with its own event. */
export async function goAway(
  tx: Tx,
  caller: Caller,
  { isAway, handsBack }: { isAway: boolean; handsBack: boolean },
): Promise<{ awaySince: Date | null; handedBack: number }> {
  const { rows } = await sql<{ awaySince: Date | null; wasAway: boolean }>`
    update staff set away_since = ${isAway ? sql`coalesce(staff.away_since, ${now()})` : sql`null`}
    from staff before where staff.id = ${caller.staffId} and before.id = staff.id
    returning staff.away_since as "awaySince", before.away_since is not null as "wasAway"`.execute(tx)
  const [changed] = rows
  if (changed && changed.wasAway !== isAway) {
    const type = isAway ? 'staff.went_away' : 'staff.came_back'
    await audit(tx, { type, actorId: caller.staffId, subjectId: caller.staffId })
    // What waits for their yes may have to go on.
    await addJob(tx, 'tend-approvals', {}, { key: 'tend-approvals' })
    if (!isAway) await offerAgain(tx, tx.inBrands)
  }
  const handedBack = isAway && handsBack ? await handBack(tx, caller) : 0
  return { awaySince: changed?.awaySince ?? null, handedBack }
}

async function handBack(tx: Tx, caller: Caller): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select id from conversations
    where brand_id = any (${[...tx.inBrands]}::bigint[]) and assignee_id = ${caller.staffId}
      and status in ('new', 'open') and merged_into_id is null
    order by id limit ${mostHandedBack}`.execute(tx)
  let count = 0
  for (const { id } of rows) {
    const conversation = await conversationFor(tx, id, 'change')
    if (conversation.assignee_id !== caller.staffId) continue
    await assign(tx, conversation, { staffId: null, actor: actorOf(caller) })
    count++
  }
  return count
}
