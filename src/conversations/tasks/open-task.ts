import { sql } from 'kysely'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid, Refusal } from '#platform/refusal.ts'
import { changeStatus } from '../change-status.ts'
import type { Conversation } from '../door.ts'
import { futureTime } from '../leaving.ts'
import { passOn } from './files.ts'
import { storeTaskMessage } from './store-task-message.ts'
import { reminderFor, setTaskWatch } from './timer.ts'
import { type Asked, type TaskWish, taskWish } from './wish.ts'

/** Who asks: a person, or a rule or a flow, which has no staff id. */
export type Asking = { actor: Actor; staffId: number | null; name: string }

/**
 * Asks others something about a conversation and returns the task's id. Nothing of the conversation goes along but what the question says and the files it
 * names; the conversation itself changes only if it shall wait for the answer.
 */
export async function openTask(
  tx: Tx,
  conversation: Conversation,
  wished: TaskWish,
  by: Asking,
): Promise<number> {
  const wish = taskWish.parse(wished)
  const { brand_id, id: conversationId } = conversation
  const dueAt = wish.dueAt === undefined ? null : futureTime(wish.dueAt, 'dueAt')
  const whom = await resolved(tx, conversation, wish.to, by)
  const remindAt = dueAt && reminderFor(dueAt)
  const isHeld = wish.holdAs !== undefined && conversation.status !== wish.holdAs
  const { id } = await tx
    .insertInto('tasks')
    .values({
      brand_id,
      conversation_id: conversationId,
      title: wish.title,
      ...whom,
      asked_by_id: by.staffId,
      asked_at: now(),
      due_at: dueAt,
      remind_at: remindAt,
      held_status: wish.holdAs ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const messageId = await storeTaskMessage(
    tx,
    { brand_id, id, expert_address: whom.expert_address, expert_name: whom.expert_name },
    { direction: 'out', staffId: by.staffId, authorName: by.name, text: wish.text },
  )
  await passOn(tx, conversation, { taskId: id, messageId, staffId: by.staffId }, wish.attachmentIds)
  if (remindAt) await setTaskWatch(tx, { brandId: brand_id, id }, remindAt)
  await record(tx, {
    type: 'task.asked',
    brandId: brand_id,
    conversationId,
    actor: by.actor,
    data: {
      taskId: id,
      title: wish.title,
      teamId: whom.team_id,
      ownerId: whom.owner_id,
      expert: whom.expert_name || whom.expert_address,
      dueAt: dueAt?.toISOString() ?? null,
    },
  })
  if (isHeld && wish.holdAs) await changeStatus(tx, conversation, { status: wish.holdAs, actor: by.actor })
  return id
}

type Whom = {
  team_id: number | null
  owner_id: number | null
  expert_address: string | null
  expert_name: string
}

async function resolved(tx: Tx, conversation: Conversation, to: Asked, by: Asking): Promise<Whom> {
  const nobody: Whom = { team_id: null, owner_id: null, expert_address: null, expert_name: '' }
  if ('teamId' in to) {
    await refuseNoTeam(tx, to.teamId)
    return { ...nobody, team_id: to.teamId }
  }
  if ('staffId' in to) {
    await refuseNobody(tx, to.staffId)
    return { ...nobody, owner_id: to.staffId }
  }
  const address = to.expert.address.toLowerCase()
  await refuseNoExpert(tx, conversation, address)
  const owner = by.staffId ?? conversation.assignee_id
  return { ...nobody, owner_id: owner, expert_address: address, expert_name: to.expert.name }
}

/** Stops with 422 where there is no such team. */
export async function refuseNoTeam(tx: Tx, teamId: number): Promise<void> {
  const team = await tx.selectFrom('teams').select('id').where('id', '=', teamId).executeTakeFirst()
  if (!team) throw invalid('to.teamId', 'team_unknown', (locale) => m.tasks_team_unknown({}, { locale }))
}

/** Whoever is asked is there and may write; they need not work for the brand. */
export async function refuseNobody(tx: Tx, staffId: number): Promise<void> {
  const person = await tx
    .selectFrom('staff')
    .select('id')
    .where('id', '=', staffId)
    .where('deactivated_at', 'is', null)
    .where('role', '<>', 'read_only')
    .executeTakeFirst()
  if (!person) throw invalid('to.staffId', 'staff_unknown', (locale) => m.tasks_staff_unknown({}, { locale }))
}

/** The customer is no outside expert, and neither is the desk itself: the mail would come back as a new message. */
async function refuseNoExpert(tx: Tx, conversation: Conversation, address: string): Promise<void> {
  const { rows } = await sql<{ isCustomer: boolean; isOurs: boolean; hasMailbox: boolean }>`
    select exists (select from identities where brand_id = ${conversation.brand_id} and kind = 'email' and value = ${address}
        and customer_id = ${conversation.customer_id}) as "isCustomer",
      exists (select from mailboxes where brand_id = ${conversation.brand_id} and address = ${address}) as "isOurs",
      exists (select from mailboxes where brand_id = ${conversation.brand_id} and disabled_at is null) as "hasMailbox"`.execute(
    tx,
  )
  const [found] = rows
  if (found?.isCustomer)
    throw invalid('to.expert.address', 'is_customer', (locale) => m.tasks_expert_is_customer({}, { locale }))
  if (found?.isOurs)
    throw invalid('to.expert.address', 'is_ours', (locale) => m.tasks_expert_is_ours({}, { locale }))
  if (!found?.hasMailbox) throw new Refusal(409, 'no_mailbox', (locale) => m.tasks_no_mailbox({}, { locale }))
}
