import { sql } from 'kysely'
import { asJson } from '#platform/as-json.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { addJob } from '#platform/jobs.ts'
import type { Refusal } from '#platform/refusal.ts'

const minute = 60_000
const longest = 60 * minute

type Refused = { conversationId: number; actor: Actor; refusal: Refusal }

/** Offers again later what could not be given, after a pause that doubles up to an hour, and says so in the conversation the first time. */
export async function putOff(
  tx: Tx,
  brandId: number,
  { conversationId, actor, refusal }: Refused,
): Promise<void> {
  const because = { en: refusal.say('en'), ja: refusal.say('ja') }
  const { rows } = await sql<{ tries: number }>`
    update assignment_wishes set tries = least(tries + 1, 1000), refused = ${asJson(because)}::jsonb
    where brand_id = ${brandId} and conversation_id = ${conversationId} returning tries`.execute(tx)
  const tries = rows[0]?.tries ?? 1
  const pause = Math.min(longest, minute * 2 ** Math.min(tries - 1, 10))
  await sql`
    update assignment_wishes set offer_at = ${new Date(now().getTime() + pause)}
    where brand_id = ${brandId} and conversation_id = ${conversationId}`.execute(tx)
  if (tries > 1) return
  await record(tx, { type: 'assignment.put_off', brandId, conversationId, actor, data: { because } })
}

/** Sets the job that offers what was put off, when the first of it may be offered. */
export async function offerLater(tx: Tx, brandId: number): Promise<void> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(offer_at) as at from assignment_wishes
    where brand_id = ${brandId} and is_waiting and refused is not null`.execute(tx)
  const at = rows[0]?.at
  if (at) await addJob(tx, 'offer-waiting', { brandId }, { key: `offer-waiting-later ${brandId}`, runAt: at })
}
