import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid } from '#platform/refusal.ts'
import type { Conversation } from './door.ts'

/** Gives it to a team, or to none. The person responsible stays: a team may be asked without taking over. */
export async function changeTeam(
  tx: Tx,
  conversation: Conversation,
  wish: { teamId: number | null; actor: Actor },
): Promise<void> {
  if (conversation.team_id === wish.teamId) return
  if (wish.teamId !== null) await refuseUnknown(tx, wish.teamId)
  await tx
    .updateTable('conversations')
    .set({ team_id: wish.teamId })
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .execute()
  await record(tx, {
    type: 'conversation.team_changed',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor: wish.actor,
    data: { from: conversation.team_id, to: wish.teamId },
  })
}

async function refuseUnknown(tx: Tx, teamId: number): Promise<void> {
  const team = await tx.selectFrom('teams').select('id').where('id', '=', teamId).executeTakeFirst()
  if (!team) throw invalid('teamId', 'team_unknown', (locale) => m.conversations_team_unknown({}, { locale }))
}
