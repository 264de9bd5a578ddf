import { sql } from 'kysely'
import { products } from '#database/sample/people.ts'
import type { Channel } from '#channels/incoming.ts'
import { incomingOf, type Performance } from '../play.ts'
import { letRead } from './approved-replies.ts'
import { goOn } from './conversations.ts'
import { letAnswer, letDecide, takeOver } from './deeds.ts'
import { keepOrNot } from './promises.ts'
import { scenarioOf } from './scenario-of.ts'
import { atWork, inShop, type Week } from './week.ts'

type Language = 'ja' | 'en'

/**
 * Puts on the agenda what was open when the week begins, so that it is worked off like what comes in: conversations are answered, promises
 * kept, replies and grants decided, colleagues answer, what was handed up is taken over. Some of each is left.
 */
export async function workOffWhatWasLeft(week: Week): Promise<void> {
  await goOnWithConversations(week)
  await keepPromises(week)
  await decideReplies(week)
  await decideGrants(week)
  await answerTasks(week)
  await takeOverWhatWaits(week)
}

/** Who still waits is answered as their scenario says; a matter of its own is left as it stands. */
async function goOnWithConversations(week: Week): Promise<void> {
  const { shop, dice } = week
  const { rows } = await inShop(week, (tx) =>
    sql<Waiting>`
      select c.id, c.channel, c.assignee_id as "assigneeId", c.created_at as "beganAt", customer.name,
        coalesce(customer.country, '') as country, coalesce(customer.time_zone, 'Asia/Tokyo') as "timeZone",
        coalesce(identity.shown, '') as address, said.id as "messageId", said.text, said.turns
      from conversations c
      join customers customer on (customer.brand_id, customer.id) = (c.brand_id, c.customer_id)
      left join lateral (select shown from identities where brand_id = c.brand_id and customer_id = c.customer_id
        and kind = 'email' order by id limit 1) identity on true
      cross join lateral (
        select min(id) as id, (array_agg(text order by id))[1] as text, count(*)::int as turns from messages
        where brand_id = c.brand_id and conversation_id = c.id and kind = 'message'
          and (direction = 'in' or staff_id is not null)) said
      where c.brand_id = ${shop.brandId} and c.status in ('new', 'open', 'pending_customer') and said.id is not null
      order by c.id`.execute(tx),
  )
  for (const row of rows) {
    const known = scenarioOf(row.text)
    if (!known || row.turns > known.scenario.turns.length || dice.chance(0.06)) continue
    const goods = known.fill['product'] ?? ''
    const performance: Performance = {
      ...known,
      turns: known.scenario.turns,
      customer: { ...row, region: '' },
      agent: shop.people.find((one) => one.staffId === row.assigneeId) ?? dice.pick(shop.people),
      isAssigned: true,
      beganAt: row.beganAt,
      product: products.find((one) => one.ja === goods || one.en === goods) ?? dice.pick(products),
      fill: { name: row.name, ...known.fill },
    }
    const incoming = incomingOf(shop, performance, row.channel)
    goOn(week, performance, { conversationId: row.id, messageId: row.messageId, incoming }, row.turns)
  }
}

type Waiting = {
  id: number
  channel: Channel
  assigneeId: number | null
  beganAt: Date
  name: string
  country: string
  timeZone: string
  address: string
  messageId: number
  text: string
  turns: number
}

async function keepPromises(week: Week): Promise<void> {
  const { rows } = await inShop(week, (tx) =>
    sql<{ id: number; staffId: number; dueAt: Date; language: Language | null }>`
      select promises.id, owner_id as "staffId", due_at as "dueAt", language from promises
      join conversations c on (c.brand_id, c.id) = (promises.brand_id, promises.conversation_id)
      where promises.brand_id = ${week.shop.brandId} and state = 'open' and owner_id is not null
      order by promises.id`.execute(tx),
  )
  for (const { id, staffId, dueAt, language } of rows) {
    const owner = week.shop.people.find((one) => one.staffId === staffId)
    const from = atWork(week, language ?? 'en', 60)
    if (owner) keepOrNot(week, owner, id, Math.max(dueAt.getTime(), from + 120 * 60_000), language ?? 'en')
  }
}

async function decideReplies(week: Week): Promise<void> {
  for (const { id, conversationId } of await openOnes(week, 'reply_approvals', 'waiting'))
    letRead(week, id, conversationId, () => undefined)
}

async function decideGrants(week: Week): Promise<void> {
  for (const { id, language } of await openOnes(week, 'approvals', 'waiting')) letDecide(week, id, language)
}

async function takeOverWhatWaits(week: Week): Promise<void> {
  for (const { id, conversationId, language } of await openOnes(week, 'escalations', 'waiting'))
    takeOver(week, id, conversationId, language)
}

async function answerTasks(week: Week): Promise<void> {
  const { rows } = await inShop(week, (tx) =>
    sql<{
      id: number
      askedById: number
      ownerId: number | null
      memberId: number | null
      language: Language | null
    }>`
      select tasks.id, asked_by_id as "askedById", owner_id as "ownerId", language,
        (select staff_id from team_members where team_id = tasks.team_id order by staff_id limit 1) as "memberId"
      from tasks join conversations c on (c.brand_id, c.id) = (tasks.brand_id, tasks.conversation_id)
      where tasks.brand_id = ${week.shop.brandId} and state = 'open' and not exists (
        -- Whether it is theirs is for a person to say.
        select from task_messages where brand_id = tasks.brand_id and task_id = tasks.id and is_doubted)
      order by tasks.id`.execute(tx),
  )
  const whoIs = (staffId: number | null) => week.shop.people.find((one) => one.staffId === staffId)
  for (const { id, askedById, ownerId, memberId, language } of rows) {
    const [agent, colleague] = [whoIs(askedById), whoIs(ownerId) ?? whoIs(memberId)]
    if (agent && colleague && week.dice.chance(0.9))
      letAnswer(week, { id, agent, colleague, language: language ?? 'en' })
  }
}

type Open = { id: number; conversationId: number; language: Language }

/** What stands in a state, with its conversation and the language to speak of it. */
async function openOnes(
  week: Week,
  table: 'approvals' | 'escalations' | 'reply_approvals',
  state: string,
): Promise<Open[]> {
  const { rows } = await inShop(week, (tx) =>
    sql<Open>`
      select one.id, c.id as "conversationId", coalesce(c.language, 'en') as language from ${sql.table(table)} one
      join conversations c on (c.brand_id, c.id) = (one.brand_id, one.conversation_id)
      where one.brand_id = ${week.shop.brandId} and one.state = ${state} order by one.id`.execute(tx),
  )
  return rows
}
