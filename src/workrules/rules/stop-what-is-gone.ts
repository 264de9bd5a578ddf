import { sql } from 'kysely'
import { now } from '#platform/clock.ts'
import { lockByName, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Compiled } from './compile.ts'
import { goneFrom } from './references.ts'
import { nextRevision } from './revision.ts'

/**
 * A rule that names somebody who left, or a team, template, reason or webhook that is gone, stops as a whole: half of what it was made to do
 * could be worse than nothing. It stays on the list with what it misses. True when it was stopped.
 */
export async function stopWhatIsGone(
  tx: Tx,
  of: { brandId: number; conversationId: number },
  rule: Compiled,
): Promise<boolean> {
  const actions = rule.deeds.map(({ action, value }) => ({ action: action.key, value }))
  const [gone] = await goneFrom(tx, of.brandId, actions)
  if (!gone) return false
  await lockByName(tx, `rules of ${of.brandId}`)
  await sql`
    update rules set stopped_for = ${gone.from}, stopped_at = ${now()}, revision = ${nextRevision(of.brandId)}
    where brand_id = ${of.brandId} and id = ${rule.id}`.execute(tx)
  await record(tx, {
    type: 'rule.stopped',
    brandId: of.brandId,
    conversationId: of.conversationId,
    actor: { kind: 'system' },
    data: { ruleId: rule.id, ruleName: rule.name, missing: gone.from },
  })
  return true
}
