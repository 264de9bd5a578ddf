import { sql } from 'kysely'
import { ended } from '#conversations/change-status.ts'
import { conversationFor } from '#conversations/door.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { lockedConversation } from '../approvals/stored.ts'
import { putBefore, whoIsAsked } from './ask-level.ts'
import type { Escalation } from './door.ts'
import { close } from './hand-on.ts'
import { levelsOf } from './levels.ts'
import { dataOf } from './raise.ts'

const followed = new Set(['conversation.assigned', 'conversation.status_changed', 'conversation.merged_away'])
const takenOut = 'conversation.unmerged'

/** The jobs that escalations need of what happened to their conversations; nothing where none is open. */
export async function escalationJobs(
  tx: Tx,
  events: readonly RecordedEvent[],
): Promise<{ task: string; payload: unknown }[]> {
  const of = events.filter((event) => followed.has(event.type) && event.conversationId !== null)
  const back = events
    .filter((event) => event.type === takenOut)
    .map((event) => ({ task: 'follow-escalation', payload: event }))
  if (of.length === 0) return back
  const { rows } = await sql<{ id: number }>`
    select e.conversation_id as id from unnest(${of.map((one) => one.brandId)}::bigint[],
      ${of.map((one) => one.conversationId)}::bigint[]) as one (brand_id, id)
    join escalations e on (e.brand_id, e.conversation_id) = (one.brand_id, one.id) and e.ended_at is null`.execute(
    tx,
  )
  const open = new Set(rows.map((row) => row.id))
  return of
    .filter((event) => open.has(event.conversationId ?? 0))
    .map((event) => ({ task: 'follow-escalation', payload: event }))
    .concat(back)
}

/** What becomes of an escalation when its conversation is settled, merged, or loses whoever had it. It may run twice. */
export async function followEscalation(db: Database, event: RecordedEvent): Promise<void> {
  await inBrands(db, [event.brandId], async (tx) => {
    if (event.type === takenOut) return takeUpAgain(tx, event)
    const known = await openIn(tx, event)
    if (!known) return
    if (event.type === 'conversation.merged_away') return leaveToOther(tx, event)
    await conversationFor(tx, known.conversation_id, 'change')
    const escalation = await openIn(tx, event)
    if (!escalation) return
    if (event.type === 'conversation.status_changed') return endWithConversation(tx, event, escalation)
    await passOn(tx, event, escalation)
  })
}

const openIn = (tx: Tx, event: RecordedEvent): Promise<Escalation | undefined> =>
  tx
    .selectFrom('escalations')
    .selectAll()
    .where('brand_id', '=', event.brandId)
    .where('conversation_id', '=', event.conversationId ?? 0)
    .where('ended_at', 'is', null)
    .executeTakeFirst()

async function endWithConversation(tx: Tx, event: RecordedEvent, escalation: Escalation): Promise<void> {
  const conversation = await conversationFor(tx, escalation.conversation_id, 'read')
  if (!ended.includes(conversation.status)) return
  const by = event.actor === 'staff' ? event.actorId : null
  await close(tx, escalation, { state: 'ended', outcome: '', endedById: by })
  await record(tx, {
    type: 'escalation.ended',
    brandId: event.brandId,
    conversationId: escalation.conversation_id,
    actor: { kind: 'system' },
    data: { escalationId: escalation.id, withConversation: true },
  })
}

/** Who had it has left, handed it back or given it away: nobody has it now, or somebody else has. */
async function passOn(tx: Tx, event: RecordedEvent, escalation: Escalation): Promise<void> {
  const conversation = await conversationFor(tx, escalation.conversation_id, 'read')
  const { assignee_id: assigneeId } = conversation
  if (escalation.state !== 'accepted' || assigneeId === escalation.holder_id) return
  const told = {
    brandId: event.brandId,
    conversationId: conversation.id,
    actor: { kind: 'system' as const },
  }
  if (assigneeId !== null) {
    await tx
      .updateTable('escalations')
      .set({ holder_id: assigneeId })
      .where('brand_id', '=', event.brandId)
      .where('id', '=', escalation.id)
      .execute()
    const data = { escalationId: escalation.id, from: escalation.holder_id, to: assigneeId }
    await record(tx, { ...told, type: 'escalation.given', data })
    return
  }
  const levels = await levelsOf(tx, event.brandId)
  const level = levels.find((one) => one.id === escalation.level_id) ?? levels.at(-1)
  if (!level) return
  const asked = await whoIsAsked(tx, event.brandId, levels, level)
  await putBefore(tx, { brandId: event.brandId, id: escalation.id }, asked)
  await record(tx, {
    ...told,
    type: 'escalation.returned',
    data: { escalationId: escalation.id, from: escalation.holder_id, ...dataOf(asked) },
  })
}

/** The conversation it was merged into is escalated itself: that one goes on. An only one has moved with the messages. */
async function leaveToOther(tx: Tx, event: RecordedEvent): Promise<void> {
  const mergedInto = Number(Object(event.data).into)
  await lockedConversation(tx, mergedInto)
  const escalation = await openIn(tx, event)
  const merged = await conversationFor(tx, event.conversationId ?? 0, 'read')
  if (!escalation || merged.merged_into_id === null) return
  await close(tx, escalation, { state: 'ended', outcome: '', endedById: null })
  await record(tx, {
    type: 'escalation.ended',
    brandId: event.brandId,
    conversationId: escalation.conversation_id,
    actor: { kind: 'system' },
    data: { escalationId: escalation.id, mergedInto },
  })
}

/** Taken out of the other one again, what had ended only for it waits as before. */
async function takeUpAgain(tx: Tx, event: RecordedEvent): Promise<void> {
  const conversation = await conversationFor(tx, event.conversationId ?? 0, 'read')
  if (conversation.merged_into_id !== null || ended.includes(conversation.status)) return
  await conversationFor(tx, conversation.id, 'change')
  if (await openIn(tx, event)) return
  const { rows } = await sql<{ id: number; levelId: number; by: number | null }>`
    select e.id, e.level_id as "levelId", (told.data->>'mergedInto')::bigint as by
    from escalations e left join lateral (
      select data from events where brand_id = e.brand_id and conversation_id = e.conversation_id
        and type = 'escalation.ended' and (data->>'escalationId')::bigint = e.id order by id desc limit 1) told on true
    where e.brand_id = ${event.brandId} and e.conversation_id = ${conversation.id} order by e.id desc limit 1`.execute(
    tx,
  )
  const [last] = rows
  const levels = await levelsOf(tx, event.brandId)
  const level = levels.find((one) => one.id === last?.levelId) ?? levels.at(-1)
  if (!last || last.by === null || !level) return
  await tx
    .updateTable('escalations')
    .set({ state: 'waiting', ended_at: null, ended_by_id: null, outcome: null })
    .where('brand_id', '=', event.brandId)
    .where('id', '=', last.id)
    .execute()
  const asked = await whoIsAsked(tx, event.brandId, levels, level)
  await putBefore(tx, { brandId: event.brandId, id: last.id }, asked)
  await record(tx, {
    type: 'escalation.returned',
    brandId: event.brandId,
    conversationId: conversation.id,
    actor: { kind: 'system' },
    data: { escalationId: last.id, from: null, ...dataOf(asked) },
  })
}
