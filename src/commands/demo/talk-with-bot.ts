import { sql } from 'kysely'
import { judgeAnswers } from '#answers/measured/judge.ts'
import { learnReasons } from '#answers/reasons/learn.ts'
import { seedReasons } from '#answers/reasons/seed.ts'
import { suggestReason } from '#answers/reasons/suggest.ts'
import { answerQuestion } from '#answers/talk/answer-question.ts'
import type { Incoming } from '#channels/incoming.ts'
import { takeInWithin } from '#channels/take-in.ts'
import { changeStatus } from '#conversations/change-status.ts'
import { conversationFor } from '#conversations/door.ts'
import type { Pressed, QuickReply } from '#conversations/quick-replies.ts'
import { reply } from '#conversations/reply.ts'
import { botQuestions } from '#database/sample/bot-questions.ts'
import { actorOf } from '#platform/caller.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import type { Desk } from '../../desk.ts'
import type { Dice } from './dice.ts'
import type { Shop } from './furnish.ts'
import { moveConversation, moveMessage } from './play.ts'

const talks = 72
const days = 28
const sideBySide = 4
const helpsMostly = 0.72
const answered = {
  ja: 'お待たせいたしました。担当者が確認し、ご登録のメールアドレスに詳しくご案内いたしました。',
  en: 'Thank you for waiting. I have looked into it and sent you the details by email.',
}

/** Some weeks of talks with the bot, by its own doing: what visitors pressed is chance, what it answered is not. */
export async function talkWithBot(desk: Desk, shop: Shop, dice: Dice): Promise<void> {
  const hear = answerQuestion({ ...desk, reasons: { suggest: reasonsBySeed(shop) } })
  const wishes = Array.from({ length: talks }, (_, at) => ({
    ...dice.pick(botQuestions),
    visitor: at + 1,
    beganAt: new Date(Date.now() - 3_600_000 - dice.next() * days * 86_400_000),
    chances: Array.from({ length: 6 }, () => dice.next()),
  }))
  await Promise.all(
    Array.from({ length: sideBySide }, async (_, lane) => {
      for (let at = lane; at < wishes.length; at += sideBySide) {
        const wish = wishes[at]
        if (wish) await talk(desk, shop, hear, wish)
      }
    }),
  )
  await judgeAnswers(desk)(undefined, once)
}

const once = { attempt: 1, isLastAttempt: false }

/** What a question is about, before the desk has learnt anything of its own. */
function reasonsBySeed(shop: Shop) {
  const model = learnReasons(
    seedReasons.flatMap(({ slug, texts }) => texts.map((text) => ({ text, label: slug }))),
  )
  return async (_brandId: number, text: string) => {
    const { label, probability } = suggestReason(model, text, 1)
    const reasonId = shop.reasons.get(label)
    return reasonId === undefined ? null : { reasonId, probability }
  }
}

type Wish = (typeof botQuestions)[number] & { visitor: number; beganAt: Date; chances: number[] }

async function talk(
  desk: Desk,
  shop: Shop,
  hear: ReturnType<typeof answerQuestion>,
  wish: Wish,
): Promise<void> {
  const { brandId } = shop
  const within = <T>(work: (tx: Tx) => Promise<T>) => inBrands(desk.db, [brandId], work)
  let incoming = firstMessage(shop, wish)
  const { conversationId } = await within((tx) => takeInWithin(tx, incoming, async () => undefined))
  for (const chance of wish.chances) {
    await hear({ brandId, conversationId }, once)
    const pressed = await within((tx) => press(tx, brandId, conversationId, chance))
    if (!pressed) break
    incoming = { ...incoming, text: pressed.label, pressed: pressed.pressed }
    await within((tx) => takeInWithin(tx, incoming, () => conversationFor(tx, conversationId, 'change')))
  }
  await within((tx) => settle(tx, shop, conversationId, wish))
}

function firstMessage({ brandId }: Shop, { visitor, locale, text }: Wish): Incoming {
  const shown = locale === 'ja' ? `ゲスト ${visitor}` : `Guest ${visitor}`
  return {
    brandId,
    channel: 'chat',
    externalId: null,
    kind: 'message',
    from: { kind: 'visitor', value: `sample-${visitor}`, shown, name: '', isVerified: false },
    subject: '',
    text,
    folded: [],
    html: null,
    remoteImages: 0,
    attachments: [],
    expectedLanguage: locale,
  }
}

/** Which button this visitor presses; nothing when there is none, or when they have read enough. */
async function press(
  tx: Tx,
  brandId: number,
  conversationId: number,
  chance: number,
): Promise<{ label: string; pressed: Pressed } | undefined> {
  const { rows } = await sql<{ id: number; direction: string; offered: QuickReply[] }>`
    select id, direction, quick_replies as offered from messages
    where brand_id = ${brandId} and conversation_id = ${conversationId} and direction <> 'note' order by id desc limit 1`.execute(
    tx,
  )
  const [last] = rows
  if (!last || last.direction === 'in' || last.offered.length === 0) return undefined
  const wanted = ['helped', 'article:']
  const key = chance < helpsMostly ? wanted : chance < 0.88 ? ['person'] : ['more', 'none']
  // Some leave without a word.
  const found =
    chance > 0.96 ? undefined : last.offered.find((one) => key.some((start) => one.key.startsWith(start)))
  return found && { label: found.label, pressed: { messageId: last.id, key: found.key } }
}

/** A person has answered what was handed over, and all of it happened when it is said to have. */
async function settle(tx: Tx, shop: Shop, conversationId: number, { beganAt, locale }: Wish): Promise<void> {
  const { brandId } = shop
  const conversation = await conversationFor(tx, conversationId, 'change')
  const [agent] = shop.people.filter((one) => one.role === 'agent')
  const isOld = beganAt.getTime() < Date.now() - 2 * 86_400_000
  if (agent && isOld && ['new', 'open'].includes(conversation.status)) {
    const lastSeenEventId = conversation.last_event_id
    await reply(tx, agent, conversation, {
      text: answered[locale],
      attachmentIds: [],
      lastSeenEventId,
      cc: [],
      bcc: [],
      checks: 'done',
    })
    const fresh = await conversationFor(tx, conversationId, 'change')
    await changeStatus(tx, fresh, { status: 'resolved', actor: actorOf(agent) })
  }
  const messages = await tx
    .selectFrom('messages')
    .select(['id', 'staff_id'])
    .where('brand_id', '=', brandId)
    .where('conversation_id', '=', conversationId)
    .orderBy('id')
    .execute()
  for (const [at, { id, staff_id }] of messages.entries()) {
    const minutes = staff_id === null ? at / 2 : 90
    await moveMessage(tx, brandId, id, new Date(beganAt.getTime() + minutes * 60_000))
  }
  await moveConversation(tx, brandId, conversationId)
  await sql`update bot_talks t set started_at = c.created_at, ended_at = case when t.ended_at is not null then c.last_message_at end
    from conversations c where (c.brand_id, c.id) = (t.brand_id, t.conversation_id)
      and t.brand_id = ${brandId} and t.conversation_id = ${conversationId}`.execute(tx)
  await sql`update bot_answers a set created_at = m.created_at, outcome_at = case when a.outcome is not null then m.created_at + interval '1 minute' end
    from messages m where (m.brand_id, m.id) = (a.brand_id, a.question_message_id)
      and a.brand_id = ${brandId} and a.conversation_id = ${conversationId}`.execute(tx)
}
