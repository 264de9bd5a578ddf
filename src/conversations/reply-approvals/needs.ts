import { sql } from 'kysely'
import { m } from '#texts'
import { answersFor } from '#people/staff/works-for.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid, notFound } from '#platform/refusal.ts'

type Needs = { staffIds: number[]; reasonIds: number[] }

/** Whose replies need approval in a brand, and about what. */
export async function approvalNeeds(tx: Tx, brandId: number): Promise<Needs> {
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  const { rows } = await sql<Needs>`
    select array(select staff_id from reply_approval_staff where brand_id = ${brandId} order by staff_id) as "staffIds",
      array(select reason_id from reply_approval_reasons where brand_id = ${brandId} order by reason_id) as "reasonIds"`.execute(
    tx,
  )
  return rows[0] ?? { staffIds: [], reasonIds: [] }
}

/** Sets what is given; what waits already goes on waiting. */
export async function changeApprovalNeeds(
  tx: Tx,
  brandId: number,
  wish: { staffIds?: number[] | undefined; reasonIds?: number[] | undefined },
  actor: Actor,
): Promise<Needs> {
  const known = await approvalNeeds(tx, brandId)
  if (wish.staffIds) await putStaff(tx, brandId, wish.staffIds)
  if (wish.reasonIds) await putReasons(tx, brandId, wish.reasonIds)
  const next = await approvalNeeds(tx, brandId)
  await record(tx, { type: 'reply_approval_needs.changed', brandId, actor, data: { from: known, to: next } })
  return next
}

async function putStaff(tx: Tx, brandId: number, staffIds: number[]): Promise<void> {
  await sql`delete from reply_approval_staff where brand_id = ${brandId}`.execute(tx)
  const { rows } = await sql`
    insert into reply_approval_staff (brand_id, staff_id)
    select ${brandId}, id from staff
    where id = any (${staffIds}::bigint[]) and ${answersFor(brandId)}
    returning staff_id`.execute(tx)
  if (rows.length < new Set(staffIds).size)
    throw invalid('staffIds', 'staff_unknown', (locale) => m.reply_approvals_staff_unknown({}, { locale }))
}

async function putReasons(tx: Tx, brandId: number, reasonIds: number[]): Promise<void> {
  await sql`delete from reply_approval_reasons where brand_id = ${brandId}`.execute(tx)
  const { rows } = await sql`
    insert into reply_approval_reasons (brand_id, reason_id)
    select brand_id, id from contact_reasons where brand_id = ${brandId} and id = any (${reasonIds}::bigint[])
    returning reason_id`.execute(tx)
  if (rows.length < new Set(reasonIds).size)
    throw invalid('reasonIds', 'reason_unknown', (locale) => m.reply_approvals_reason_unknown({}, { locale }))
}
