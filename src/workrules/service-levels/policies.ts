import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import type { Policy } from './clock.ts'
import type { ClockKind, Conditions, ServiceLevel } from './contract.ts'

const columns = sql`id, brand_id as "brandId", name, position, conditions, first_minutes as "firstMinutes",
  next_minutes as "nextMinutes", resolution_minutes as "resolutionMinutes", counts, warn_minutes as "warnMinutes", warn_percent as "warnPercent",
  pauses`

export async function listServiceLevels(
  tx: Tx,
  query: { brandId?: number | undefined },
): Promise<ServiceLevel[]> {
  const brandIds = tx.inBrands.filter((one) => query.brandId === undefined || one === query.brandId)
  const { rows } = await sql<ServiceLevel>`
    select ${columns} from service_levels where brand_id = any (${brandIds}::bigint[]) and deleted_at is null
    order by brand_id, position, id`.execute(tx)
  return rows
}

/** The door to one service level. */
export async function serviceLevelFor(tx: Tx, id: number): Promise<ServiceLevel> {
  const { rows } = await sql<ServiceLevel>`
    select ${columns} from service_levels where brand_id = any (${[...tx.inBrands]}::bigint[]) and id = ${id}
      and deleted_at is null`.execute(tx)
  const [found] = rows
  if (!found) throw notFound('service level')
  return found
}

/** What of a conversation decides which service level is its own. */
export type Facts = {
  /** The one a rule has given it. */
  givenLevelId: number | null
  priority: string
  channel: string
  language: string | null
  /** The reason, and those it belongs to. */
  reasonIds: readonly number[]
  teamId: number | null
  tags: readonly string[]
}

/** The one that was given while it is in use, otherwise the first that fits, in the order the brand has put them. */
export function fittingLevel<Level extends { id: number; conditions: Conditions }>(
  levels: readonly Level[],
  facts: Facts,
): Level | undefined {
  return (
    levels.find(({ id }) => id === facts.givenLevelId) ??
    levels.find(({ conditions }) => fits(conditions, facts))
  )
}

function fits(conditions: Conditions, facts: Facts): boolean {
  const has = <T>(list: readonly T[], one: T | null) =>
    list.length === 0 || (one !== null && list.includes(one))
  return (
    has<string>(conditions.priorities, facts.priority) &&
    has<string>(conditions.channels, facts.channel) &&
    has(conditions.languages, facts.language) &&
    (conditions.reasonIds.length === 0 || conditions.reasonIds.some((id) => facts.reasonIds.includes(id))) &&
    has(conditions.teamIds, facts.teamId) &&
    (conditions.tags.length === 0 || conditions.tags.some((tag) => facts.tags.includes(tag)))
  )
}

export function policyOf(
  level: Pick<ServiceLevel, 'firstMinutes' | 'nextMinutes' | 'resolutionMinutes' | 'counts' | 'pauses'>,
): Policy {
  return {
    minutes: { first: level.firstMinutes, next: level.nextMinutes, resolution: level.resolutionMinutes },
    counts: level.counts,
    pauses: level.pauses,
  }
}

/** So long before its deadline a clock of a kind is warned of, in milliseconds; undefined: never. */
export function warnsBefore(level: ServiceLevel, kind: ClockKind): number | undefined {
  const target = policyOf(level).minutes[kind] ?? 0
  const minutes =
    level.warnPercent === null ? (level.warnMinutes ?? 0) : (target * (100 - level.warnPercent)) / 100
  return minutes > 0 && minutes < target ? Math.round(minutes * 60_000) : undefined
}
