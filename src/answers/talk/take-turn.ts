import { sql } from 'kysely'
import { giveContact } from '#channels/web-chat/give-contact.ts'
import { changeOrderNumber } from '#conversations/change-order-number.ts'
import { conversationFor } from '#conversations/door.ts'
import { replyAutomatically } from '#conversations/reply-automatically.ts'
import { storeMessage } from '#conversations/store-message.ts'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { isWithPerson, newestQuestion, type Scene, talkOf } from './scene.ts'
import type { Said, Turn } from './turn.ts'

const system = { kind: 'system' as const }

/**
 * Does what was thought out, if the conversation still stands as it was then: nobody else has written and no person has come. Answers
 * false when it has to be thought about again.
 */
export async function takeTurn(tx: Tx, scene: Scene, turn: Turn, note: string | undefined): Promise<boolean> {
  // The visitor before the conversation, as everything of a visitor does.
  if (turn.email !== undefined) await keepAddress(tx, scene, turn.email)
  const conversation = await conversationFor(tx, scene.conversation.id, 'change')
  const talk = await talkOf(tx, conversation)
  const isAsBefore =
    (await newestQuestion(tx, conversation)) === scene.heard.messageId &&
    talk?.answered_message_id === scene.talk?.answered_message_id &&
    talk?.state === scene.talk?.state
  if (!isAsBefore || (await isWithPerson(tx, conversation)) || !(await mayStillBeRead(tx, turn))) return false
  const before = { ...scene, conversation, talk }
  if (turn.orderNumber && conversation.order_number === null)
    await changeOrderNumber(tx, conversation, { orderNumber: turn.orderNumber, actor: system })
  await settleOpen(tx, before, turn)
  const messageId = turn.say && (await speak(tx, before, turn, turn.say))
  await keepTalk(tx, before, turn)
  await keepAnswer(tx, before, turn, messageId ?? null)
  if (note !== undefined) await leaveNote(tx, before, note)
  if (turn.ends) {
    const data = turn.ends.as === 'done' ? {} : { because: turn.ends.because }
    const type = turn.ends.as === 'done' ? 'bot.helped' : 'bot.handed_over'
    await record(tx, {
      type,
      brandId: conversation.brand_id,
      conversationId: conversation.id,
      actor: system,
      data,
    })
  }
  return true
}

/** What was to be quoted may have been withdrawn while it was put into words. */
async function mayStillBeRead(tx: Tx, turn: Turn): Promise<boolean> {
  const versionId = (turn.answer?.shown ?? turn.chosen?.shown)?.versionId
  if (versionId === undefined) return true
  const { rows } = await sql<{ id: number }>`
    select a.id from article_texts t join articles a on (a.brand_id, a.id) = (t.brand_id, t.article_id)
    where t.brand_id = any (${[...tx.inBrands]}::bigint[]) and t.published_version_id = ${versionId}
      and a.audience = 'public' and a.archived_at is null`.execute(tx)
  return rows.length > 0
}

export const nameOf = ({ brand, locale }: Pick<Scene, 'brand' | 'locale'>) =>
  brand.bot.name[locale] || m.answers_bot_name({}, { locale })

/** Answers the id of the message that says it; what it asks then is one of its own where messages are short. */
async function speak(tx: Tx, scene: Scene, { ends }: Turn, said: Said): Promise<number> {
  const { conversation, locale } = scene
  const isLeft = ends?.as === 'handed_over' || scene.talk?.state === 'handed_over'
  const as = { name: nameOf(scene), locale }
  // Handed over, the customer goes on waiting for a person.
  const then = isLeft
    ? {}
    : { thenStatus: ends?.as === 'done' ? ('resolved' as const) : ('pending_customer' as const) }
  const { text, sources = [], asks, quickReplies = [] } = said
  if (asks === undefined || conversation.channel !== 'chat') {
    const whole = [text, asks].filter(Boolean).join('\n\n')
    return replyAutomatically(tx, conversation, { ...as, ...then, text: whole, sources, quickReplies })
  }
  const messageId = await replyAutomatically(tx, conversation, { ...as, text, sources })
  await replyAutomatically(tx, conversation, { ...as, ...then, text: asks, quickReplies })
  return messageId
}

