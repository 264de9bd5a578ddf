import type { Selectable } from 'kysely'
import type { Complaints } from '#database/tables.ts'
import type { Conversation } from '#conversations/door.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { notFound } from '#platform/refusal.ts'
import type { Temperature } from '../escalation/contract.ts'
import { type Complaint, type ComplaintFacts, complaintFacts, factNames } from './contract.ts'

export type Kept = Omit<Selectable<Complaints>, 'facts'> & { facts: ComplaintFacts }
type Wish = {
  facts?: { [Name in keyof ComplaintFacts]?: ComplaintFacts[Name] | undefined } | undefined
  temperature?: Temperature | undefined
  severity?: Complaint['severity'] | undefined
}

/** The complaint of a conversation; undefined where none has been written down. */
export async function keptIn(tx: Tx, conversation: Conversation): Promise<Kept | undefined> {
  const row = await tx
    .selectFrom('complaints')
    .selectAll()
    .where('brand_id', '=', conversation.brand_id)
    .where('conversation_id', '=', conversation.id)
    .executeTakeFirst()
  return row && { ...row, facts: complaintFacts.parse(row.facts) }
}

export async function complaintIn(tx: Tx, conversation: Conversation): Promise<Kept> {
  const kept = await keptIn(tx, conversation)
  if (!kept) throw notFound('complaint')
  return kept
}

/**
 * Writes down what a complaint is about, or changes it: what is already so changes nothing and records nothing. Facts that change after the
 * customer has confirmed them are told of, since what was confirmed is something else now.
 */
export async function note(tx: Tx, caller: Caller, conversation: Conversation, wish: Wish): Promise<void> {
  const kept = await keptIn(tx, conversation)
  const at = now()
  const told = { brandId: conversation.brand_id, conversationId: conversation.id, actor: actorOf(caller) }
  const facts = complaintFacts.parse({ ...kept?.facts, ...defined(wish.facts ?? {}) })
  if (!kept) {
    const { id } = await tx
      .insertInto('complaints')
      .values({
        brand_id: conversation.brand_id,
        conversation_id: conversation.id,
        customer_id: conversation.customer_id,
        facts: JSON.stringify(facts),
        ...defined({ temperature: wish.temperature, severity: wish.severity }),
        noted_by_id: caller.staffId,
        noted_at: at,
        changed_at: at,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await record(tx, { ...told, type: 'complaint.noted', data: { complaintId: id, facts } })
    return
  }
  const changed = factNames.filter((name) => facts[name] !== kept.facts[name])
  const temperature = wish.temperature ?? kept.temperature
  const severity = wish.severity ?? kept.severity
  const weighed = temperature !== kept.temperature || severity !== kept.severity
  if (changed.length === 0 && !weighed) return
  await tx
    .updateTable('complaints')
    .set({
      facts: JSON.stringify(facts),
      temperature,
      severity,
      changed_at: at,
      ...(changed.length > 0 ? { revision: kept.revision + 1 } : {}),
    })
    .where('brand_id', '=', kept.brand_id)
    .where('id', '=', kept.id)
    .execute()
  await record(tx, {
    ...told,
    type: 'complaint.changed',
    data: {
      complaintId: kept.id,
      changed,
      ...(weighed ? { temperature, severity } : {}),
      ...(changed.length > 0 && kept.state === 'confirmed' ? { isAfterConfirmation: true } : {}),
    },
  })
}

const defined = <T extends object>(all: T) =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
