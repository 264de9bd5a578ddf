import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { beginnings, occasionsOf } from './occasions.ts'

type Waiting = { brandId: number; waitsFor: string[]; counts: string[] }

/** The jobs that rules make of events: none for brands whose rules wait for something else. */
export async function ruleJobs(
  tx: Tx,
  events: readonly RecordedEvent[],
): Promise<{ task: string; payload: unknown }[]> {
  const possible = events.filter((event) => event.conversationId !== null && mayMatter(event))
  if (possible.length === 0) return []
  const ids = [...new Set(possible.map((event) => event.brandId))]
  const { rows } = await sql<Waiting>`
    select brand_id as "brandId",
      coalesce(array_agg(distinct occasion->>'on') filter (where occasion ? 'on'), '{}') as "waitsFor",
      coalesce(array_agg(distinct occasion->'after'->>'since') filter (where occasion ? 'after'), '{}') as counts
    from rules where brand_id = any (${ids}::bigint[]) and is_on and deleted_at is null and stopped_for is null
    group by brand_id`.execute(tx)
  const brands = new Map(rows.map((row) => [row.brandId, row]))
  return possible.flatMap((event) => {
    const { waitsFor = [], counts = [] } = brands.get(event.brandId) ?? {}
    const isAwaited = occasionsOf(event).some((one) => waitsFor.includes(one))
    const begins = beginnings.some((one) => one.type === event.type && counts.includes(one.key))
    return [
      ...(isAwaited ? [{ task: 'run-rules', payload: event as unknown }] : []),
      ...(begins ? [{ task: 'set-rule-timers', payload: event as unknown }] : []),
    ]
  })
}

const mayMatter = (event: RecordedEvent) =>
  occasionsOf(event).length > 0 || beginnings.some((one) => one.type === event.type)
