import type { Conversation } from '#conversations/door.ts'
import { calendarOf } from '#people/calendars/calendar-of.ts'
import { dueAfter } from '#platform/calendar/due.ts'
import type { Tx } from '#platform/database.ts'
import { appliedLevel } from './applied-level.ts'

/** By when the service level of a conversation has a person answer what was asked at a moment; undefined when none says so. */
export async function firstReplyDue(
  tx: Tx,
  conversation: Conversation,
  askedAt: Date,
): Promise<Date | undefined> {
  const level = await appliedLevel(tx, conversation)
  if (!level?.firstMinutes) return undefined
  if (level.counts === 'clock') return new Date(askedAt.getTime() + level.firstMinutes * 60_000)
  const { brand_id: brandId, team_id: teamId, channel } = conversation
  const due = dueAfter(
    await calendarOf(tx, { brandId, teamId, channel }),
    askedAt.getTime(),
    level.firstMinutes,
  )
  return due === undefined ? undefined : new Date(due)
}
