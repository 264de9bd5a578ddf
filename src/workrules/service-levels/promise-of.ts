import type { Conversation } from '#conversations/door.ts'
import { reasonsUpFrom } from '#conversations/reasons/above.ts'
import { calendarOf } from '#people/calendars/calendar-of.ts'
import { dueAfter } from '#platform/calendar/due.ts'
import type { Tx } from '#platform/database.ts'
import { fittingLevel, listServiceLevels } from './policies.ts'

/** By when the service level of a conversation has a person answer what was asked at a moment; undefined when none says so. */
export async function firstReplyDue(
  tx: Tx,
  conversation: Conversation,
  askedAt: Date,
): Promise<Date | undefined> {
  const { brand_id: brandId, team_id: teamId, channel } = conversation
  const levels = await listServiceLevels(tx, { brandId })
  if (levels.length === 0) return undefined
  const tags = await tx
    .selectFrom('conversation_tags')
    .innerJoin('tags', (join) =>
      join
        .onRef('tags.brand_id', '=', 'conversation_tags.brand_id')
        .onRef('tags.id', '=', 'conversation_tags.tag_id'),
    )
    .select('tags.name')
    .where('conversation_tags.brand_id', '=', brandId)
    .where('conversation_tags.conversation_id', '=', conversation.id)
    .execute()
  const { priority, language, reason_id: reasonId } = conversation
  const reasonIds = reasonId === null ? [] : await reasonsUpFrom(tx, brandId, reasonId)
  const level = fittingLevel(levels, {
    givenLevelId: conversation.service_level_id,
    priority,
    channel,
    language,
    reasonIds,
    teamId,
    tags: tags.map((one) => one.name),
  })
  if (!level?.firstMinutes) return undefined
  if (level.counts === 'clock') return new Date(askedAt.getTime() + level.firstMinutes * 60_000)
  const due = dueAfter(
    await calendarOf(tx, { brandId, teamId, channel }),
    askedAt.getTime(),
    level.firstMinutes,
  )
  return due === undefined ? undefined : new Date(due)
}
