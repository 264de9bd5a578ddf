import { sql } from 'kysely'
import { escalationReasons, matters, type SampleMatter } from '#database/sample/handed-up.ts'
import type { Scenario } from '#database/sample/scenario.ts'
import { products } from '#database/sample/people.ts'
import { conversationFor } from '#conversations/door.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import { setEscalationWatch } from '#workrules/escalation/ask-level.ts'
import { accept } from '#workrules/escalation/accept.ts'
import { end, sendBack } from '#workrules/escalation/hand-on.ts'
import { raise } from '#workrules/escalation/raise.ts'
import { saveSettings, settingsOf } from '#workrules/escalation/settings.ts'
import type { Desk } from '../../desk.ts'
import type { Dice } from './dice.ts'
import type { Shop } from './furnish.ts'
import { moveConversation, moveMessage, openWith, type Performance, say } from './play.ts'
import { takeInComplaint } from './take-in-complaint.ts'

const hour = 3_600_000
const at = (hoursAgo: number) => new Date(Date.now() - hoursAgo * hour)

/** The sample's levels, and matters that were handed up or complained of, each played through the desk's own actions. */
export async function handUp(desk: Desk, shop: Shop, dice: Dice): Promise<void> {
  const agents = shop.people.filter((one) => one.role === 'agent')
  const [lead] = shop.people.filter((one) => one.role === 'supervisor')
  const [head] = shop.people.filter((one) => one.role === 'admin')
  if (!lead || !head) return
  await inBrands(desk.db, [shop.brandId], (tx) => setLevels(tx, shop.brandId, { agents, lead, head }))
  for (const matter of matters) {
    const agent = agents.find((one) => one.locale === matter.language) ?? agents[0]
    if (!agent) return
    await inBrands(desk.db, [shop.brandId], async (tx) => {
      const id = await tell(tx, shop, dice, agent, matter)
      const last = matter.turns.at(-1)?.hoursAgo ?? 1
      if (matter.complaint) await takeInComplaint(tx, desk, agent, id, matter.complaint, at(last - 0.3))
      if (matter.escalation) await escalate(tx, { shop, agent, lead, head }, id, matter)
    })
  }
}

type Leads = { agents: Caller[]; lead: Caller; head: Caller }

async function setLevels(tx: Tx, brandId: number, { agents, lead, head }: Leads): Promise<void> {
  const level = (nameJa: string, nameEn: string, people: Caller[], acceptMinutes: number, also = {}) => ({
    ...{ nameJa, nameEn, acceptMinutes, staffIds: people.map((one) => one.staffId) },
    ...{ answerMinutes: acceptMinutes * 8, teamId: null, calendarId: null, deputyId: null, ...also },
  })
  const settings = await settingsOf(tx, brandId)
  await saveSettings(tx, lead, brandId, {
    ...settings,
    levels: [
      level('担当者', 'Agent', agents, 60),
      level('スーパーバイザー', 'Supervisor', [lead], 30, { deputyId: head.staffId }),
      level('マネージャー', 'Manager', [head], 60),
    ],
    reasons: escalationReasons.map((one) => ({ ...one })),
  })
}

/** What was said so far, each at its time; the conversation's id. */
async function tell(tx: Tx, shop: Shop, dice: Dice, agent: Caller, matter: SampleMatter): Promise<number> {
  const { customer, language, subject, orderNumber, turns } = matter
  const [product] = products
  const scenario: Scenario = {
    ...{ language, subject, tags: [], channels: ['email'] },
    reason: matter.escalation?.reason === 0 ? 'manager' : 'complaint',
    turns: turns.map(({ by, text }) => ({ by, text })),
  }
  const performance: Performance = {
    ...{ scenario, agent, product, isAssigned: true, turns: scenario.turns },
    customer: { ...customer, region: '' },
    beganAt: at(turns[0]?.hoursAgo ?? 0),
    fill: orderNumber ? { order: orderNumber } : {},
  }
  const opening = await openWith(tx, shop, dice, performance)
  await moveMessage(tx, shop.brandId, opening.messageId, performance.beganAt)
  for (const turn of turns.slice(1))
    await moveMessage(tx, shop.brandId, await say(tx, performance, opening, turn), at(turn.hoursAgo))
  await moveConversation(tx, shop.brandId, opening.conversationId)
  await tx
    .updateTable('customers')
    .set({ country: customer.country, time_zone: customer.timeZone, language, language_evidence: 'messages' })
    .where('brand_id', '=', shop.brandId)
    .where('name', '=', customer.name)
    .execute()
  return opening.conversationId
}