async function keepTalk(tx: Tx, { conversation, talk, heard, locale }: Scene, turn: Turn): Promise<void> {
  const { ends } = turn
  const shown = turn.answer?.shown ?? turn.chosen?.shown
  const state = ends?.as ?? (talk?.state === 'handed_over' ? 'handed_over' : 'talking')
  const because =
    ends?.as === 'handed_over' ? ends.because : state === 'handed_over' ? talk?.handed_over_because : null
  const change = {
    locale,
    state,
    handed_over_because: because ?? null,
    waits_for: turn.waitsFor,
    rounds: (talk?.rounds ?? 0) + (turn.say ? 1 : 0),
    // A new matter after one that was settled begins anew.
    unhelped: ends?.as === 'done' ? 0 : (talk?.unhelped ?? 0) + (turn.isUnhelped ? 1 : 0),
    answered_message_id: heard.messageId,
    offered: [...(talk?.offered ?? []), ...(shown ? [shown.articleId] : [])],
    order_number: turn.orderNumber ?? talk?.order_number ?? null,
    email: turn.email ?? talk?.email ?? null,
    reason_id: turn.reason?.id ?? talk?.reason_id ?? null,
    reason_likelihood: turn.reason?.likelihood ?? talk?.reason_likelihood ?? null,
    promised_for: ends?.as === 'handed_over' ? ends.promisedFor : (talk?.promised_for ?? null),
    ended_at: ends ? now() : state === 'handed_over' ? (talk?.ended_at ?? null) : null,
  }
  await tx
    .insertInto('bot_talks')
    .values({
      brand_id: conversation.brand_id,
      conversation_id: conversation.id,
      started_at: now(),
      ...change,
    })
    .onConflict((conflict) => conflict.columns(['brand_id', 'conversation_id']).doUpdateSet(change))
    .execute()
}

/** What became of the last answer: the customer said so, asked on, chose, or went to a person. */
async function settleOpen(tx: Tx, { open, conversation }: Scene, turn: Turn): Promise<void> {
  if (!open) return
  const { chosen } = turn
  const outcome = chosen?.articleId === 0 ? 'asked_further' : turn.verdict
  const shown = chosen?.shown
  if (!outcome && !chosen) return
  await tx
    .updateTable('bot_answers')
    .set({
      ...(outcome ? { outcome, outcome_at: now() } : {}),
      ...(chosen ? { chosen_article_id: chosen.articleId } : {}),
      ...(shown
        ? { shown_article_id: shown.articleId, shown_version_id: shown.versionId, passage: shown.passage }
        : {}),
    })
    .where('brand_id', '=', conversation.brand_id)
    .where('id', '=', open.id)
    .execute()
}

async function keepAnswer(tx: Tx, scene: Scene, turn: Turn, messageId: number | null): Promise<void> {
  const { conversation, heard, locale } = scene
  const { answer } = turn
  if (!answer) return
  const { decision, shown } = answer
  const { lead, leadOfThree, cover } = decision.evidence
  await tx
    .insertInto('bot_answers')
    .values({
      brand_id: conversation.brand_id,
      conversation_id: conversation.id,
      question_message_id: heard.messageId,
      answer_message_id: messageId,
      channel: conversation.channel,
      question: answer.question.slice(0, 2_000).toWellFormed(),
      locale,
      certainty: answer.certainty,
      lead,
      lead_of_three: leadOfThree,
      cover,
      confidence: decision.confidence,
      decision: decision.kind,
      ranked: JSON.stringify(answer.ranked),
      choices: answer.choices,
      reason_id: turn.reason?.id ?? null,
      ...(shown
        ? { shown_article_id: shown.articleId, shown_version_id: shown.versionId, passage: shown.passage }
        : {}),
      ...(decision.kind === 'hand_over' ? { outcome: 'handed_over', outcome_at: now() } : {}),
    })
    .onConflict((conflict) => conflict.columns(['brand_id', 'question_message_id']).doNothing())
    .execute()
}

/** For staff alone, in the thread where they read everything else. */
async function leaveNote(tx: Tx, scene: Scene, text: string): Promise<void> {
  const { conversation, brand } = scene
  const messageId = await storeMessage(tx, conversation, {
    direction: 'note',
    channel: conversation.channel,
    author_name: nameOf({ brand, locale: brand.locale }),
    text,
    language: brand.locale,
    language_confidence: 1,
    is_automatic: true,
  })
  await record(tx, {
    type: 'note.written',
    brandId: conversation.brand_id,
    conversationId: conversation.id,
    messageId,
    actor: system,
    data: { mentions: [], isAutomatic: true },
  })
}

/** An address typed in a chat is taken as if it had been given in the form for it: it proves nothing. */
async function keepAddress(tx: Tx, { conversation }: Scene, email: string): Promise<void> {
  const visitor = await tx
    .selectFrom('visitors')
    .selectAll()
    .where('brand_id', '=', conversation.brand_id)
    .where('conversation_id', '=', conversation.id)
    .orderBy('last_seen_at', 'desc')
    .executeTakeFirst()
  if (visitor && visitor.email === null) await giveContact(tx, visitor, { name: visitor.name, email })
}

/** A person has come: the bot says no more, and what was open is theirs. */
export async function stepBack(tx: Tx, scene: Pick<Scene, 'conversation'>): Promise<void> {
  const { brand_id, id } = scene.conversation
  await sql`update bot_talks set state = 'handed_over', handed_over_because = 'person', ended_at = now(), waits_for = 'question'
    where brand_id = ${brand_id} and conversation_id = ${id} and state in ('talking', 'done')`.execute(tx)
  await sql`update bot_answers set outcome = 'handed_over', outcome_at = now()
    where brand_id = ${brand_id} and conversation_id = ${id} and outcome is null`.execute(tx)
}
