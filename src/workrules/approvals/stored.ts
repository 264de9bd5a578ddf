import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Approvals } from '#database/tables.ts'
import { type Conversation, conversationFor } from '#conversations/door.ts'
import type { Tx } from '#platform/database.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import { type Level, level } from './contract.ts'

export type ApprovalRow = Omit<Selectable<Approvals>, 'levels'> & { levels: Level[] }

export const readLevels = (stored: unknown): Level[] => z.array(level).parse(stored)

/** The way to decide or move an approval: locks its conversation first, as everything about one does, then the approval itself. */
export async function lockedApproval(tx: Tx, id: number): Promise<ApprovalRow> {
  const select = tx
    .selectFrom('approvals')
    .selectAll()
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('id', '=', id)
  const known = await select.executeTakeFirst()
  if (!known) throw notFound('approval')
  await lockedConversation(tx, known.conversation_id)
  const found = await select.forUpdate().executeTakeFirstOrThrow()
  return { ...found, levels: readLevels(found.levels) }
}

/** A conversation to be changed, or the one it was merged into, however often: what hangs on it goes on there. */
export async function lockedConversation(tx: Tx, id: number): Promise<Conversation> {
  const { merged_into_id: into } = await conversationFor(tx, id, 'read')
  return into === null ? conversationFor(tx, id, 'change') : lockedConversation(tx, into)
}

export function refuseDecided(approval: ApprovalRow): void {
  if (approval.state !== 'waiting')
    throw new Refusal(409, 'approval_decided', (locale) => m.authority_approval_decided({}, { locale }))
}