async function escalate(
  tx: Tx,
  { shop, agent, lead, head }: { shop: Shop; agent: Caller; lead: Caller; head: Caller },
  conversationId: number,
  { escalation, turns }: SampleMatter,
): Promise<void> {
  if (!escalation) return
  const { brandId } = shop
  const settings = await settingsOf(tx, brandId)
  const [quoted] = turns.filter((one) => one.by === 'customer').toReversed()
  const id = await raise(
    tx,
    { actor: actorOf(agent), locale: agent.locale },
    await conversationFor(tx, conversationId, 'change'),
    {
      ...{ words: escalation.words, temperature: escalation.temperature, suggestion: escalation.suggestion },
      reasonId: settings.reasons[escalation.reason]?.id ?? null,
      levelId: settings.levels[escalation.level]?.id,
      ...{ quote: quoted?.text ?? '', quotedMessageId: null, tellsCustomer: true, notToldBecause: '' },
    },
  )
  const holder = escalation.level === 1 ? lead : head
  if (escalation.became === 'accepted' || escalation.became === 'ended') await accept(tx, holder, id)
  if (escalation.became === 'ended') await end(tx, holder, id, escalation.outcome ?? '')
  if (escalation.became === 'sent_back') await sendBack(tx, holder, id, escalation.outcome ?? '')
  await moveBack(tx, brandId, { id, conversationId }, escalation)
}

/** To its place in time: raised so many hours ago, and taken over, if it was, some twenty minutes later. */
async function moveBack(
  tx: Tx,
  brandId: number,
  { id, conversationId }: { id: number; conversationId: number },
  { hoursAgo, became }: NonNullable<SampleMatter['escalation']>,
): Promise<void> {
  const [raisedAt, acceptedAt, endedAt] = [at(hoursAgo), at(hoursAgo - 0.35), at(Math.max(1, hoursAgo - 20))]
  const isLate = became === 'late'
  // One that waits is to be taken over soon, so that it is late while somebody looks at the demo.
  const acceptBy = isLate ? at(-1) : at(-0.4)
  await sql`
    update escalations set raised_at = ${raisedAt}, asked_at = ${raisedAt}, accept_by = ${acceptBy},
      late_at = ${isLate ? at(hoursAgo - 1) : null}, deputy_asked_at = ${isLate ? at(hoursAgo - 1) : null},
      first_accepted_at = case when first_accepted_at is not null then ${acceptedAt}::timestamptz end,
      ended_at = case when ended_at is not null then ${endedAt}::timestamptz end
    where brand_id = ${brandId} and id = ${id}`.execute(tx)
  await sql`
    update escalation_stages set asked_at = ${raisedAt}, late_at = ${isLate ? at(hoursAgo - 1) : null},
      accepted_at = case when accepted_at is not null then ${acceptedAt}::timestamptz end,
      left_at = case when left_at is not null then ${endedAt}::timestamptz end
    where brand_id = ${brandId} and escalation_id = ${id}`.execute(tx)
  await sql`update escalation_cards set written_at = ${raisedAt} where brand_id = ${brandId} and escalation_id = ${id}`.execute(
    tx,
  )
  await sql`
    update events set at = case type when 'escalation.raised' then ${raisedAt}::timestamptz
        when 'escalation.accepted' then ${acceptedAt}::timestamptz else ${endedAt}::timestamptz end
    where brand_id = ${brandId} and conversation_id = ${conversationId} and type like 'escalation.%'`.execute(
    tx,
  )
  await sql`
    update messages set created_at = ${raisedAt}, send_at = ${raisedAt}, sent_at = ${raisedAt}, delivery_state = 'sent'
    where brand_id = ${brandId} and conversation_id = ${conversationId} and is_automatic and direction = 'out'`.execute(
    tx,
  )
  if (became === 'waits' || isLate) await setEscalationWatch(tx, { brandId, id }, acceptBy)
}
