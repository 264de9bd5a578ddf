import { sql } from 'kysely'
import { conversationFor } from '#conversations/door.ts'
import { calendarsOf } from '#people/calendars/calendar-of.ts'
import { dueAfter } from '#platform/calendar/due.ts'
import { now } from '#platform/clock.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import { addJob } from '#platform/jobs.ts'
import type { Task } from '#platform/jobs.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import type { HeldRules } from './held.ts'
import type { Beginning, When } from './occasions.ts'
import { askRules } from './run-rules.ts'

type Desk = { db: Database }
type Timed = { id: number; when: Extract<When, { after: unknown }> }
type Beginnings = {
  id: number
  channel: string
  teamId: number | null
} & Record<Beginning, Date | null>
type Timer = { brandId: number; ruleId: number; conversationId: number }

// Read together when a rule of time is new; each page is a job of its own.
const page = 500

/** After something from which rules count: sets the timer of each such rule for this conversation, in place of the one before. */
export function setRuleTimers({ db }: Desk, held: HeldRules): Task {
  return async (payload) => {
    const { brandId, conversationId, at } = payload as RecordedEvent
    if (conversationId === null) return
    // What became due while the desk was not running is made up for.
    const from = new Date(at).getTime()
    await inBrands(db, [brandId], async (tx) => {
      const timed = await timedRules(tx, held, brandId)
      if (timed.length > 0) await setTimers(tx, brandId, timed, [conversationId], from)
    })
  }
}

/** A rule of time that is new or changed counts for all conversations under way whose time is still to come. */
export function beginRuleTimers({ db }: Desk, held: HeldRules): Task {
  return async (payload) => {
    const { brandId, ruleId, after } = payload as { brandId: number; ruleId: number; after: number }
    await inBrands(db, [brandId], async (tx) => {
      const timed = (await timedRules(tx, held, brandId)).filter((one) => one.id === ruleId)
      if (timed.length === 0) return
      const { rows } = await sql<{ id: number }>`
        select id from conversations where brand_id = ${brandId} and id > ${after} and merged_into_id is null
          and status not in ('closed', 'spam') order by id limit ${page}`.execute(tx)
      const last = rows.at(-1)
      if (!last) return
      await setTimers(
        tx,
        brandId,
        timed,
        rows.map((row) => row.id),
      )
      if (rows.length === page)
        await addJob(tx, 'begin-rule-timers', { brandId, ruleId, after: last.id }, { priority: 10 })
    })
  }
}

/** The time may have passed: what it counts from is read again, and a timer that came too early waits on. */
export function ruleTimePassed({ db }: Desk, held: HeldRules): Task {
  return async (payload) => {
    const { brandId, ruleId, conversationId } = payload as Timer
    await inBrands(db, [brandId], async (tx) => {
      const [timed] = (await timedRules(tx, held, brandId)).filter((one) => one.id === ruleId)
      if (!timed) return
      // What was merged away is looked after where it went.
      if ((await conversationFor(tx, conversationId, 'read')).merged_into_id !== null) return
      // What the time counts from must not change while it is judged.
      await conversationFor(tx, conversationId, 'change')
      const [due] = await duesOf(tx, brandId, [timed], [conversationId])
      if (!due) return
      if (due.at > now().getTime()) return setTimer(tx, brandId, due)
      await askRules(
        tx,
        held,
        { brandId, conversationId },
        {
          name: `time ${ruleId} ${conversationId} ${due.since}`,
          eventId: null,
          messageId: null,
          chain: [],
          fits: (rule) => rule.id === ruleId,
        },
      )
    })
  }
}

async function timedRules(tx: Tx, held: HeldRules, brandId: number): Promise<Timed[]> {
  return (await held.of(tx, brandId)).flatMap(({ id, when }) => ('after' in when ? [{ id, when }] : []))
}

async function setTimers(
  tx: Tx,
  brandId: number,
  timed: readonly Timed[],
  conversationIds: readonly number[],
  from = now().getTime(),
): Promise<void> {
  // What was due before anybody had this rule, or before what happened now, is not made up for.
  for (const due of await duesOf(tx, brandId, timed, conversationIds))
    if (due.at > from - 60_000) await setTimer(tx, brandId, due)
}

type Due = { ruleId: number; conversationId: number; since: number; at: number }

async function setTimer(tx: Tx, brandId: number, { ruleId, conversationId, at }: Due): Promise<void> {
  const timer: Timer = { brandId, ruleId, conversationId }
  await addJob(tx, 'rule-time-passed', timer, {
    runAt: new Date(at),
    key: `rule ${brandId} ${ruleId} ${conversationId}`,
  })
}

/** When each rule's time has passed for each conversation; nothing for those in which it has not begun. */
async function duesOf(
  tx: Tx,
  brandId: number,
  timed: readonly Timed[],
  conversationIds: readonly number[],
): Promise<Due[]> {
  const { rows } = await sql<Beginnings>`
    select c.id, c.channel, c.team_id as "teamId", c.created_at as opened, c.last_from_customer_at as customer_wrote,
      c.last_from_staff_at as we_replied,
      coalesce((select at from events where brand_id = c.brand_id and conversation_id = c.id
        and type = 'conversation.status_changed' order by id desc limit 1), c.created_at) as status_changed
    from conversations c where c.brand_id = ${brandId} and c.id = any (${[...conversationIds]}::bigint[])`.execute(
    tx,
  )
  const calendars = timed.some((one) => one.when.after.clock === 'open_hours')
    ? await calendarsOf(tx, brandId)
    : undefined
  return timed.flatMap(({ id: ruleId, when: { after } }) =>
    rows.flatMap((row) => {
      const since = row[after.since]?.getTime()
      if (since === undefined) return []
      const calendar = after.clock === 'open_hours' ? calendars?.of(row) : undefined
      const at = calendar ? dueAfter(calendar, since, after.minutes) : since + after.minutes * 60_000
      // A calendar that never opens again: the time never passes.
      return at === undefined ? [] : [{ ruleId, conversationId: row.id, since, at }]
    }),
  )
}
