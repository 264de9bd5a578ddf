import { sql } from 'kysely'
import { normaliseTag } from '#conversations/conditions.ts'
import { asJson } from '#platform/as-json.ts'
import { now } from '#platform/clock.ts'
import { type Database, inBrands, lockByName, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Task } from '#platform/jobs.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { wayOf } from './compile.ts'
import type { Asked, Group, Rule } from './contract.ts'
import { nextRevision } from './revision.ts'

type Known = Pick<Rule, 'id' | 'name' | 'isOn' | 'conditions' | 'actions'>

/** Rules name tags by their words: a tag that gets another name, or becomes one with another, has it there as well. */
export function followRenamedTag(desk: { db: Database }): Task {
  return async (payload) => {
    const { brandId, data } = payload as RecordedEvent
    const renamed = { from: String(data.from), to: String(data.to) }
    await inBrands(desk.db, [brandId], (tx) => renameIn(tx, brandId, renamed))
  }
}

async function renameIn(tx: Tx, brandId: number, renamed: { from: string; to: string }): Promise<void> {
  await lockByName(tx, `rules of ${brandId}`)
  const { rows } = await sql<Known>`
    select id, name, is_on as "isOn", conditions, actions from rules
    where brand_id = ${brandId} and deleted_at is null order by id`.execute(tx)
  for (const { id, name, isOn, conditions, actions } of rows) {
    const tags = (words: unknown) => renamedIn(words, renamed)
    const next = asJson({
      conditions: inGroup(conditions, tags),
      actions: actions.map((one) =>
        'tags' in one.value ? { ...one, value: { ...one.value, tags: tags(one.value['tags']) } } : one,
      ),
    })
    if (next === asJson({ conditions, actions })) continue
    await sql`
      update rules set conditions = ${next}::jsonb->'conditions', actions = ${next}::jsonb->'actions',
        revision = ${nextRevision(brandId)}, changed_at = ${now()}, changed_by = null
      where brand_id = ${brandId} and id = ${id}`.execute(tx)
    await record(tx, {
      type: 'rule.changed',
      brandId,
      actor: { kind: 'system' },
      data: { ruleId: id, ruleName: name, isOn },
    })
  }
}

function renamedIn(words: unknown, { from, to }: { from: string; to: string }): string[] {
  const named = Array.isArray(words) ? words.map(String) : []
  return [...new Set(named.map((one) => (normaliseTag(one) === from ? to : one)))]
}

function inGroup(group: Group, tags: (words: unknown) => string[]): Group {
  const [way, of] = wayOf(group)
  const inOne = (one: Asked | Group): Asked | Group => {
    if (!('condition' in one)) return inGroup(one, tags)
    return one.condition === 'tags' ? { ...one, value: tags(one.value) } : one
  }
  return { [way]: of.map(inOne) }
}
