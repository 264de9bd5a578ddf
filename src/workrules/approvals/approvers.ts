import { sql } from 'kysely'
import { answersFor } from '#people/staff/works-for.ts'
import type { Tx } from '#platform/database.ts'
import type { Role } from '#platform/endpoint.ts'
import type { Level } from './contract.ts'

/** Everybody who answers for a brand, and who decides for whom. */
export type Workplace = {
  people: ReadonlyMap<number, { name: string; role: Role; isAway: boolean }>
  deputies: ReadonlyMap<number, number>
}

/** Somebody who can decide: asked themselves, or the deputy of who was. */
export type Asked = { staffId: number; askedId: number; role: Role }

export async function workplaceOf(tx: Tx, brandId: number): Promise<Workplace> {
  const { rows: people } = await sql<{ id: number; name: string; role: Role; isAway: boolean }>`
    select id, name, role, away_since is not null as "isAway" from staff where ${answersFor(brandId)} order by id`.execute(
    tx,
  )
  const deputies = await tx
    .selectFrom('approval_deputies')
    .select(['staff_id', 'deputy_id'])
    .where('brand_id', '=', brandId)
    .execute()
  return {
    people: new Map(people.map((one) => [one.id, one])),
    deputies: new Map(deputies.map((one) => [one.staff_id, one.deputy_id])),
  }
}

/**
 * Where something that has come to a level really stands: a level whose people have all left is passed over, and one whose people are all
 * away without a deputy if it would wait for them for ever. Beyond the last level the admins are asked, so that there is always somebody.
 */
export function standing(
  workplace: Workplace,
  levels: readonly Level[],
  from: number,
  askerId: number | null,
): { level: number; asked: Asked[] } {
  for (const [at, level] of levels.entries()) {
    if (at < from) continue
    const asked = askedOn(workplace, level, askerId)
    if (asked.length > 0) return { level: at, asked }
  }
  const level = Math.min(from, levels.length - 1)
  const away = levels.slice(level).flatMap((one) => named(workplace, one, askerId))
  return { level, asked: away.length > 0 ? away : adminsBut(workplace, askerId) }
}

function askedOn(workplace: Workplace, level: Level, askerId: number | null): Asked[] {
  const there = present(workplace, level, askerId)
  return there.length > 0 || level.minutes === null ? there : named(workplace, level, askerId)
}

/** Those of a level who are there, with the deputies of those who are not; nobody decides what they have asked for. */
export function present({ people, deputies }: Workplace, level: Level, askerId: number | null): Asked[] {
  return idsOf(people, level).flatMap((askedId) => {
    const role = people.get(askedId)?.role ?? 'agent'
    const seen = new Set<number>()
    for (
      let one: number | undefined = askedId;
      one !== undefined && !seen.has(one);
      one = deputies.get(one)
    ) {
      seen.add(one)
      const person = people.get(one)
      if (person && !person.isAway && one !== askerId) return [{ staffId: one, askedId, role }]
      // Nobody puts a deputy of their own in the place of an approver that they are themselves.
      if (one === askerId) return []
    }
    return []
  })
}

const named = ({ people }: Workplace, level: Level, askerId: number | null): Asked[] =>
  idsOf(people, level).flatMap((id) => {
    const role = people.get(id)?.role
    return role && id !== askerId ? [{ staffId: id, askedId: id, role }] : []
  })

const adminsBut = ({ people }: Workplace, askerId: number | null): Asked[] =>
  [...people]
    .filter(([id, { role }]) => role === 'admin' && id !== askerId)
    .map(([id]) => ({ staffId: id, askedId: id, role: 'admin' }))

const idsOf = (people: Workplace['people'], level: Level) => [
  ...new Set([
    ...level.staffIds,
    ...[...people].filter(([, { role }]) => level.roles.some((one) => one === role)).map(([id]) => id),
  ]),
]
