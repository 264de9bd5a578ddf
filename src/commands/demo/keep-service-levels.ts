import { sql } from 'kysely'
import { serviceLevels } from '#database/sample/service-levels.ts'
import { changeStatus } from '#conversations/change-status.ts'
import { conversationFor } from '#conversations/door.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import { createServiceLevel } from '#workrules/service-levels/change-service-level.ts'
import { reckonBrand } from '#workrules/service-levels/reckon-clocks.ts'
import { ringAlarms } from '#workrules/service-levels/ring-alarms.ts'
import type { Desk } from '../../desk.ts'
import type { Dice } from './dice.ts'
import type { Shop } from './furnish.ts'

const actor = { kind: 'system' as const }
const context = { attempt: 1, isLastAttempt: false }
const withClient = 5

/** The sample's service levels as if they had held all the time: clocks that run, some that stand, and some that were missed. */
export async function keepServiceLevels(desk: Desk, shop: Shop, dice: Dice): Promise<void> {
  const { brandId } = shop
  await inBrands(desk.db, [brandId], async (tx) => {
    for (const level of serviceLevels) await createServiceLevel(tx, { ...level, brandId }, actor)
    await sql`update service_levels set created_at = now() - interval '90 days' where brand_id = ${brandId}`.execute(
      tx,
    )
    await resolveForgotten(tx, brandId)
    const { rows } = await sql<{ id: number }>`
      select id from conversations where brand_id = ${brandId} and status in ('new', 'open') and snoozed_until is null
        and assignee_id is not null order by last_message_at desc limit ${withClient * 3}`.execute(tx)
    for (const { id } of rows.filter((_, at) => at % 3 === 0)) {
      await changeStatus(tx, await conversationFor(tx, id, 'change'), { status: 'pending_client', actor })
      // Asked some hours ago, after the customer had written.
      await sql`
        update events e set at = greatest(now() - make_interval(mins => ${60 + dice.below(240)}),
          c.last_message_at + interval '5 minutes')
        from conversations c where (c.brand_id, c.id) = (e.brand_id, e.conversation_id) and e.brand_id = ${brandId}
          and e.id = (select max(id) from events where brand_id = ${brandId} and conversation_id = ${id}
            and type = 'conversation.status_changed')`.execute(tx)
    }
  })
  await reckonBrand(desk)({ brandId }, context)
  await ringAlarms(desk)({}, context)
  await inBrands(desk.db, [brandId], (tx) =>
    sql`update events set at = (data->>'dueAt')::timestamptz
      where brand_id = ${brandId} and type = 'service_level.breached'`.execute(tx),
  )
}

/** What ended with a word of thanks weeks ago was resolved then. */
async function resolveForgotten(tx: Tx, brandId: number): Promise<void> {
  const { rows } = await sql<{ id: number; lastAt: Date }>`
    select id, last_message_at as "lastAt" from conversations where brand_id = ${brandId} and status in ('new', 'open', 'pending_customer')
      and snoozed_until is null and last_message_at < now() - interval '6 days'
      and not exists (select from promises where brand_id = ${brandId} and conversation_id = conversations.id)`.execute(
    tx,
  )
  for (const { id, lastAt } of rows) {
    await changeStatus(tx, await conversationFor(tx, id, 'change'), { status: 'resolved', actor })
    await sql`
      update events set at = ${lastAt}::timestamptz + interval '40 minutes' where brand_id = ${brandId} and id = (
        select max(id) from events where brand_id = ${brandId} and conversation_id = ${id})`.execute(tx)
    await sql`
      update conversations set resolved_at = ${lastAt}::timestamptz + interval '40 minutes'
      where brand_id = ${brandId} and id = ${id}`.execute(tx)
  }
}
