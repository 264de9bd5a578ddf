import { type Selectable, sql } from 'kysely'
import type { BotAnswers, BotTalks } from '#database/tables.ts'
import { type ChatSettings, chatSettingsOf } from '#channels/web-chat/settings.ts'
import type { Pressed, QuickReply } from '#conversations/quick-replies.ts'
import { ended } from '#conversations/change-status.ts'
import type { Conversation } from '#conversations/door.ts'
import {
  type Acknowledgement,
  acknowledgement,
  type BotSettings,
  botSettings,
} from '#people/brands/contract.ts'
import { clockBy } from '#customers/clock.ts'
import { saidCalendarOf } from '#people/calendars/calendar-of.ts'
import type { Calendar } from '#platform/calendar/calendar.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { isLocale, type Locale } from '#platform/locale.ts'

export type Talk = Selectable<BotTalks>
export type Answer = Selectable<BotAnswers>

export type Brand = {
  id: number
  slug: string
  name: string
  locale: Locale
  timeZone: string
  domain: string | null
  bot: BotSettings
  chat: ChatSettings
  acknowledgement: Acknowledgement
  /** Who asks for somebody in charge goes up at once, and is told by when they hear from them. */
  raisesWhenAsked: boolean
  /** When people answer what comes in the chat; undefined when nobody has said so. */
  calendar: Calendar | undefined
}

/** What the customer wrote since the bot last spoke: one question, however many messages it took. */
export type Heard = {
  messageId: number
  text: string
  pressed: Pressed | null
  language: string | null
}

/** Everything that decides what is said next, as it stood at one moment. */
export type Scene = {
  brand: Brand
  conversation: Conversation
  talk: Talk | undefined
  heard: Heard
  /** What the bot's last message offered to press. */
  offered: readonly QuickReply[]
  /** The last question, while the customer has not said whether its answer helped. */
  open: Answer | undefined
  /** What was asked before, oldest first. */
  asked: readonly Answer[]
  locale: Locale
  clock: { locale: Locale; timeZone: string; isTheirs: boolean }
  country: string | null
  customerName: string
  /** Where an answer reaches the customer besides here. */
  email: string | null
}

export async function brandOf(tx: Tx, id: number): Promise<Brand | undefined> {
  const row = await tx
    .selectFrom('brands')
    .select(['slug', 'name', 'locale', 'time_zone', 'settings'])
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const settings = Object(row.settings) as { bot?: unknown; acknowledgement?: unknown; helpDomain?: unknown }
  const bot = botSettings.safeParse(settings.bot ?? {})
  const confirming = acknowledgement.safeParse(settings.acknowledgement ?? {})
  return {
    id,
    slug: row.slug,
    name: row.name,
    locale: isLocale(row.locale) ? row.locale : 'ja',
    timeZone: row.time_zone,
    domain: typeof settings.helpDomain === 'string' ? settings.helpDomain : null,
    // Settings that cannot be read leave the bot off.
    bot: bot.success ? bot.data : botSettings.parse({}),
    chat: chatSettingsOf(row.settings),
    acknowledgement: confirming.success ? confirming.data : acknowledgement.parse({}),
    raisesWhenAsked: await raisesWhenAsked(tx, id),
    calendar: await saidCalendarOf(tx, { brandId: id, channel: 'chat' }),
  }
}

async function raisesWhenAsked(tx: Tx, brandId: number): Promise<boolean> {
  const { rows } = await sql<{ does: boolean }>`
    select exists (select from escalation_levels where brand_id = ${brandId} and removed_at is null) and coalesce(
      (select raises_when_asked from escalation_settings where brand_id = ${brandId}), true) as does`.execute(
    tx,
  )
  return rows[0]?.does ?? false
}

/** The scene of a conversation, or undefined when there is nothing to answer or a person has it. */
export async function sceneOf(tx: Tx, brand: Brand, conversation: Conversation): Promise<Scene | undefined> {
  const talk = await talkOf(tx, conversation)
  const heard = await heardSince(tx, conversation, talk?.answered_message_id ?? 0)
  if (!heard) return undefined
  const [asked, offered, who] = [
    await answersIn(tx, conversation),
    await lastOffered(tx, conversation),
    await customerOf(tx, conversation),
  ]
  const { timeZone: zone, country, email } = who
  const clock = clockBy({ zone, country, email, brandZone: brand.timeZone }, now())
  const locale = localeOf(heard, talk, who.language ?? conversation.language, brand)
  const whose = { brandId: brand.id, teamId: conversation.team_id, channel: conversation.channel }
  return {
    brand: { ...brand, calendar: await saidCalendarOf(tx, whose) },
    conversation,
    talk,
    heard,
    offered,
    asked,
    open: asked.findLast((one) => one.outcome === null && one.decision !== 'hand_over'),
    locale,
    clock: { locale, ...clock },
    country: who.country,
    customerName: who.name,
    email: talk?.email ?? who.email,
  }
}

