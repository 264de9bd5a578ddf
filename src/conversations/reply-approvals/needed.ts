import { sql } from 'kysely'
import { m } from '#texts'
import { type Caller, hasRole } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Conversation } from '../door.ts'

/**
 * Whether somebody's replies in a conversation wait for another's word: because they are new to it, or because of what it is about. Who
 * leads sends by themselves, unless they are named.
 */
export async function needsApproval(
  tx: Tx,
  who: Pick<Caller, 'staffId' | 'role'>,
  conversation: Pick<Conversation, 'brand_id' | 'reason_id'>,
): Promise<boolean> {
  const leads = hasRole(who, 'supervisor')
  const { rows } = await sql<{ isNeeded: boolean }>`
    with recursive about as (
      select id, parent_id from contact_reasons
      where brand_id = ${conversation.brand_id} and id = ${conversation.reason_id} and not ${leads}::boolean
      union
      select above.id, above.parent_id from contact_reasons above join about on above.id = about.parent_id
      where above.brand_id = ${conversation.brand_id}
    )
    select exists (
      select from reply_approval_staff where brand_id = ${conversation.brand_id} and staff_id = ${who.staffId}
      union all
      select from reply_approval_reasons join about on about.id = reason_id where brand_id = ${conversation.brand_id}
    ) as "isNeeded"`.execute(tx)
  return rows[0]?.isNeeded ?? false
}

/** Stops a message that would leave without the approval it needs. */
export async function refuseUnapproved(tx: Tx, caller: Caller, conversation: Conversation): Promise<void> {
  if (!(await needsApproval(tx, caller, conversation))) return
  throw new Refusal(409, 'approval_needed', (locale) => m.reply_approvals_needed({}, { locale }))
}
