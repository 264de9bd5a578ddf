import { sql } from 'kysely'
import type { Channel, Incoming } from '#channels/incoming.ts'
import { takeInWithin } from '#channels/take-in.ts'
import type { Product } from '#database/sample/people.ts'
import type { Scenario, Turn } from '#database/sample/scenario.ts'
import { assign } from '#conversations/assign.ts'
import { changeStatus } from '#conversations/change-status.ts'
import { conversationFor } from '#conversations/door.ts'
import { reply } from '#conversations/reply.ts'
import { writeNote } from '#conversations/write-note.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import { removeJob } from '#platform/jobs.ts'
import type { Desk } from '../../desk.ts'
import type { Dice } from './dice.ts'
import { fillInForm } from './fill-in-form.ts'
import type { Shop } from './furnish.ts'

export type Customer = { name: string; address: string; country: string; region: string; timeZone: string }

/** How a scenario is played this time. `turns` may stop before the end: then somebody still waits. */
export type Performance = {
  scenario: Scenario
  turns: readonly Turn[]
  customer: Customer
  agent: Caller
  isAssigned: boolean
  beganAt: Date
  product: Product
  fill: Record<string, string>
}

/** Plays one conversation through the desk's own actions, then moves it to its place in time. */
export async function play(desk: Desk, shop: Shop, dice: Dice, performance: Performance): Promise<void> {
  await inBrands(desk.db, [shop.brandId], async (tx) => {
    const opening = await openWith(tx, shop, dice, performance)
    let at = performance.beganAt.getTime()
    await moveMessage(tx, shop.brandId, opening.messageId, new Date(at))
    for (const turn of performance.turns.slice(1)) {
      at = Math.min(at + (10 + dice.below(turn.by === 'customer' ? 900 : 240)) * 60_000, Date.now() - 60_000)
      const messageId = await say(tx, performance, opening, turn)
      await moveMessage(tx, shop.brandId, messageId, new Date(at))
    }
    const last = performance.turns.at(-1)
    const conversation = await conversationFor(tx, opening.conversationId, 'change')
    if (performance.isAssigned && conversation.assignee_id === null) {
      await assign(tx, conversation, {
        staffId: performance.agent.staffId,
        actor: actorOf(performance.agent),
      })
    }
    const isOver = performance.turns.length === performance.scenario.turns.length && last?.by !== 'note'
    if (performance.isAssigned || isOver) {
      const { agent, beganAt, product, scenario } = performance
      const about = { reason: scenario.reason, product: product.key, beganAt, isOver, agent }
      await fillInForm(tx, conversation, about, dice)
    }
    if (isOver && dice.chance(0.9)) {
      const fresh = await conversationFor(tx, opening.conversationId, 'change')
      await changeStatus(tx, fresh, { status: 'resolved', actor: actorOf(performance.agent) })
    }
    await moveConversation(tx, shop.brandId, opening.conversationId)
  })
}

export type Opening = { conversationId: number; messageId: number; incoming: Incoming }

export async function openWith(tx: Tx, shop: Shop, dice: Dice, performance: Performance): Promise<Opening> {
  const { scenario } = performance
  const channel = dice.pick(scenario.channels)
  const incoming = incomingOf(shop, performance, channel)
  const taken = await takeInWithin(tx, incoming, async () => undefined)
  await tx
    .updateTable('conversations')
    .set({ mailbox_id: channel === 'chat' ? null : shop.mailboxId })
    .where('brand_id', '=', shop.brandId)
    .where('id', '=', taken.conversationId)
    .execute()
  for (const name of scenario.tags) await label(tx, shop.brandId, taken.conversationId, name)
  return { ...taken, incoming }
}

/** What the customer of a scenario writes first, as its channel would bring it. */
export function incomingOf(shop: Shop, performance: Performance, channel: Channel): Incoming {
  const { scenario, customer } = performance
  return {
    brandId: shop.brandId,
    channel,
    externalId: null,
    kind: 'message',
    from: {
      kind: 'email',
      value: customer.address,
      shown: customer.address,
      name: customer.name,
      isVerified: false,
    },
    subject: filled(scenario.subject, performance),
    text: filled(performance.turns[0]?.text ?? '', performance),
    folded: [],
    html: null,
    remoteImages: 0,
    attachments: [],
    reasonId: shop.reasons.get(scenario.reason) ?? null,
    orderNumber: performance.fill.order ?? null,
  }
}

