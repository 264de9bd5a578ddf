import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { addJob, removeJob } from '#platform/jobs.ts'
import { dueAt, type Level, peopleOf, type Someone, someoneOf } from './levels.ts'

export type Asked = {
  level: Level
  people: Someone[]
  /** Asked at once, since nobody of the level is there. */
  deputy: Someone | undefined
  /** Levels at which nobody was there. */
  passedOver: Level[]
  acceptBy: Date | undefined
}

/**
 * Who is asked when an escalation comes to a level: its people who are there; when all are away or have left, its deputy; when that one is
 * as well, the level above. With nobody anywhere it waits where it was to go.
 */
export async function whoIsAsked(
  tx: Tx,
  brandId: number,
  levels: readonly Level[],
  wanted: Level,
): Promise<Asked> {
  const above = levels.slice(levels.findIndex((one) => one.id === wanted.id))
  const passedOver: Level[] = []
  for (const level of above) {
    const people = await peopleOf(tx, brandId, level.id)
    const isSomebodyThere = people.some((one) => !one.isAway)
    const deputy = isSomebodyThere ? undefined : await someoneOf(tx, brandId, level.deputyId)
    if (isSomebodyThere || (deputy && !deputy.isAway))
      return at(tx, brandId, level, people, deputy, passedOver)
    passedOver.push(level)
  }
  return at(tx, brandId, wanted, await peopleOf(tx, brandId, wanted.id), undefined, [])
}

async function at(
  tx: Tx,
  brandId: number,
  level: Level,
  people: Someone[],
  deputy: Someone | undefined,
  passedOver: Level[],
): Promise<Asked> {
  return { level, people, deputy, passedOver, acceptBy: await dueAt(tx, brandId, level, level.acceptMinutes) }
}

/** Puts an escalation before those who are asked: a new stage, and the timer that looks whether anybody has taken it over. */
export async function putBefore(
  tx: Tx,
  escalation: { brandId: number; id: number },
  asked: Asked,
): Promise<void> {
  const keys = { brand_id: escalation.brandId, escalation_id: escalation.id }
  const at = now()
  await tx
    .updateTable('escalation_stages')
    .set({ left_at: at })
    .where('brand_id', '=', escalation.brandId)
    .where('escalation_id', '=', escalation.id)
    .where('left_at', 'is', null)
    .execute()
  const last = await tx
    .selectFrom('escalation_stages')
    .select('number')
    .where('brand_id', '=', escalation.brandId)
    .where('escalation_id', '=', escalation.id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  await tx
    .insertInto('escalation_stages')
    .values({ ...keys, number: (last?.number ?? 0) + 1, level_id: asked.level.id, asked_at: at })
    .execute()
  await tx
    .updateTable('escalations')
    .set({
      state: 'waiting',
      holder_id: null,
      level_id: asked.level.id,
      asked_at: at,
      accept_by: asked.acceptBy ?? null,
      late_at: null,
      deputy_asked_at: asked.deputy ? at : null,
    })
    .where('brand_id', '=', escalation.brandId)
    .where('id', '=', escalation.id)
    .execute()
  await setEscalationWatch(tx, escalation, asked.acceptBy)
}

/** The timer of an escalation: set again it moves; without a time there is none. */
export async function setEscalationWatch(
  tx: Tx,
  { brandId, id }: { brandId: number; id: number },
  runAt: Date | undefined,
): Promise<void> {
  const key = `escalation:${brandId}:${id}`
  if (runAt) await addJob(tx, 'watch-escalation', { brandId, id }, { runAt, key })
  else await removeJob(tx, key)
}
