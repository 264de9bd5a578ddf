import { assign, worksForBrand } from '#conversations/assign.ts'
import type { Conversation } from '#conversations/door.ts'
import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid, Refusal } from '#platform/refusal.ts'
import { type Asked, putBefore, setEscalationWatch, whoIsAsked } from './ask-level.ts'
import { cardOf, writeCard } from './card.ts'
import type { CardWish, RaiseWish } from './contract.ts'
import { type Escalation, mayDo, notAsked, openEscalationFor } from './door.ts'
import { levelsOf } from './levels.ts'
import { dataOf, namesOf, refuseSilence, tellOfLevel } from './raise.ts'

/** Hands it on to a higher level, with a new version of the card. */
export async function goUp(tx: Tx, caller: Caller, id: number, wish: RaiseWish): Promise<void> {
  const { escalation, conversation } = await openEscalationFor(tx, id)
  const levels = await levelsOf(tx, escalation.brand_id)
  const here = levels.findIndex((one) => one.id === escalation.level_id)
  const wanted = wish.levelId === undefined ? levels[here + 1] : levels.find((one) => one.id === wish.levelId)
  if (!wanted || levels.indexOf(wanted) <= here)
    throw new Refusal(409, 'top_level', (locale) => m.escalation_top({}, { locale }))
  if (!(await mayDo(tx, caller, escalation, levels)).goUp) throw notAsked()
  await refuseSilence(tx, escalation.brand_id, wish)
  const card = await cardOf(tx, conversation, wish, caller.locale)
  const asked = await whoIsAsked(tx, escalation.brand_id, levels, wanted)
  await writeCard(tx, { brandId: escalation.brand_id, id, levelId: asked.level.id }, caller.staffId, card)
  await moveUp(tx, conversation, escalation, asked, actorOf(caller), { tells: wish, words: wish.words })
}

/** Puts it before a higher level and tells the customer of the new time; by hand, or because nobody took it over. */
export async function moveUp(
  tx: Tx,
  conversation: Conversation,
  escalation: Escalation,
  asked: Asked,
  actor: Actor,
  how: { tells?: RaiseWish; words?: string },
): Promise<void> {
  const { brand_id: brandId, id } = escalation
  await putBefore(tx, { brandId, id }, asked)
  // Who was told nothing on purpose is told nothing now.
  const tells = how.tells ?? {
    tellsCustomer: escalation.not_told_because === null,
    notToldBecause: escalation.not_told_because ?? '',
  }
  await tellOfLevel(tx, conversation, id, asked, tells)
  await record(tx, {
    type: 'escalation.went_up',
    brandId,
    conversationId: conversation.id,
    actor,
    data: { escalationId: id, ...dataOf(asked), ...(how.words ? { words: how.words } : {}) },
  })
}

/** Back down, with the reason: to the level it came from, or to whoever raised it, and then it is over. */
export async function sendBack(tx: Tx, caller: Caller, id: number, why: string): Promise<void> {
  if (why === '') throw invalid('why', 'reason_missing', (locale) => m.escalation_say_why({}, { locale }))
  const { escalation, conversation } = await openEscalationFor(tx, id)
  if (!(await mayDo(tx, caller, escalation)).sendBack) throw notAsked()
  const { brand_id: brandId } = escalation
  const levels = await levelsOf(tx, brandId)
  const below = await levelBefore(tx, escalation)
  const wanted = levels.find((one) => one.id === below)
  const told = { brandId, conversationId: conversation.id, actor: actorOf(caller) }
  if (wanted) {
    // Nobody above: that is where it comes from.
    const asked = await whoIsAsked(tx, brandId, [wanted], wanted)
    await putBefore(tx, { brandId, id }, asked)
    await record(tx, {
      ...told,
      type: 'escalation.sent_back',
      data: { escalationId: id, why, ...dataOf(asked) },
    })
    return
  }
  await close(tx, escalation, { state: 'sent_back', outcome: why, endedById: caller.staffId })
  const raiser = escalation.raised_by_id
  const isThere = raiser !== null && (await worksForBrand(tx, brandId, raiser, 'answers'))
  await assign(tx, conversation, { staffId: isThere ? raiser : null, actor: actorOf(caller) })
  await record(tx, {
    ...told,
    type: 'escalation.sent_back',
    data: { escalationId: id, why, level: null, staffIds: raiser === null ? [] : [raiser] },
  })
}

/** The lower level at which it was before; undefined when it began here. */
async function levelBefore(tx: Tx, escalation: Escalation): Promise<number | undefined> {
  const stages = await tx
    .selectFrom('escalation_stages')
    .innerJoin('escalation_levels as level', (join) =>
      join
        .onRef('level.brand_id', '=', 'escalation_stages.brand_id')
        .onRef('level.id', '=', 'escalation_stages.level_id'),
    )
    .select(['escalation_stages.level_id as id', 'level.position'])
    .where('escalation_stages.brand_id', '=', escalation.brand_id)
    .where('escalation_stages.escalation_id', '=', escalation.id)
    .orderBy('escalation_stages.number', 'desc')
    .execute()
  const here = stages.find((one) => one.id === escalation.level_id)
  return stages.find((one) => here !== undefined && one.position < here.position)?.id
}

/** Says that it is settled. */
export async function end(tx: Tx, caller: Caller, id: number, outcome: string): Promise<void> {
  const { escalation, conversation } = await openEscalationFor(tx, id)
  if (!(await mayDo(tx, caller, escalation)).end) throw notAsked()
  await close(tx, escalation, { state: 'ended', outcome, endedById: caller.staffId })
  await record(tx, {
    type: 'escalation.ended',
    brandId: escalation.brand_id,
    conversationId: conversation.id,
    actor: actorOf(caller),
    data: { escalationId: id, ...(outcome ? { outcome } : {}) },
  })
}

/** The rows of what is over; the event is the caller's. */
export async function close(
  tx: Tx,
  escalation: Pick<Escalation, 'brand_id' | 'id'>,
  how: { state: 'sent_back' | 'ended'; outcome: string; endedById: number | null },
): Promise<void> {
  const at = now()
  await tx
    .updateTable('escalations')
    .set({
      state: how.state,
      holder_id: null,
      ended_at: at,
      ended_by_id: how.endedById,
      outcome: how.outcome || null,
    })
    .where('brand_id', '=', escalation.brand_id)
    .where('id', '=', escalation.id)
    .execute()
  await tx
    .updateTable('escalation_stages')
    .set({ left_at: at })
    .where('brand_id', '=', escalation.brand_id)
    .where('escalation_id', '=', escalation.id)
    .where('left_at', 'is', null)
    .execute()
  await setEscalationWatch(tx, { brandId: escalation.brand_id, id: escalation.id }, undefined)
}

/** A new version of the card, by whoever knows more. */
export async function rewriteCard(tx: Tx, caller: Caller, id: number, wish: CardWish): Promise<void> {
  const { escalation, conversation } = await openEscalationFor(tx, id)
  const card = await cardOf(tx, conversation, wish, caller.locale)
  const to = { brandId: escalation.brand_id, id, levelId: escalation.level_id }
  const version = await writeCard(tx, to, caller.staffId, card)
  await record(tx, {
    type: 'escalation.card_changed',
    brandId: escalation.brand_id,
    conversationId: conversation.id,
    actor: actorOf(caller),
    data: { escalationId: id, version, reason: namesOf(card.reason) },
  })
}
