import type { Tx } from '#platform/database.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { tellStaff } from './tell-staff.ts'
import type { noticeKinds } from './contract.ts'

type Told = {
  teamId?: number | null
  ownerId?: number | null
  askedById?: number | null
  expert?: string | null
}

type Kind = Extract<(typeof noticeKinds)[number], `task_${string}`>

const kinds: Record<string, Kind> = {
  'task.asked': 'task_asked',
  'task.asked_on': 'task_asked',
  'task.given': 'task_asked',
  'task.reminded': 'task_near',
  'task.overdue': 'task_overdue',
  'task.answered': 'task_answered',
  'task.answer_doubted': 'task_doubted',
  'task.cancelled': 'task_cancelled',
  'task.failed': 'task_failed',
}

/**
 * Questions to others: those who are asked hear of them, and that they need not answer any more, wherever they work; of an answer, of none in
 * time, and of a mail that did not arrive, whoever asked, or who has the conversation when a rule did.
 */
export async function ofTask(tx: Tx, event: RecordedEvent): Promise<number[]> {
  const kind = kinds[event.type]
  if (!kind) return []
  const told = event.data as Told
  const asked = kind === 'task_answered' ? [] : await askedOf(tx, event, told)
  const isForAsked = kind === 'task_asked' || kind === 'task_near' || kind === 'task_cancelled'
  const askers = isForAsked ? [] : [await askerOf(tx, event, told)]
  const whom = [...asked, ...askers].filter((one) => typeof one === 'number')
  return tellStaff(tx, event, kind, whom, event.data, { beyondBrand: true })
}

/** Who has it; the whole team while nobody has; those who lead where nobody is left. */
async function askedOf(tx: Tx, event: RecordedEvent, { ownerId, teamId, expert }: Told): Promise<number[]> {
  if (expert && event.type === 'task.asked') return []
  if (ownerId) return [ownerId]
  // Nobody had taken over what an expert was asked, so nobody works on it.
  if (expert && event.type === 'task.cancelled') return []
  if (teamId) {
    const members = await tx
      .selectFrom('team_members')
      .select('staff_id')
      .where('team_id', '=', teamId)
      .execute()
    return members.map((one) => one.staff_id)
  }
  const leads = await tx
    .selectFrom('staff_brands')
    .innerJoin('staff', 'staff.id', 'staff_brands.staff_id')
    .select('staff.id')
    .where('staff_brands.brand_id', '=', event.brandId)
    .where('staff.role', '=', 'supervisor')
    .execute()
  return leads.map((one) => one.id)
}

/** Whoever asked; who has the conversation where a rule did, or where they have left. */
async function askerOf(tx: Tx, event: RecordedEvent, { askedById }: Told): Promise<number | null> {
  const asker = await tx
    .selectFrom('staff')
    .select('id')
    .where('id', '=', askedById ?? 0)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst()
  return asker?.id ?? assigneeOf(tx, event)
}

async function assigneeOf(tx: Tx, event: RecordedEvent): Promise<number | null> {
  const conversation = await tx
    .selectFrom('conversations')
    .select('assignee_id')
    .where('brand_id', '=', event.brandId)
    .where('id', '=', event.conversationId ?? 0)
    .executeTakeFirst()
  return conversation?.assignee_id ?? null
}
