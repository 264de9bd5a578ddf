import { sql } from 'kysely'
import { promises, type SamplePromise } from '#database/sample/promises.ts'
import { conversationFor } from '#conversations/door.ts'
import { endPromise, openPromiseFor } from '#conversations/promises/change.ts'
import { makePromise, setWatch } from '#conversations/promises/make.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import type { Desk } from '../../desk.ts'
import type { Dice } from './dice.ts'
import type { Shop } from './furnish.ts'

const hour = 3_600_000

/** What the sample's people have promised: some still to be kept, some too late, most kept. */
export async function givePromises(desk: Desk, shop: Shop, dice: Dice): Promise<void> {
  await inBrands(desk.db, [shop.brandId], async (tx) => {
    for (const promise of promises) {
      const conversationId = await conversationOf(tx, shop.brandId, promise, dice)
      if (conversationId !== undefined) await givePromise(tx, shop, conversationId, promise, dice)
    }
  })
}

/** One under way in the language of the promise, or for one that has ended one that has. */
async function conversationOf(
  tx: Tx,
  brandId: number,
  { language, ended }: SamplePromise,
  dice: Dice,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select id from conversations where brand_id = ${brandId} and language = ${language} and assignee_id is not null
      and status = any (${ended ? ['resolved', 'closed'] : ['open', 'pending_customer']}::text[]) and open_promises = 0
    order by id desc limit 20`.execute(tx)
  return rows.length > 0 ? dice.pick(rows).id : undefined
}

async function givePromise(
  tx: Tx,
  shop: Shop,
  conversationId: number,
  { what, means, madeHoursAgo, dueInHours, ended }: SamplePromise,
  dice: Dice,
): Promise<void> {
  const conversation = await conversationFor(tx, conversationId, 'change')
  const caller = shop.people.find((one) => one.staffId === conversation.assignee_id) ?? dice.pick(shop.people)
  const at = (hours: number) => new Date(Date.now() + hours * hour)
  // The desk takes no promise of the past: it is given for tomorrow and moved to its place in time.
  const id = await makePromise(tx, caller, conversation, { what, means, dueAt: at(24).toISOString() })
  if (ended) await endPromise(tx, caller, await openPromiseFor(tx, id), ended)
  await sql`
    update promises set made_at = ${at(-madeHoursAgo)}, due_at = ${at(dueInHours)}, first_due_at = ${at(dueInHours)},
      remind_at = ${at(dueInHours - 0.5)}, ended_at = ${ended ? at(-ended.hoursAgo) : null},
      reminded_at = case when ${dueInHours < 0.5} then ${at(dueInHours - 0.5)}::timestamptz end,
      overdue_at = case when ${dueInHours < 0 && !ended} then ${at(dueInHours)}::timestamptz end
    where brand_id = ${shop.brandId} and id = ${id}`.execute(tx)
  await sql`update events set at = case type when 'promise.made' then ${at(-madeHoursAgo)}::timestamptz
      else ${at(-(ended?.hoursAgo ?? 0))}::timestamptz end
    where brand_id = ${shop.brandId} and conversation_id = ${conversationId} and type like 'promise.%'`.execute(
    tx,
  )
  if (!ended && dueInHours > 0) await setWatch(tx, { brandId: shop.brandId, id }, at(dueInHours - 0.5))
}
