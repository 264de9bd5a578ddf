import { m } from '#texts'
import { answersFor, worksFor } from '#people/staff/works-for.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid } from '#platform/refusal.ts'
import type { Conversation } from './door.ts'

/** Makes a staff member, or nobody, responsible. Assigning to who has it already changes nothing and records nothing. */
export async function assign(
  tx: Tx,
  conversation: Conversation,
  wish: { staffId: number | null; actor: Actor; because?: string },
): Promise<void> {
  if (conversation.assignee_id === wish.staffId) return
  if (wish.staffId !== null) await refuseOutsider(tx, conversation.brand_id, wish.staffId)
  await tx
    .updateTable('conversations')
    .set({
      assignee_id: wish.staffId,
      ...(conversation.status === 'new' && wish.staffId !== null ? { status: 'open' as const } : {}),
    })
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', conversation.id)
    .execute()
  await record(tx, {
    type: 'conversation.assigned',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor: wish.actor,
    data: {
      from: conversation.assignee_id,
      to: wish.staffId,
      ...(wish.because ? { because: wish.because } : {}),
    },
  })
}

async function refuseOutsider(tx: Tx, brandId: number, staffId: number): Promise<void> {
  if (await worksForBrand(tx, brandId, staffId, 'answers')) return
  throw invalid('staffId', 'not_in_brand', (locale) => m.conversations_not_in_brand({}, { locale }))
}

/** Whether somebody active stands inside the brand; with 'answers' also whether they may write to customers. */
export async function worksForBrand(
  tx: Tx,
  brandId: number,
  staffId: number,
  how: 'answers' | 'reads' = 'reads',
): Promise<boolean> {
  const insider = await tx
    .selectFrom('staff')
    .select('id')
    .where('id', '=', staffId)
    .where(how === 'answers' ? answersFor(brandId) : worksFor(brandId))
    .executeTakeFirst()
  return insider !== undefined
}
