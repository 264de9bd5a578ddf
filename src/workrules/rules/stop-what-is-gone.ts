import { sql } from 'kysely'
import { normaliseTag } from '#conversations/conditions.ts'
import { now } from '#platform/clock.ts'
import { type Database, inAllBrands, inBrands, lockByName, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Task } from '#platform/jobs.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import type { Compiled } from './compile.ts'
import type { Rule } from './contract.ts'
import type { Source } from './fields.ts'
import { missingIn, needsTag } from './missing.ts'
import { goneFrom } from './references.ts'
import { nextRevision } from './revision.ts'

type Known = Pick<Rule, 'id' | 'name' | 'conditions' | 'actions'>

/**
 * Whether a rule that is about to act names somebody who left, or a team, template, reason or webhook that is gone. It stops as a whole: half of what
 * it was made to do could be worse than nothing. It stays on the list with what it misses.
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
  await stop(tx, of, rule, gone.from)
  return true
}

/**
 * Stops the rules that can no longer do what they were made for, as soon as what they name is taken away: one whose condition never holds would
 * otherwise just be silent. Without a brand all are looked at, for teams and people belong to no single one.
 */
export function stopBrokenRules(desk: { db: Database }): Task {
  return async (payload) => {
    const event = payload as Partial<RecordedEvent>
    const brandIds =
      event.brandId === undefined
        ? await inAllBrands(desk.db, async (tx) => [...tx.inBrands])
        : [event.brandId]
    for (const brandId of brandIds) await inBrands(desk.db, [brandId], (tx) => stopBroken(tx, brandId, event))
  }
}

async function stopBroken(tx: Tx, brandId: number, event: Partial<RecordedEvent>): Promise<void> {
  await lockByName(tx, `rules of ${brandId}`)
  const { rows: rules } = await sql<Known>`
    select id, name, conditions, actions from rules
    where brand_id = ${brandId} and is_on and deleted_at is null and stopped_for is null order by id`.execute(
    tx,
  )
  const missing = await missingIn(tx, brandId, rules)
  const tag = event.type === 'tag.deleted' ? await deletedTag(tx, brandId, event) : undefined
  for (const rule of rules) {
    const gone = missing.get(rule.id)
    if (gone?.stops) await stop(tx, { brandId }, rule, gone.from)
    else if (tag !== undefined && needsTag(rule, tag)) await stop(tx, { brandId }, rule, 'tag')
  }
}

/** Its name, unless somebody has used it again since. */
async function deletedTag(
  tx: Tx,
  brandId: number,
  event: Partial<RecordedEvent>,
): Promise<string | undefined> {
  const name = normaliseTag(String(event.data?.name ?? ''))
  const again = await tx
    .selectFrom('tags')
    .select('id')
    .where('brand_id', '=', brandId)
    .where('name', '=', name)
    .executeTakeFirst()
  return again ? undefined : name
}

async function stop(
  tx: Tx,
  { brandId, conversationId }: { brandId: number; conversationId?: number },
  rule: { id: number; name: string },
  missing: Source | 'tag',
): Promise<void> {
  await sql`
    update rules set stopped_for = ${missing}, stopped_at = ${now()}, revision = ${nextRevision(brandId)}
    where brand_id = ${brandId} and id = ${rule.id}`.execute(tx)
  await record(tx, {
    type: 'rule.stopped',
    brandId,
    ...(conversationId === undefined ? {} : { conversationId }),
    actor: { kind: 'system' },
    data: { ruleId: rule.id, ruleName: rule.name, missing },
  })
}
