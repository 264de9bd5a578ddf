import { sql } from 'kysely'
import { m } from '#texts'
import { type Caller, hasRole } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Conversation } from '../door.ts'
import { reasonsAskedFor } from './reasons-asked-for.ts'

type Who = Pick<Caller, 'staffId' | 'role'>

/** Why a reply waits: who writes it (no reason is named), or what it is about, or was about until somebody who may not said otherwise. */
export type Because = { reasonId: number | null; isTakenOff: boolean }

/**
 * Why somebody's replies in a conversation wait for another's word, or null: because they are new to it, or because of what it is about.
 * Who leads sends by themselves, unless they are named.
 */
export async function needsApproval(tx: Tx, who: Who, conversation: Conversation): Promise<Because | null> {
  if (await isNamed(tx, who, conversation.brand_id)) return { reasonId: null, isTakenOff: false }
  return hasRole(who, 'supervisor') ? null : becauseOfReason(tx, conversation)
}

async function isNamed(tx: Tx, { staffId }: Who, brandId: number): Promise<boolean> {
  const named = await tx
    .selectFrom('reply_approval_staff')
    .select('staff_id')
    .where('brand_id', '=', brandId)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return named !== undefined
}

/** What a conversation is about, what is above that, and what an agent took off since it was last answered. */
async function becauseOfReason(tx: Tx, { brand_id, id, reason_id }: Conversation): Promise<Because | null> {
  const { rows } = await sql<Because>`
    with recursive asked as (select reason_id from reply_approval_reasons where brand_id = ${brand_id}),
    about as (
      select r.id, r.parent_id, r.id as "reasonId", r.id is distinct from ${reason_id}::bigint as "isTakenOff"
      from contact_reasons r
      where r.brand_id = ${brand_id} and exists (select from asked) and r.id in (${reasonsAskedFor(brand_id, id)})
      union
      select above.id, above.parent_id, about."reasonId", about."isTakenOff"
      from contact_reasons above join about on above.id = about.parent_id
      where above.brand_id = ${brand_id}
    )
    select "reasonId", "isTakenOff" from about join asked on asked.reason_id = about.id
    order by "isTakenOff", "reasonId" limit 1`.execute(tx)
  return rows[0] ?? null
}

/** Stops a message that would leave without the approval it needs. */
export async function refuseUnapproved(tx: Tx, caller: Caller, conversation: Conversation): Promise<void> {
  const because = await needsApproval(tx, caller, conversation)
  if (!because) return
  const say = because.isTakenOff ? m.reply_approvals_needed_still : m.reply_approvals_needed
  throw new Refusal(409, 'approval_needed', (locale) => say({}, { locale }))
}

/** Rules and colleagues send what templates say: whose words are looked at first does not change them, which would be a way round it. */
export async function refuseNewcomer(tx: Tx, caller: Caller, brandId: number): Promise<void> {
  if (!(await isNamed(tx, caller, brandId))) return
  throw new Refusal(403, 'approval_needed', (locale) => m.reply_approvals_no_templates({}, { locale }))
}
