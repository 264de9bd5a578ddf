import { tagsOf } from '#conversations/change-tags.ts'
import type { Conversation } from '#conversations/door.ts'
import { reasonsUpFrom } from '#conversations/reasons/above.ts'
import type { Tx } from '#platform/database.ts'
import type { ServiceLevel } from './contract.ts'
import { fittingLevel, listServiceLevels } from './policies.ts'

/** The service level a conversation has as it stands: the one it was given, else the first that fits. */
export async function appliedLevel(tx: Tx, conversation: Conversation): Promise<ServiceLevel | undefined> {
  const { brand_id: brandId, team_id: teamId, channel } = conversation
  const levels = await listServiceLevels(tx, { brandId })
  if (levels.length === 0) return undefined
  const { priority, language, reason_id: reasonId } = conversation
  const reasonIds = reasonId === null ? [] : await reasonsUpFrom(tx, brandId, reasonId)
  return fittingLevel(levels, {
    givenLevelId: conversation.service_level_id,
    priority,
    channel,
    language,
    reasonIds,
    teamId,
    tags: await tagsOf(tx, conversation),
  })
}
