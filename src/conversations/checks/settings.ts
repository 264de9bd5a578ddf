import type { Tx } from '#platform/database.ts'
import { now } from '#platform/clock.ts'
import { type Actor, record } from '#platform/events.ts'
import { notFound } from '#platform/refusal.ts'
import { type CheckLevel, type CheckName, checkLevelsOf, type ReplyChecks } from './contract.ts'

/** What a brand looks for before a reply leaves. */
export async function replyChecksOf(tx: Tx, brandId: number): Promise<ReplyChecks> {
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  const row = await tx
    .selectFrom('reply_checks')
    .select(['levels', 'order_examples', 'passed_by'])
    .where('brand_id', '=', brandId)
    .executeTakeFirst()
  return {
    levels: checkLevelsOf.parse(row?.levels ?? {}),
    orderExamples: row?.order_examples ?? '',
    passedBy: row?.passed_by === 'nobody' ? 'nobody' : 'supervisor',
  }
}

type Change = {
  levels: { [Name in CheckName]?: CheckLevel | undefined }
  orderExamples?: string | undefined
  passedBy?: ReplyChecks['passedBy'] | undefined
}

/** Sets what is given; the rest stays as it was. */
export async function changeReplyChecks(
  tx: Tx,
  brandId: number,
  change: Change,
  actor: Actor,
): Promise<ReplyChecks> {
  const known = await replyChecksOf(tx, brandId)
  const given = Object.fromEntries(Object.entries(change.levels).filter(([, one]) => one !== undefined))
  const levels = { ...known.levels, ...given }
  const kept = {
    levels: JSON.stringify(levels),
    order_examples: change.orderExamples ?? known.orderExamples,
    passed_by: change.passedBy ?? known.passedBy,
    changed_at: now(),
  }
  await tx
    .insertInto('reply_checks')
    .values({ brand_id: brandId, ...kept })
    .onConflict((conflict) => conflict.column('brand_id').doUpdateSet(kept))
    .execute()
  await record(tx, { type: 'reply_checks.changed', brandId, actor, data: { ...change } })
  return replyChecksOf(tx, brandId)
}
