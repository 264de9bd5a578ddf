import { sql } from 'kysely'
import { conversationFor } from '#conversations/door.ts'
import { asJson } from '#platform/as-json.ts'
import { attempt } from '#platform/attempt.ts'
import { now } from '#platform/clock.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Task } from '#platform/jobs.ts'
import type { Locale } from '#platform/locale.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import type { Refusal } from '#platform/refusal.ts'
import type { Compiled } from './compile.ts'
import type { HeldRules } from './held.ts'
import { type Acting, type Changes, judge } from './judge.ts'
import { factsOf } from './load-facts.ts'
import { occasionsOf } from './occasions.ts'
import { stopWhatIsGone } from './stop-what-is-gone.ts'

/** Why rules are asked: an event or a time that has passed. `name` is the same however often the job runs. */
export type Cause = {
  name: string
  eventId: number | null
  messageId: number | null
  chain: readonly number[]
  fits: (rule: Compiled) => boolean
}

/** What an action did; why it could not, in both languages as it was said. */
export type Done = { action: string; value: unknown; changes: Changes; refused?: Record<Locale, string> }

// So often within an hour in one conversation is a circle that leads through somebody else's program.
const mostAnHour = 20

/** Asks the rules about something that happened. What is done, is told and is kept is one transaction; a second run finds it done. */
export function runRules(desk: { db: Database }, held: HeldRules): Task {
  return async (payload) => {
    const event = payload as RecordedEvent
    const { brandId, conversationId } = event
    if (conversationId === null) return
    const keys = new Set(occasionsOf(event))
    const cause: Cause = {
      name: `event ${event.id}`,
      eventId: event.id,
      messageId: event.messageId,
      chain: chainOf(event.data),
      fits: ({ when }) => 'on' in when && keys.has(when.on),
    }
    await inBrands(desk.db, [brandId], (tx) => askRules(tx, held, { brandId, conversationId }, cause))
  }
}

function chainOf({ chain }: Record<string, unknown>): number[] {
  return Array.isArray(chain) ? chain.map(Number) : []
}

/** Asks the rules of a brand about one conversation and does what they say. */
export async function askRules(
  tx: Tx,
  held: HeldRules,
  of: { brandId: number; conversationId: number },
  cause: Cause,
): Promise<void> {
  const rules = (await held.of(tx, of.brandId)).filter(cause.fits)
  if (rules.length === 0) return
  const conversation = await conversationFor(tx, of.conversationId, 'read')
  // What was merged away is looked after where it went.
  if (conversation.merged_into_id !== null) return
  await conversationFor(tx, of.conversationId, 'change')
  const runId = await beginRun(tx, of, cause)
  if (runId === undefined) return
  const about = { conversationId: of.conversationId, messageId: cause.messageId }
  const facts = (await factsOf(tx, of.brandId, [about])).get(of.conversationId)
  if (!facts) return
  const judged = judge(rules, facts, cause.chain)
  for (const rule of judged.circled) await tellOfCircle(tx, of, rule, cause)
  for (const acting of judged.acting) await act(tx, of, runId, acting, cause)
  const passedBy = judged.passedBy.map(({ rule, place }) => [rule.id, place, rule.version])
  await sql`update rule_runs set passed_by = ${asJson(passedBy)}::jsonb
    where brand_id = ${of.brandId} and id = ${runId}`.execute(tx)
}

/** The run's id, or nothing when the rules have been asked about this before. */
async function beginRun(
  tx: Tx,
  { brandId, conversationId }: { brandId: number; conversationId: number },
  { name, eventId, chain }: Cause,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into rule_runs (brand_id, conversation_id, occasion, event_id, chain, at)
    values (${brandId}, ${conversationId}, ${name}, ${eventId}, ${[...chain]}::bigint[], ${now()})
    on conflict (brand_id, occasion) do nothing returning id`.execute(tx)
  return rows[0]?.id
}

async function act(
  tx: Tx,
  of: { brandId: number; conversationId: number },
  runId: number,
  { rule, held, changes }: Acting,
  cause: Cause,
): Promise<void> {
  if (await stopWhatIsGone(tx, of, rule)) return
  if (await actsTooOften(tx, of, rule)) return tellOfCircle(tx, of, rule, cause)
  const did: Done[] = []
  for (const [at, { action, value }] of rule.deeds.entries()) {
    const scene = {
      conversation: await conversationFor(tx, of.conversationId, 'change'),
      rule: { id: rule.id, name: rule.name },
      actor: { kind: 'rule' as const, id: rule.id, chain: [...cause.chain, rule.id] },
    }
    const acted = await attempt(tx, () => action.act(tx, scene, value))
    did.push(
      'refused' in acted
        ? { action: action.key, value, changes: {}, refused: inBoth(acted.refused) }
        : { action: action.key, value, changes: changes[at] ?? {} },
    )
  }
  await sql`
    insert into rule_deeds (brand_id, run_id, rule_id, version, conversation_id, held, did, at)
    values (${of.brandId}, ${runId}, ${rule.id}, ${rule.version}, ${of.conversationId}, ${asJson(held)}::jsonb, ${asJson(did)}::jsonb, ${now()})`.execute(
    tx,
  )
}

const inBoth = (refused: Refusal) => ({ en: refused.say('en'), ja: refused.say('ja') })

async function actsTooOften(
  tx: Tx,
  { brandId, conversationId }: { brandId: number; conversationId: number },
  rule: Compiled,
): Promise<boolean> {
  const { rows } = await sql<{ often: number }>`
    select count(*)::int as often from rule_deeds
    where brand_id = ${brandId} and conversation_id = ${conversationId} and rule_id = ${rule.id}
      and at > ${new Date(now().getTime() - 3_600_000)}`.execute(tx)
  return (rows[0]?.often ?? 0) >= mostAnHour
}

/** A circle is stopped where it closes, told in the conversation and marked at the rule. */
async function tellOfCircle(
  tx: Tx,
  { brandId, conversationId }: { brandId: number; conversationId: number },
  rule: Compiled,
  { chain }: Cause,
): Promise<void> {
  await sql`update rules set circled_at = ${now()} where brand_id = ${brandId} and id = ${rule.id}`.execute(
    tx,
  )
  await record(tx, {
    type: 'rule.circled',
    brandId,
    conversationId,
    actor: { kind: 'rule', id: rule.id, chain },
    data: { ruleName: rule.name },
  })
}
