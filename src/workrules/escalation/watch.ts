import { conversationFor } from '#conversations/door.ts'
import { now } from '#platform/clock.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { setEscalationWatch, whoIsAsked } from './ask-level.ts'
import type { Escalation } from './door.ts'
import { moveUp } from './hand-on.ts'
import { dueAt, type Level, levelsOf, peopleOf, someoneOf } from './levels.ts'
import { namesOf } from './raise.ts'

/**
 * The timer's job: nobody has taken it over in time. Once at each level it is said; then its deputy is asked, and after them the level
 * above. It may run again at any point, and does nothing when it was taken over or handed on meanwhile.
 */
export async function watchEscalation(db: Database, job: { brandId: number; id: number }): Promise<void> {
  await inBrands(db, [job.brandId], async (tx) => {
    const waiting = tx
      .selectFrom('escalations')
      .selectAll()
      .where('brand_id', '=', job.brandId)
      .where('id', '=', job.id)
      .where('state', '=', 'waiting')
    const known = await waiting.executeTakeFirst()
    if (!known) return
    // Everybody locks the conversation before what hangs on it.
    const conversation = await conversationFor(tx, known.conversation_id, 'change')
    const escalation = await waiting.forUpdate().executeTakeFirst()
    if (!escalation || escalation.accept_by === null) return
    // The timer came too early, as after a change of the clock.
    if (escalation.accept_by > now()) return setEscalationWatch(tx, job, escalation.accept_by)
    const levels = await levelsOf(tx, job.brandId)
    const here = levels.findIndex((one) => one.id === escalation.level_id)
    const level = levels[here]
    const deputy = await deputyToAsk(tx, escalation, level)
    const above = levels[here + 1]
    if (!deputy && !above && escalation.late_at !== null) return
    if (level) await sayLate(tx, escalation, level, deputy)
    if (deputy && level) return askDeputy(tx, escalation, level)
    if (above) {
      const asked = await whoIsAsked(tx, job.brandId, levels, above)
      await moveUp(tx, conversation, escalation, asked, { kind: 'system' }, {})
    }
  })
}

async function deputyToAsk(tx: Tx, escalation: Escalation, level: Level | undefined) {
  if (!level || escalation.deputy_asked_at !== null) return undefined
  const deputy = await someoneOf(tx, escalation.brand_id, level.deputyId)
  return deputy && !deputy.isAway ? deputy : undefined
}

async function sayLate(
  tx: Tx,
  escalation: Escalation,
  level: Level,
  deputy: { id: number; name: string } | undefined,
): Promise<void> {
  const at = now()
  await tx
    .updateTable('escalations')
    .set({ late_at: escalation.late_at ?? at })
    .where('brand_id', '=', escalation.brand_id)
    .where('id', '=', escalation.id)
    .execute()
  await tx
    .updateTable('escalation_stages')
    .set((set) => ({ late_at: set.fn.coalesce('late_at', set.val(at)) }))
    .where('brand_id', '=', escalation.brand_id)
    .where('escalation_id', '=', escalation.id)
    .where('left_at', 'is', null)
    .execute()
  const people = await peopleOf(tx, escalation.brand_id, level.id)
  await record(tx, {
    type: 'escalation.late',
    brandId: escalation.brand_id,
    conversationId: escalation.conversation_id,
    actor: { kind: 'system' },
    data: {
      escalationId: escalation.id,
      level: namesOf(level),
      staffIds: [...people.map((one) => one.id), ...(deputy ? [deputy.id] : [])],
      ...(deputy ? { deputy: deputy.name } : {}),
    },
  })
}

async function askDeputy(tx: Tx, escalation: Escalation, level: Level): Promise<void> {
  const acceptBy = await dueAt(tx, escalation.brand_id, level, level.acceptMinutes)
  await tx
    .updateTable('escalations')
    .set({ deputy_asked_at: now(), accept_by: acceptBy ?? null })
    .where('brand_id', '=', escalation.brand_id)
    .where('id', '=', escalation.id)
    .execute()
  await setEscalationWatch(tx, { brandId: escalation.brand_id, id: escalation.id }, acceptBy)
}
