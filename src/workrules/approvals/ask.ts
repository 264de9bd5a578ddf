import type { Conversation } from '#conversations/door.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import type { Role } from '#platform/endpoint.ts'
import { type Actor, record } from '#platform/events.ts'
import type { Locale } from '#platform/locale.ts'
import { Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import { standing, workplaceOf } from './approvers.ts'
import { chainFor } from './chains.ts'
import type { Level } from './contract.ts'
import { dueAt, setWatch } from './pass-on.ts'

/** What somebody is to say yes to. */
export type ApprovalWish = {
  /** For whom it is: 'grant' and its id. Whoever asks finds it in `approval.decided` again. */
  for: { kind: string; id: number }
  subject: Record<Locale, string>
  why: string
  /** Who is asked: a chain of the brand, or levels of one's own. */
  by: { chainId: number } | { levels: readonly Level[] }
  /** Nobody when a flow asks that no person started; who has asked never decides. */
  askedById: number | null
  actor: Actor
  /** Whose yes is enough before the last level; left out, everybody's. */
  enoughRoles?: readonly Role[]
}

/**
 * Asks for approval, in the transaction of what waits for it. What is decided is told by the event `approval.decided` with
 * `data: {approvalId, for, state, comment}`. Refused when nobody could ever decide it.
 */
export async function askApproval(tx: Tx, conversation: Conversation, wish: ApprovalWish): Promise<number> {
  const brandId = conversation.brand_id
  const levels = 'levels' in wish.by ? wish.by.levels : (await chainFor(tx, wish.by.chainId)).levels
  const { level, asked } = standing(await workplaceOf(tx, brandId), levels, 0, wish.askedById)
  if (asked.length === 0)
    throw new Refusal(409, 'nobody_approves', (locale) => m.authority_nobody_approves({}, { locale }))
  const due = await dueAt(tx, brandId, levels[level])
  const { id } = await tx
    .insertInto('approvals')
    .values({
      brand_id: brandId,
      conversation_id: conversation.id,
      for_kind: wish.for.kind,
      for_id: wish.for.id,
      subject: JSON.stringify(wish.subject),
      why: wish.why,
      asked_by_id: wish.askedById,
      asked_at: now(),
      levels: JSON.stringify(levels),
      enough_roles: wish.enoughRoles ? [...wish.enoughRoles] : null,
      level,
      level_since: now(),
      due_at: due,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (due) await setWatch(tx, { brandId, id }, due)
  await record(tx, {
    type: 'approval.asked',
    brandId,
    conversationId: conversation.id,
    actor: wish.actor,
    data: { approvalId: id, for: wish.for, subject: wish.subject, level: levels[level]?.name ?? '' },
  })
  return id
}