export async function say(tx: Tx, performance: Performance, opening: Opening, turn: Turn): Promise<number> {
  const conversation = await conversationFor(tx, opening.conversationId, 'change')
  const text = filled(turn.text, performance)
  if (turn.by === 'customer') {
    return (await takeInWithin(tx, { ...opening.incoming, text }, async () => conversation)).messageId
  }
  if (turn.by === 'note') {
    return writeNote(tx, performance.agent, conversation, { text, attachmentIds: [], mentions: [] })
  }
  if (conversation.assignee_id === null) {
    await assign(tx, conversation, { staffId: performance.agent.staffId, actor: actorOf(performance.agent) })
  }
  const current = await conversationFor(tx, opening.conversationId, 'change')
  const lastSeenEventId = current.last_event_id
  return reply(tx, performance.agent, current, {
    text,
    attachmentIds: [],
    lastSeenEventId,
    cc: [],
    bcc: [],
    checks: 'done',
  })
}

/** The words with their places filled in. */
export function filled(text: string, { fill }: Pick<Performance, 'fill'>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => fill[name] ?? whole)
}

async function label(tx: Tx, brandId: number, conversationId: number, name: string): Promise<void> {
  await sql`
    with tag as (
      insert into tags (brand_id, name) values (${brandId}, ${name})
      on conflict (brand_id, name) do update set name = excluded.name returning id
    )
    insert into conversation_tags (brand_id, conversation_id, tag_id) select ${brandId}, ${conversationId}, id from tag`.execute(
    tx,
  )
}

/** Puts a message into the past. Nobody of the sample lives anywhere: what they were answered has left long ago. */
export async function moveMessage(tx: Tx, brandId: number, messageId: number, at: Date): Promise<void> {
  await removeJob(tx, `send:${messageId}`)
  await sql`
    with moved as (
      update messages set created_at = ${at}, send_at = case when direction = 'out' then ${at}::timestamptz end,
        sent_at = case when direction = 'out' then ${at}::timestamptz end,
        delivery_state = case when direction = 'out' then 'sent' end
      where brand_id = ${brandId} and id = ${messageId}
    ), searchable as (
      update message_search set sent_at = ${at}, is_late = true, tokens = tokens || array_to_tsvector(array[${`§${brandId}x`}])
      where brand_id = ${brandId} and message_id = ${messageId}
    )
    update events set at = ${at} where brand_id = ${brandId} and message_id = ${messageId}`.execute(tx)
}

/** Times of the conversation follow from its messages; other events happened with the message before them. */
export async function moveConversation(tx: Tx, brandId: number, conversationId: number): Promise<void> {
  await sql`
    update conversations c set created_at = times.first, last_message_at = times.last, last_from_customer_at = times.customer,
      last_from_staff_at = times.staff, first_replied_at = times.replied,
      waiting_since = case when c.waiting_since is null then null else times.customer end,
      resolved_at = case when c.resolved_at is null then null else times.last end
    from (
      select min(created_at) as first, max(created_at) as last,
        max(created_at) filter (where direction = 'in') as customer,
        max(created_at) filter (where direction = 'out' and not is_automatic) as staff,
        min(created_at) filter (where direction = 'out' and not is_automatic) as replied
      from messages where brand_id = ${brandId} and conversation_id = ${conversationId}
    ) times
    where c.brand_id = ${brandId} and c.id = ${conversationId}`.execute(tx)
  await sql`
    update events e set at = (
      select max(m.created_at) from messages m join events sent on (sent.brand_id, sent.message_id) = (m.brand_id, m.id)
      where m.brand_id = ${brandId} and m.conversation_id = ${conversationId} and sent.id < e.id)
    where e.brand_id = ${brandId} and e.conversation_id = ${conversationId} and e.message_id is null`.execute(
    tx,
  )
}
