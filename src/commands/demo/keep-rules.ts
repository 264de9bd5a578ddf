import { sql } from 'kysely'
import { rules } from '#database/sample/rules.ts'
import { usTeam } from '#database/sample/working-hours.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import { createRule as contract } from '#workrules/rules/contract.ts'
import { type HeldRules, holdRules } from '#workrules/rules/held.ts'
import { occasionsOf } from '#workrules/rules/occasions.ts'
import { askRules } from '#workrules/rules/run-rules.ts'
import { createRule } from '#workrules/rules/save-rule.ts'
import type { Desk } from '../../desk.ts'
import type { Shop } from './furnish.ts'

type Received = {
  id: number
  conversationId: number
  messageId: number
  type: string
  data: Record<string, unknown>
  at: Date
}

/** Writes down the sample's rules and asks them about what waits, as if they had been there when it came. */
export async function keepRules(desk: Desk, shop: Shop): Promise<void> {
  const { brandId } = shop
  const waiting = await inBrands(desk.db, [brandId], async (tx) => {
    await write(tx, shop)
    return received(tx, brandId)
  })
  const held = holdRules()
  for (const event of waiting) await inBrands(desk.db, [brandId], (tx) => ask(tx, held, brandId, event))
}

async function write(tx: Tx, { brandId, people }: Shop): Promise<void> {
  const team = await tx.selectFrom('teams').select('id').where('name', '=', usTeam).executeTakeFirstOrThrow()
  const supervisor = people.find((one) => one.role === 'supervisor')
  if (!supervisor) throw new Error('The sample has no supervisor')
  const { staffId: id } = supervisor
  for (const rule of rules({ usTeamId: team.id, supervisorId: id }))
    await createRule(tx, contract.body.parse({ ...rule, brandId }), id, { kind: 'staff', id })
}

/** What customers wrote in conversations that wait for an answer. */
async function received(tx: Tx, brandId: number): Promise<Received[]> {
  const { rows } = await sql<Received>`
    select e.id, e.conversation_id as "conversationId", e.message_id as "messageId", e.type, e.data, m.created_at as at
    from conversations c
    join events e on e.brand_id = c.brand_id and e.conversation_id = c.id and e.type = 'message.received'
    join messages m on (m.brand_id, m.id) = (e.brand_id, e.message_id)
    where c.brand_id = ${brandId} and c.waiting_since is not null and c.status in ('new', 'open')
    order by m.created_at`.execute(tx)
  return rows
}

async function ask(tx: Tx, held: HeldRules, brandId: number, event: Received): Promise<void> {
  const { conversationId, messageId } = event
  const keys = new Set(occasionsOf(event))
  await askRules(
    tx,
    held,
    { brandId, conversationId },
    {
      name: `event ${event.id}`,
      eventId: event.id,
      messageId,
      chain: [],
      fits: ({ when }) => 'on' in when && keys.has(when.on),
    },
  )
  await moveTo(tx, brandId, event.id, new Date(event.at.getTime() + 2_000))
}

/** Moves what rules have just done to its place in time. */
async function moveTo(tx: Tx, brandId: number, eventId: number, at: Date): Promise<void> {
  const run = sql`brand_id = ${brandId} and event_id = ${eventId}`
  await sql`update rule_deeds set at = ${at}
    where brand_id = ${brandId} and run_id in (select id from rule_runs where ${run})`.execute(tx)
  await sql`update rule_runs set at = ${at} where ${run}`.execute(tx)
  // What was recorded in this transaction is the rules' doing.
  await sql`
    with told as (
      update events set at = ${at} where brand_id = ${brandId} and actor = 'rule' and transaction = pg_current_xact_id()
      returning message_id
    )
    update messages set created_at = ${at} where brand_id = ${brandId} and id in (select message_id from told)`.execute(
    tx,
  )
}
