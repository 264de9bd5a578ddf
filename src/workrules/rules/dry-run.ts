import { sql } from 'kysely'
import type { z } from 'zod'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import { choicesOf } from './choices.ts'
import { compile } from './compile.ts'
import type { dryRun as contract } from './contract.ts'
import { judge } from './judge.ts'
import { factsOf } from './load-facts.ts'
import { beginnings, occasions, occasionsOf, type When } from './occasions.ts'
import { refuseUnfit } from './refuse-unfit.ts'
import { rewind } from './rewind.ts'
import { deedWords } from './words.ts'

type Wish = z.output<(typeof contract)['body']>
type Tried = Sendable<z.input<(typeof contract)['reply']>>
type Event = { id: number; type: string; data: Record<string, unknown>; at: Date; messageId: number | null }
type Past = { id: number; subject: string; customer: string; event: Event; since: Event[] }

const mostShown = 200

/**
 * What a rule would have done with a brand's latest conversations, by the same engine: each as it was when what the rule waits for last
 * happened in it. Writes nothing.
 */
export async function dryRun(tx: Tx, wish: Wish, locale: Locale): Promise<Tried> {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  await refuseUnfit(tx, wish.brandId, wish)
  const rule = compile({ ...wish, id: 0, name: '', isLast: false })
  const past = await pastOf(tx, wish)
  const abouts = past.map((one) => ({
    conversationId: one.id,
    messageId: one.event.messageId,
    at: momentOf(wish.when, one.event.at),
  }))
  const facts = await factsOf(tx, wish.brandId, abouts)
  const choices = await choicesOf(tx, wish.brandId, locale)
  const items: Tried['items'][number][] = []
  let matched = 0
  for (const one of past) {
    const known = facts.get(one.id)
    if (!known || !rule) continue
    const [acting] = judge([rule], { ...known, conversation: rewind(known.conversation, one.since) }).acting
    if (!acting) continue
    matched++
    if (items.length >= mostShown) continue
    const deeds = rule.deeds.map(({ action, value }, at) =>
      deedWords({ action: action.key, value, changes: acting.changes[at] ?? {} }, choices, locale),
    )
    items.push({
      conversationId: one.id,
      subject: one.subject,
      customer: one.customer,
      at: one.event.at,
      deeds,
    })
  }
  return { looked: await countLooked(tx, wish), asked: past.length, matched, items }
}

/** A rule of time looks when the time is over, though not into the future. */
function momentOf(when: When, at: Date): Date {
  if ('on' in when) return at
  return new Date(Math.min(at.getTime() + when.after.minutes * 60_000, now().getTime()))
}

/** The latest conversations in which it happened, each with the last time and all that came after, newest first. */
async function pastOf(tx: Tx, { brandId, when, last }: Wish): Promise<Past[]> {
  const types =
    'on' in when
      ? occasions.filter((one) => one.key === when.on).map((one) => one.type)
      : beginnings.filter((one) => one.key === when.after.since).map((one) => one.type)
  const { rows } = await sql<{ id: number; subject: string; customer: string; events: Event[] }>`
    select c.id, c.subject, c.customer, coalesce(happened.events, '[]') as events
    from (
      select c.brand_id, c.id, c.subject, customers.name as customer, c.last_message_at from conversations c
      join customers on (customers.brand_id, customers.id) = (c.brand_id, c.customer_id)
      where c.brand_id = ${brandId} and c.merged_into_id is null
      order by c.last_message_at desc, c.id desc limit ${last}
    ) c
    cross join lateral (
      select json_agg(json_build_object('id', id, 'type', type, 'data', data, 'at', at, 'messageId', message_id) order by id desc) as events
      from events where brand_id = c.brand_id and conversation_id = c.id
    ) happened
    order by c.last_message_at desc, c.id desc`.execute(tx)
  return rows.flatMap(({ events, ...row }) => {
    const at = events.findIndex((event) => types.includes(event.type) && isAwaited(when, event))
    const event = events[at]
    return event ? [{ ...row, event: { ...event, at: new Date(event.at) }, since: events.slice(0, at) }] : []
  })
}

function isAwaited(when: When, event: Event): boolean {
  if ('on' in when) return occasionsOf(event).includes(when.on)
  return when.after.since !== 'opened' || event.data.isFirst === true
}

async function countLooked(tx: Tx, { brandId, last }: Wish): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from (select from conversations
      where brand_id = ${brandId} and merged_into_id is null limit ${last}) x`.execute(tx)
  return rows[0]?.total ?? 0
}
