import type { Selectable } from 'kysely'
import type { Escalations } from '#database/tables.ts'
import { type Conversation, conversationFor } from '#conversations/door.ts'
import { m } from '#texts'
import { type Caller, hasRole } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { type Level, levelsOf, levelsWith } from './levels.ts'

export type Escalation = Selectable<Escalations>

/** The way to change an escalation: locks its conversation first, as everything about one does, and refuses what is over. */
export async function openEscalationFor(
  tx: Tx,
  id: number,
): Promise<{ escalation: Escalation; conversation: Conversation }> {
  const select = tx
    .selectFrom('escalations')
    .selectAll()
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('id', '=', id)
  const known = await select.executeTakeFirst()
  if (!known) throw notFound('escalation')
  const conversation = await conversationFor(tx, known.conversation_id, 'change')
  const escalation = await select.forUpdate().executeTakeFirstOrThrow()
  if (escalation.ended_at !== null)
    throw new Refusal(409, 'escalation_over', (locale) => m.escalation_over({}, { locale }))
  return { escalation, conversation }
}

export type May = { accept: boolean; sendBack: boolean; goUp: boolean; end: boolean }

/**
 * What somebody may do about an escalation. It is taken over by who is asked: the level's people, its deputy, those of levels above; admins
 * always. Handed on or ended it is by them, by who has it, and by supervisors.
 */
export async function mayDo(
  tx: Tx,
  caller: Caller,
  escalation: Pick<Escalation, 'brand_id' | 'level_id' | 'holder_id' | 'state' | 'ended_at'>,
  levels?: readonly Level[],
): Promise<May> {
  const isOpen = escalation.ended_at === null && hasRole(caller, 'agent')
  const all = levels ?? (await levelsOf(tx, escalation.brand_id))
  const here = all.findIndex((one) => one.id === escalation.level_id)
  const own = await levelsWith(tx, escalation.brand_id, caller.staffId)
  const isAsked =
    hasRole(caller, 'admin') ||
    all.some(
      (level, at) => at >= here && (own.has(level.id) || (at === here && level.deputyId === caller.staffId)),
    )
  const isHolder = escalation.holder_id === caller.staffId
  const leads = isAsked || isHolder || hasRole(caller, 'supervisor')
  return {
    accept: isOpen && escalation.state === 'waiting' && isAsked,
    sendBack: isOpen && (isAsked || isHolder),
    goUp: isOpen && leads && here < all.length - 1,
    end: isOpen && leads,
  }
}

export function notAsked(): Refusal {
  return new Refusal(403, 'not_asked', (locale) => m.escalation_not_asked({}, { locale }))
}
