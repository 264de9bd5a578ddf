import { sql } from 'kysely'
import { calendarsOf } from '#people/calendars/calendar-of.ts'
import { inAllBrands, inBrands } from '#platform/database.ts'
import type { Desk } from '../../../desk.ts'
import { rollFrom } from '../dice.ts'
import { shopOf, usTeamId } from '../shop-of.ts'
import { openAgenda } from './agenda.ts'
import { letCustomersWrite } from './conversations.ts'
import { leaveSomeForToday } from './left-for-today.ts'
import { forgetMovedClock, moveClock, putBack } from './moved-clock.ts'
import { nextTimer, whatFollows } from './what-follows.ts'
import { workOffWhatWasLeft } from './what-was-left.ts'
import type { Week } from './week.ts'

const minute = 60_000
const week = 7 * 24 * 60 * minute
// Deadlines are looked at by the clock, not by timers of their own.
const step = 60 * minute

/**
 * Plays the week until now through the desk's own actions, with its clock moved: what was there before happened a week earlier, then
 * customers write, people answer in their hours, and rules, service levels, promises and all timers do what they do. Tells how many
 * events it had.
 */
export async function playWeek(desk: Desk): Promise<number> {
  const end = Date.now() - minute
  await forgetMovedClock(desk.db)
  await putBack(desk.db, week - Math.min(week, end - (await lastEventAt(desk))))
  const before = await countEvents(desk)
  const standAt = await moveClock(desk.db)
  try {
    await standAt(new Date(end - week))
    await playUntil(desk, end, standAt)
    await seeNotices(desk, new Date(end - 16 * 60 * minute))
  } finally {
    await forgetMovedClock(desk.db)
  }
  return (await countEvents(desk)) - before
}

async function playUntil(desk: Desk, end: number, standAt: (at: Date) => Promise<void>): Promise<void> {
  const settle = whatFollows(desk)
  const stage = await setStage(desk)
  await workOffWhatWasLeft(stage)
  letCustomersWrite(stage, end - week, end)
  stage.agenda.add(end - 2 * step, () => leaveSomeForToday(stage))
  for (let at = end - week; at < end; ) {
    const next = Math.min(stage.agenda.next() ?? end, (await nextTimer(desk)) ?? end)
    at = Math.min(end, at + step, Math.max(at + 1, next))
    await standAt(new Date(at))
    while ((stage.agenda.next() ?? Infinity) <= at) await stage.agenda.doNext()
    await settle(new Date(at))
  }
}

async function setStage(desk: Desk): Promise<Week> {
  const shop = await shopOf(desk)
  const hours = await inBrands(desk.db, [shop.brandId], async (tx) => {
    const calendars = await calendarsOf(tx, shop.brandId)
    return { ja: calendars.of({}), en: calendars.of({ teamId: await usTeamId(tx) }) }
  })
  return { desk, shop, dice: rollFrom(7), agenda: openAgenda(), hours }
}

/** Everybody has looked at what they were told, but for this morning. */
async function seeNotices({ db }: Desk, until: Date): Promise<void> {
  await inAllBrands(db, (tx) =>
    sql`update notices set seen_at = created_at where seen_at is null and created_at < ${until}`.execute(tx),
  )
}

async function lastEventAt({ db }: Desk): Promise<number> {
  const { rows } = await inAllBrands(db, (tx) =>
    sql<{ at: Date | null }>`select max(at) as at from events`.execute(tx),
  )
  return rows[0]?.at?.getTime() ?? 0
}

async function countEvents({ db }: Desk): Promise<number> {
  const { rows } = await inAllBrands(db, (tx) =>
    sql<{ count: number }>`select count(*)::int as count from events`.execute(tx),
  )
  return rows[0]?.count ?? 0
}
