import { assign } from '#conversations/assign.ts'
import { conversationFor } from '#conversations/door.ts'
import { makePromise } from '#conversations/promises/make.ts'
import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { Refusal } from '#platform/refusal.ts'
import { setEscalationWatch } from './ask-level.ts'
import { type Escalation, mayDo, notAsked, openEscalationFor } from './door.ts'
import { dueAt, type Level, levelsOf } from './levels.ts'
import { namesOf } from './raise.ts'
import { tellCustomer } from './tell-customer.ts'

/**
 * Somebody who was asked has it now: the conversation is theirs, the customer is told their name and by when they answer, and that time is
 * a promise of theirs.
 */
export async function accept(tx: Tx, caller: Caller, id: number): Promise<void> {
  const { escalation, conversation } = await openEscalationFor(tx, id)
  if (escalation.state === 'accepted') throw await takenBy(tx, escalation)
  if (!(await mayDo(tx, caller, escalation)).accept) throw notAsked()
  const levels = await levelsOf(tx, escalation.brand_id)
  const level = levels.find((one) => one.id === escalation.level_id)
  const at = now()
  await tx
    .updateTable('escalations')
    .set({
      state: 'accepted',
      holder_id: caller.staffId,
      first_accepted_at: escalation.first_accepted_at ?? at,
    })
    .where('brand_id', '=', escalation.brand_id)
    .where('id', '=', id)
    .execute()
  await tx
    .updateTable('escalation_stages')
    .set({ accepted_at: at, accepted_by_id: caller.staffId })
    .where('brand_id', '=', escalation.brand_id)
    .where('escalation_id', '=', id)
    .where('left_at', 'is', null)
    .execute()
  await setEscalationWatch(tx, { brandId: escalation.brand_id, id }, undefined)
  await assign(tx, conversation, { staffId: caller.staffId, actor: actorOf(caller) })
  const toldBy = level && (await promiseToCustomer(tx, caller, escalation, level))
  await record(tx, {
    type: 'escalation.accepted',
    brandId: escalation.brand_id,
    conversationId: conversation.id,
    actor: actorOf(caller),
    data: {
      escalationId: id,
      level: namesOf(level ?? null),
      staffIds: escalation.raised_by_id === null ? [] : [escalation.raised_by_id],
      toldBy: toldBy?.toISOString() ?? null,
    },
  })
}

async function promiseToCustomer(
  tx: Tx,
  caller: Caller,
  escalation: Escalation,
  level: Level,
): Promise<Date | undefined> {
  // Whoever escalated has said why this customer is told nothing.
  if (escalation.not_told_because !== null) return undefined
  const named = escalation.told_by
  const by = named && named > now() ? named : await dueAt(tx, escalation.brand_id, level, level.answerMinutes)
  if (!by) return undefined
  const conversation = await conversationFor(tx, escalation.conversation_id, 'change')
  const { isTold } = await tellCustomer(tx, conversation, {
    kind: 'accepted',
    level,
    person: caller.name,
    by,
  })
  if (!isTold && named === null) return undefined
  await tx
    .updateTable('escalations')
    .set({ told_by: by })
    .where('brand_id', '=', escalation.brand_id)
    .where('id', '=', escalation.id)
    .execute()
  const what = m.escalation_promise({}, { locale: caller.locale })
  await makePromise(tx, caller, conversation, { what, means: 'reply', dueAt: by.toISOString() })
  return by
}

async function takenBy(tx: Tx, escalation: Escalation): Promise<Refusal> {
  const holder = await tx
    .selectFrom('staff')
    .select('name')
    .where('id', '=', escalation.holder_id ?? 0)
    .executeTakeFirst()
  const name = holder?.name ?? ''
  return new Refusal(409, 'escalation_taken', (locale) => m.escalation_taken({ name }, { locale }))
}
