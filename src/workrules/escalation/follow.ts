import { sql } from 'kysely'
import { ended } from '#conversations/change-status.ts'
import { conversationFor } from '#conversations/door.ts'
import { m } from '#texts'
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

/** The jobs that escalations need of what happened to their conversations; nothing where none is open. */
export async function escalationJobs(
  tx: Tx,
  events: readonly RecordedEvent[],
): Promise<{ task: string; payload: unknown }[]> {
  const of = events.filter((event) => followed.has(event.type) && event.conversationId !== null)
  if (of.length === 0) return []
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
}

/** What becomes of an escalation when its conversation is settled, merged, or loses whoever had it. It may run twice. */
export async function followEscalation(db: Database, event: RecordedEvent): Promise<void> {
  await inBrands(db, [event.brandId], async (tx) => {
    const known = await openIn(tx, event)
    if (!known) return
    if (event.type === 'conversation.merged_away') return takeAlong(tx, event, known)
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

/** It goes where the messages went; where there is one already, that one goes on. */
async function takeAlong(tx: Tx, event: RecordedEvent, escalation: Escalation): Promise<void> {
  const into = Number(Object(event.data).into)
  // That one may have been merged further meanwhile.
  const kept = await lockedConversation(tx, into)
  if (kept.escalation === null) {
    await tx
      .updateTable('escalations')
      .set({ conversation_id: kept.id, customer_id: kept.customer_id })
      .where('brand_id', '=', event.brandId)
      .where('id', '=', escalation.id)
      .where('ended_at', 'is', null)
      .execute()
    return
  }
  const outcome = m.escalation_merged({ number: String(into) }, { locale: 'ja' })
  await close(tx, escalation, { state: 'ended', outcome, endedById: null })
}