/**
 * As soon as a person has it, the bot is silent: assigned, or a person has written since the conversation was last settled. Who comes back to
 * a settled one weeks later and finds nobody assigned waits for nobody in particular, and is met as at the first time.
 */
export async function isWithPerson(tx: Tx, conversation: Conversation): Promise<boolean> {
  if (conversation.assignee_id !== null) return true
  const settled = await lastSettledAt(tx, conversation)
  const { rows } = await sql<{ id: number }>`
    select id from messages where brand_id = ${conversation.brand_id} and conversation_id = ${conversation.id}
      and direction <> 'in' and not is_automatic and created_at > ${settled ?? '-infinity'} limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** What the bot remembers of a conversation; what was handed over and settled since is a matter of its own no more. */
export async function talkOf(tx: Tx, conversation: Conversation): Promise<Talk | undefined> {
  const talk = await tx
    .selectFrom('bot_talks')
    .selectAll()
    .where('brand_id', '=', conversation.brand_id)
    .where('conversation_id', '=', conversation.id)
    .executeTakeFirst()
  if (talk?.state !== 'handed_over') return talk
  const settled = await lastSettledAt(tx, conversation)
  if (!settled || (talk.ended_at && settled < talk.ended_at)) return talk
  const anew = { state: 'done', handed_over_because: null, waits_for: 'question', rounds: 0, unhelped: 0 }
  return { ...talk, ...anew, offered: [], order_number: null, promised_for: null }
}

async function lastSettledAt(tx: Tx, { brand_id, id }: Conversation): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`
    select at from events where brand_id = ${brand_id} and conversation_id = ${id}
      and type = 'conversation.status_changed' and data->>'to' = any (${[...ended]})
    order by id desc limit 1`.execute(tx)
  return rows[0]?.at
}

export async function newestQuestion(tx: Tx, conversation: Conversation): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select coalesce(max(id), 0) as id from messages where brand_id = ${conversation.brand_id}
      and conversation_id = ${conversation.id} and direction = 'in' and kind = 'message'`.execute(tx)
  return rows[0]?.id ?? 0
}

async function heardSince(tx: Tx, conversation: Conversation, after: number): Promise<Heard | undefined> {
  const { rows } = await sql<{ id: number; text: string; pressed: Pressed | null; language: string | null }>`
    select id, text, pressed, language from messages
    where brand_id = ${conversation.brand_id} and conversation_id = ${conversation.id} and id > ${after}
      and direction = 'in' and kind = 'message' order by id desc limit 20`.execute(tx)
  const [last] = rows
  if (!last) return undefined
  // What was pressed says all; words before it were said to something else.
  if (last.pressed) return { ...last, messageId: last.id }
  const typed = rows.filter((row) => !row.pressed).reverse()
  return { ...last, messageId: last.id, text: typed.map((row) => row.text).join('\n') }
}

async function answersIn(tx: Tx, { brand_id, id }: Conversation): Promise<Answer[]> {
  const rows = await tx
    .selectFrom('bot_answers')
    .selectAll()
    .where('brand_id', '=', brand_id)
    .where('conversation_id', '=', id)
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  return rows.reverse()
}

async function lastOffered(tx: Tx, conversation: Conversation): Promise<QuickReply[]> {
  const { rows } = await sql<{ offered: QuickReply[] }>`
    select quick_replies as offered from messages where brand_id = ${conversation.brand_id}
      and conversation_id = ${conversation.id} and direction = 'out' order by id desc limit 1`.execute(tx)
  return rows[0]?.offered ?? []
}

type Who = {
  name: string
  language: string | null
  timeZone: string | null
  country: string | null
  email: string | null
}

async function customerOf(tx: Tx, conversation: Conversation): Promise<Who> {
  const { rows } = await sql<Who>`
    select coalesce(visitor.language, customer.language) as language,
      coalesce(customer.time_zone, visitor.time_zone) as "timeZone", customer.country, customer.name,
      coalesce(visitor.email, (select shown from identities where brand_id = customer.brand_id and customer_id = customer.id
        and kind = 'email' order by verified_at nulls last, id limit 1)) as email
    from customers customer
    left join lateral (
      select language, time_zone, email from visitors where brand_id = customer.brand_id
        and conversation_id = ${conversation.id} order by last_seen_at desc limit 1
    ) visitor on true
    where customer.brand_id = ${conversation.brand_id} and customer.id = ${conversation.customer_id}`.execute(
    tx,
  )
  return rows[0] ?? { name: '', language: null, timeZone: null, country: null, email: null }
}

/** What is written decides; a button or a word that could be any language leaves it as it was. */
function localeOf(heard: Heard, talk: Talk | undefined, expected: string | null, brand: Brand): Locale {
  const before = talk && isLocale(talk.locale) ? talk.locale : undefined
  const wanted = isLocale(expected) ? expected : brand.locale
  if (
    heard.pressed ||
    !/\p{L}{3}|[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]{2}/u.test(heard.text)
  )
    return before ?? wanted
  return isLocale(heard.language) ? heard.language : (before ?? wanted)
}
