import { sql } from 'kysely'
import { otherLocale, textInBoth } from '#conversations/both-languages.ts'
import { languagesFor } from '#conversations/which-language.ts'
import { ended } from '#conversations/change-status.ts'
import { conversationFor, type Conversation } from '#conversations/door.ts'
import { replyAutomatically } from '#conversations/reply-automatically.ts'
import type { Source } from '#conversations/quick-replies.ts'
import { isRead, type Sender, senderOf } from '#conversations/read-by-person.ts'
import { keptId } from '#channels/web-chat/kept.ts'
import { firstReplyDue } from '#workrules/service-levels/promise-of.ts'
import type { Shown } from '#knowledge/help-centre/site.ts'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Task } from '#platform/jobs.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { urlOf } from '../beside/articles.ts'
import type { Decision } from '../decide.ts'
import { type Desk, isOnDuty } from './answer-question.ts'
import { letterOf } from './letter.ts'
import { type Brand, brandOf, type Scene, sceneOf, talkOf } from './scene.ts'
import { type Shelf, shelfFor } from './shelf.ts'
import { nameOf } from './take-turn.ts'

// Two machines that have not understood each other as such must not write to each other for ever.
const mostADay = 3
const mostNamed = 3
// Nobody can say here that it is none of these, so what fits far worse than the first is not named.
const nearEnough = 0.7
// A mail cannot ask back, and what does not fit stands there in writing.
const surer = { careful: 'careful', usual: 'careful', bold: 'usual' } as const
const mayHelp = m.answers_ack_may_help

/**
 * Tells a customer who has written for the first time, once and wherever the brand wants it: that it has come, by when a person answers, and,
 * where an article is likely to help, what it says. They go on waiting for a person as if nothing had been said. Never to machines, lists or
 * reports: those are of another kind and come no further than src/answers/talk/due.ts.
 */
export function acknowledge(desk: Desk): Task {
  return async (payload) => {
    const { brandId, conversationId, messageId } = payload as RecordedEvent
    if (conversationId === null || messageId === null) return
    const scene = await inBrands(desk.db, [brandId], (tx) => look(tx, brandId, conversationId, messageId))
    if (!scene) return
    const shelf = await shelfFor(await desk.library.of(brandId), scene.locale, scene.country)
    const { conversation, heard, brand } = scene
    const question = [conversation.subject, heard.text].filter(Boolean).join('\n')
    const how = { certainty: surer[brand.bot.certainty], curve: undefined, without: [] }
    const mayName = brand.acknowledgement.namesArticles && isMail(conversation)
    const decision = mayName ? await shelf.decide(question, how) : undefined
    await inBrands(desk.db, [brandId], (tx) => write(tx, desk, scene, shelf, question, decision))
  }
}

async function look(tx: Tx, brandId: number, id: number, messageId: number): Promise<Scene | undefined> {
  const brand = await brandOf(tx, brandId)
  if (!brand) return undefined
  const conversation = await conversationFor(tx, await keptId(tx, id), 'read')
  if (!brand.acknowledgement.channels.includes(conversation.channel)) return undefined
  if (isBotThere(brand, conversation)) return undefined
  if (!(await mayBeConfirmed(tx, conversation, messageId))) return undefined
  return sceneOf(tx, brand, conversation)
}

const isBotThere = (brand: Brand, { channel }: Conversation) =>
  ((channel === 'chat' && brand.bot.answersChat) || (channel === 'api' && brand.bot.answersMessengers)) &&
  isOnDuty(brand)

const isMail = ({ channel }: Conversation) => channel === 'email' || channel === 'form'

/** Nobody has said anything to them yet, and it is not over. That a rule has given it to somebody since is no answer. */
const awaitsWord = (conversation: Conversation) =>
  conversation.merged_into_id === null &&
  conversation.acknowledged_at === null &&
  conversation.first_replied_at === null &&
  !ended.includes(conversation.status)

async function mayBeConfirmed(tx: Tx, conversation: Conversation, messageId: number): Promise<boolean> {
  if (!awaitsWord(conversation)) return false
  const { rows } = await sql<Sender & { today: number }>`
    select ${senderOf('m')},
      (select count(*)::int from conversations c where c.brand_id = m.brand_id and c.customer_id = ${conversation.customer_id}
        and c.acknowledged_at > now() - interval '1 day') as today
    from messages m where m.brand_id = ${conversation.brand_id} and m.id = ${messageId}`.execute(tx)
  const [mail] = rows
  if (!mail || mail.today >= mostADay) return false
  if (!isMail(conversation)) return true
  return mail.from !== null && isRead(mail)
}

/** The scene for who reads the other language, where nothing tells which one a mail's sender reads. */
async function otherLanguage(tx: Tx, scene: Scene): Promise<Scene | undefined> {
  if (!isMail(scene.conversation)) return undefined
  const { isUnknown } = await languagesFor(tx, scene.conversation)
  const locale = otherLocale(scene.locale)
  return isUnknown ? { ...scene, locale, clock: { ...scene.clock, locale } } : undefined
}

async function write(
  tx: Tx,
  desk: Desk,
  scene: Scene,
  shelf: Shelf,
  question: string,
  decision: Decision | undefined,
): Promise<void> {
  const conversation = await conversationFor(tx, scene.conversation.id, 'change')
  if (!awaitsWord(conversation) || (await talkOf(tx, conversation))) return
  const named = decision ? namedBy(decision, shelf) : []
  const [best] = decision?.kind === 'answer' ? named : []
  const passage = best && shelf.passage(best, question)
  const at = { brand: scene.brand, publicUrl: desk.publicUrl }
  const sources: Source[] = named.map((one) => ({ title: one.title, url: urlOf(at, one) }))
  const help =
    named.length > 0 ? [mayHelp({}, { locale: scene.locale }), passage].filter(Boolean).join('\n') : ''
  const due = await firstReplyDue(tx, conversation, now())
  const { text: own, promisedFor } = letterOf(scene, due, help, now())
  const below = await otherLanguage(tx, scene)
  const said = {
    ...{ name: nameOf(scene), locale: scene.locale, sources, isInBoth: below !== undefined },
    text: below ? textInBoth(own, letterOf(below, due, '', now()).text) : own,
  }
  const messageId = await replyAutomatically(tx, conversation, said)
  await noteCare(tx, conversation, messageId, promisedFor)
  if (!isMail(conversation)) return
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
  if (!decision || (!best && decision.kind !== 'ask')) return
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
  const least = nearEnough * (decision.ranked[0]?.score ?? 0)
  return decision.ranked
    .slice(0, most)
    .filter(({ score }) => score >= least)
    .flatMap(({ at }) => shelf.at(at) ?? [])
}

/** How soon somebody was told is measured as care: the time to a first answer goes on until a person gives one. */
async function noteCare(
  tx: Tx,
  { brand_id: brandId, id: conversationId, customer_id: customerId, created_at }: Conversation,
  messageId: number,
  promisedFor: Date | null,
): Promise<void> {
  await sql`
    update conversations set acknowledged_at = now(), promised_for = ${promisedFor}
    where brand_id = ${brandId} and id = ${conversationId}`.execute(tx)
  await record(tx, {
    type: 'conversation.acknowledged',
    brandId,
    conversationId,
    customerId,
    messageId,
    actor: { kind: 'system' },
    data: {
      promisedFor: promisedFor?.toISOString() ?? null,
      seconds: Math.max(0, Math.round((now().getTime() - created_at.getTime()) / 1_000)),
    },
  })
}
