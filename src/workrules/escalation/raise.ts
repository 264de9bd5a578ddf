import { ended } from '#conversations/change-status.ts'
import type { Conversation } from '#conversations/door.ts'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import type { Locale } from '#platform/locale.ts'
import { invalid, Refusal } from '#platform/refusal.ts'
import { type Asked, putBefore, whoIsAsked } from './ask-level.ts'
import { cardOf, writeCard } from './card.ts'
import type { RaiseWish } from './contract.ts'
import { dueAt, type Level, levelsOf, levelsWith } from './levels.ts'
import { tellCustomer } from './tell-customer.ts'
import { tellingOf } from './settings.ts'

/** By whom: a person with their language, or a rule of the brand. */
export type Raiser = { actor: Actor; locale: Locale }

/** Hands a conversation to a higher level, with a card, and tells the customer by when they are answered; its id. */
export async function raise(
  tx: Tx,
  { actor, locale }: Raiser,
  conversation: Conversation,
  wish: RaiseWish,
): Promise<number> {
  await refuseUnfit(tx, conversation, wish)
  const staffId = actor.kind === 'staff' ? actor.id : null
  const levels = await levelsOf(tx, conversation.brand_id)
  const wanted = await levelWanted(tx, conversation.brand_id, levels, staffId, wish.levelId)
  const asked = await whoIsAsked(tx, conversation.brand_id, levels, wanted)
  const card = await cardOf(tx, conversation, wish, locale)
  const at = now()
  const { id } = await tx
    .insertInto('escalations')
    .values({
      brand_id: conversation.brand_id,
      conversation_id: conversation.id,
      customer_id: conversation.customer_id,
      level_id: asked.level.id,
      asked_at: at,
      raised_by_id: staffId,
      rule_id: actor.kind === 'rule' ? actor.id : null,
      raised_at: at,
      waits_since: card.waitsSince,
      temperature: card.temperature,
      contact_reason_id: conversation.reason_id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const escalation = { brandId: conversation.brand_id, id }
  await putBefore(tx, escalation, asked)
  await writeCard(tx, { ...escalation, levelId: asked.level.id }, staffId, card)
  await tellOfLevel(tx, conversation, id, asked, wish)
  await record(tx, {
    type: 'escalation.raised',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    actor,
    data: { escalationId: id, ...dataOf(asked), reason: namesOf(card.reason), words: card.words },
  })
  return id
}

/** One at a time, of what goes on, and whoever tells the customer nothing says why. */
async function refuseUnfit(tx: Tx, conversation: Conversation, wish: RaiseWish): Promise<void> {
  if (ended.includes(conversation.status) || conversation.status === 'spam')
    throw new Refusal(409, 'conversation_over', (locale) => m.escalation_conversation_over({}, { locale }))
  if (conversation.escalation !== null)
    throw new Refusal(409, 'escalated_already', (locale) => m.escalation_already({}, { locale }))
  await refuseSilence(tx, conversation.brand_id, wish)
}

export async function refuseSilence(tx: Tx, brandId: number, wish: RaiseWish): Promise<void> {
  if (wish.tellsCustomer || wish.notToldBecause !== '') return
  const { tellsWhenRaised, tellsWhenAccepted } = await tellingOf(tx, brandId)
  if (!tellsWhenRaised && !tellsWhenAccepted) return
  throw invalid('notToldBecause', 'reason_missing', (locale) =>
    m.escalation_silence_needs_reason({}, { locale }),
  )
}

/** The level named, or the next above those somebody belongs to; the lowest one is where conversations begin. */
export async function levelWanted(
  tx: Tx,
  brandId: number,
  levels: readonly Level[],
  staffId: number | null,
  levelId: number | undefined,
): Promise<Level> {
  if (levels.length === 0)
    throw new Refusal(409, 'no_levels', (locale) => m.escalation_no_levels({}, { locale }))
  if (levelId !== undefined) {
    const named = levels.find((one) => one.id === levelId)
    if (named) return named
    throw invalid('levelId', 'level_unknown', (locale) => m.escalation_level_unknown({}, { locale }))
  }
  const own = staffId === null ? new Set<number>() : await levelsWith(tx, brandId, staffId)
  const highest = Math.max(0, ...levels.flatMap((level, at) => (own.has(level.id) ? [at] : [])))
  const next = levels[Math.min(highest + 1, levels.length - 1)] ?? levels[0]
  if (!next) throw new Error('There are levels')
  return next
}

/** Tells the customer who answers and by when, unless whoever escalates has said why not. */
export async function tellOfLevel(
  tx: Tx,
  conversation: Conversation,
  id: number,
  asked: Asked,
  wish: Pick<RaiseWish, 'tellsCustomer' | 'notToldBecause'>,
): Promise<void> {
  const by = await dueAt(tx, conversation.brand_id, asked.level, asked.level.answerMinutes)
  const told =
    wish.tellsCustomer && by
      ? await tellCustomer(tx, conversation, { kind: 'raised', level: asked.level, by })
      : { isTold: false, because: wish.notToldBecause || null }
  await tx
    .updateTable('escalations')
    .set({
      ...(told.isTold && by ? { told_by: by } : {}),
      not_told_because: wish.tellsCustomer ? told.because : wish.notToldBecause || null,
    })
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', id)
    .execute()
}

/** What an event says of those who are asked. */
export const dataOf = ({ level, people, deputy, passedOver, acceptBy }: Asked) => ({
  level: namesOf(level),
  acceptBy: acceptBy?.toISOString() ?? null,
  staffIds: [...people.map((one) => one.id), ...(deputy ? [deputy.id] : [])],
  ...(deputy ? { deputy: deputy.name } : {}),
  ...(passedOver.length > 0 ? { passedOver: passedOver.map(namesOf) } : {}),
})

export const namesOf = (named: { nameJa: string; nameEn: string } | null) =>
  named && { ja: named.nameJa, en: named.nameEn }
