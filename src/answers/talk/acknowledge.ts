import { sql } from 'kysely'
import { conversationFor, type Conversation } from '#conversations/door.ts'
import { replyAutomatically } from '#conversations/reply-automatically.ts'
import type { Source } from '#conversations/quick-replies.ts'
import type { Shown } from '#knowledge/help-centre/site.ts'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import type { Task } from '#platform/jobs.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { urlOf } from '../beside/articles.ts'
import type { Decision } from '../decide.ts'
import type { Desk } from './answer-question.ts'
import { clockName, onClock, replyBy } from './reply-by.ts'
import { brandOf, isWithPerson, type Scene, sceneOf, talkOf } from './scene.ts'
import { type Shelf, shelfFor } from './shelf.ts'
import { nameOf } from './take-turn.ts'

// Two machines that have not understood each other as such must not write to each other for ever.
const mostADay = 3
// Addresses behind which nobody reads (RFC 5321 §4.5.5, RFC 2142 and custom).
const nobody =
  /^(?:no-?_?reply|do-?_?not-?_?reply|mailer-daemon|postmaster|bounces?|notifications?|alerts?|abuse)(?:[+._-].*)?@/i
const mostNamed = 3
// A mail cannot ask back, and what does not fit stands there in writing.
const surer = { careful: 'careful', usual: 'careful', bold: 'usual' } as const
const mayHelp = m.answers_ack_may_help

/**
 * Confirms a customer's first mail, once: that it has come, by when a person answers, and, where an article is likely to help, what it says.
 * The mail goes on waiting for a person as if nothing had been said. Never to machines, lists or reports: those are of another kind and come
 * no further than src/answers/talk/due.ts.
 */
export function acknowledgeMail(desk: Desk): Task {
  return async (payload) => {
    const { brandId, conversationId, messageId } = payload as RecordedEvent
    if (conversationId === null || messageId === null) return
    const scene = await inBrands(desk.db, [brandId], (tx) => look(tx, brandId, conversationId, messageId))
    if (!scene) return
    const shelf = await shelfFor(await desk.library.of(brandId), scene.locale, scene.country)
    const { conversation, heard, brand } = scene
    const question = [conversation.subject, heard.text].filter(Boolean).join('\n')
    const how = { certainty: surer[brand.bot.certainty], curve: undefined, without: [] }
    const decision = await shelf.decide(question, how)
    await inBrands(desk.db, [brandId], (tx) => write(tx, desk, scene, shelf, question, decision))
  }
}

async function look(tx: Tx, brandId: number, id: number, messageId: number): Promise<Scene | undefined> {
  const brand = await brandOf(tx, brandId)
  if (!brand?.bot.acknowledgesMail) return undefined
  const conversation = await conversationFor(tx, id, 'read')
  if (!(await mayBeConfirmed(tx, conversation, messageId))) return undefined
  return sceneOf(tx, brand, conversation)
}

async function mayBeConfirmed(tx: Tx, conversation: Conversation, messageId: number): Promise<boolean> {
  if (conversation.merged_into_id !== null || conversation.status !== 'new') return false
  if (await isWithPerson(tx, conversation)) return false
  const { rows } = await sql<{ from: string | null; isForged: boolean; isOurs: boolean; today: number }>`
    select m.from_address as "from", coalesce(m.authentication->>'dmarc' = 'fail', false) as "isForged",
      exists (select from mailboxes where brand_id = m.brand_id and address = lower(m.from_address)) as "isOurs",
      (select count(*)::int from bot_talks talk join conversations c on (c.brand_id, c.id) = (talk.brand_id, talk.conversation_id)
        where talk.brand_id = m.brand_id and talk.state = 'acknowledged' and c.customer_id = ${conversation.customer_id}
          and talk.started_at > now() - interval '1 day') as today
    from messages m where m.brand_id = ${conversation.brand_id} and m.id = ${messageId}`.execute(tx)
  const [mail] = rows
  if (!mail?.from || mail.isForged || mail.isOurs || mail.today >= mostADay) return false
  return !nobody.test(mail.from)
}

async function write(
  tx: Tx,
  desk: Desk,
  scene: Scene,
  shelf: Shelf,
  question: string,
  decision: Decision,
): Promise<void> {
  const conversation = await conversationFor(tx, scene.conversation.id, 'change')
  if (await talkOf(tx, conversation)) return
  if (conversation.status !== 'new' || (await isWithPerson(tx, conversation))) return
  const named = namedBy(decision, shelf)
  const [best] = decision.kind === 'answer' ? named : []
  const passage = best && shelf.passage(best, question)
  const at = { brand: scene.brand, publicUrl: desk.publicUrl }
  const sources: Source[] = named.map((one) => ({ title: one.title, url: urlOf(at, one) }))
  const messageId = await replyAutomatically(tx, conversation, {
    name: nameOf(scene),
    locale: scene.locale,
    text: letter(
      scene,
      named.length > 0 ? [mayHelp({}, { locale: scene.locale }), passage].filter(Boolean).join('\n') : '',
    ),
    sources,
  })
  const keys = { brand_id: conversation.brand_id, conversation_id: conversation.id }
  const talk = {
    locale: scene.locale,
    state: 'acknowledged',
    answered_message_id: scene.heard.messageId,
    rounds: 1,
  }
  await tx
    .insertInto('bot_talks')
    .values({ ...keys, ...talk, ended_at: now() })
    .execute()
  if (!best && decision.kind !== 'ask') return
  const { lead, leadOfThree, cover } = decision.evidence
  await tx
    .insertInto('bot_answers')
    .values({
      ...keys,
      question_message_id: scene.heard.messageId,
      answer_message_id: messageId,
      channel: conversation.channel,
      question: question.slice(0, 2_000).toWellFormed(),
      locale: scene.locale,
      certainty: surer[scene.brand.bot.certainty],
      lead,
      lead_of_three: leadOfThree,
      cover,
      confidence: decision.confidence,
      decision: decision.kind,
      choices: named.map((one) => one.articleId),
      ...(best && passage
        ? { shown_article_id: best.articleId, shown_version_id: best.versionId, passage }
        : {}),
      // A person answers in any case, so it never counts as solved by itself.
      outcome: 'handed_over',
      outcome_at: now(),
      judged_at: now(),
    })
    .execute()
}

function namedBy(decision: Decision, shelf: Shelf): Shown[] {
  if (decision.kind === 'hand_over') return []
  const most = decision.kind === 'answer' ? 1 : mostNamed
  return decision.ranked.slice(0, most).flatMap(({ at }) => shelf.at(at) ?? [])
}

function letter({ brand, conversation, locale, clock }: Scene, help: string): string {
  const at = now()
  const promise = replyBy(brand.calendar, at)
  const by = promise
    ? m.answers_ack_by(
        { by: onClock(promise.by, clock, new Date(0)), clock: clockName(clock, at) },
        { locale },
      )
    : m.answers_ack_in_turn({}, { locale })
  const received = m.answers_ack_received({ brand: brand.name, number: String(conversation.id) }, { locale })
  return [`${received}\n${by}`, m.answers_ack_automatic({}, { locale }), help].filter(Boolean).join('\n\n')
}
