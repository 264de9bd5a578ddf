import type { Conversation } from '#conversations/door.ts'
import { calendarOf } from '#people/calendars/calendar-of.ts'
import { dueAfter } from '#platform/calendar/due.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import type { Span } from './graph.ts'

/** When a span from now is over for a conversation, by the calendar that holds for it. */
export async function momentAfter(tx: Tx, conversation: Conversation, span: Span): Promise<Date> {
  const from = now().getTime()
  if (span.clock === 'always') return new Date(from + span.minutes * 60_000)
  const { brand_id, team_id, channel } = conversation
  const calendar = await calendarOf(tx, { brandId: brand_id, teamId: team_id, channel })
  const at = dueAfter(calendar, from, span.minutes)
  if (at === undefined) throw new Refusal(422, 'never_open', (locale) => m.flows_never_open({}, { locale }))
  return new Date(at)
}

/** The same for one that need not be given. */
export const momentIf = async (tx: Tx, conversation: Conversation, span: Span | null): Promise<Date | null> =>
  span && momentAfter(tx, conversation, span)
