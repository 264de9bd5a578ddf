import { sql } from 'kysely'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import { addJobs, type Task } from '#platform/jobs.ts'
import type { Locale } from '#platform/locale.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { m } from '#texts'
import { standing, workplaceOf } from './approvers.ts'
import { readLevels } from './stored.ts'

type Send = (mail: { to: string; subject: string; text: string }) => Promise<unknown>

/** Who can decide an approval now, and has not; nobody when it is decided. Of one that was withdrawn, who could have decided it then. */
export async function deciders(
  tx: Tx,
  brandId: number,
  approvalId: number,
  state: 'waiting' | 'withdrawn' = 'waiting',
): Promise<number[]> {
  const approval = await tx
    .selectFrom('approvals')
    .select(['levels', 'level', 'asked_by_id'])
    .where('brand_id', '=', brandId)
    .where('id', '=', approvalId)
    .where('state', '=', state)
    .executeTakeFirst()
  if (!approval) return []
  const { level, asked } = standing(
    await workplaceOf(tx, brandId),
    readLevels(approval.levels),
    approval.level,
    approval.asked_by_id,
  )
  const said = await tx
    .selectFrom('approval_votes')
    .select('staff_id')
    .where('brand_id', '=', brandId)
    .where('approval_id', '=', approvalId)
    .where('level', '=', level)
    .execute()
  const open = asked.filter((one) => !said.some((vote) => vote.staff_id === one.askedId))
  return [...new Set(open.map((one) => one.staffId))]
}

/** Lets each who can decide be written to, by a job of their own: one mail that fails is not all mails sent again. */
export function mailApprovers(desk: { db: Database }): Task {
  return async (payload) => {
    const event = payload as RecordedEvent
    const { approvalId } = event.data as { approvalId: number }
    await inBrands(desk.db, [event.brandId], async (tx) => {
      const staffIds = await deciders(tx, event.brandId, approvalId)
      const jobs = staffIds.map((staffId) => ({
        task: 'mail-approver',
        payload: { brandId: event.brandId, approvalId, staffId },
        key: `mail-approver:${event.id}:${staffId}`,
      }))
      await addJobs(tx, jobs)
    })
  }
}

/** Writes to one of them, with the link to the page that asks. */
export function mailApprover(desk: { db: Database; publicUrl: string }, send: Send): Task {
  return async (payload) => {
    const { brandId, approvalId, staffId } = payload as {
      brandId: number
      approvalId: number
      staffId: number
    }
    const letter = await inBrands(desk.db, [brandId], (tx) => letterFor(tx, brandId, approvalId, staffId))
    if (!letter) return
    const { email, locale, subject, why, asker, customer } = letter
    const link = `${desk.publicUrl}/approvals/${approvalId}`
    const what = subject[locale]
    await send({
      to: email,
      subject: m.authority_mail_subject({ what }, { locale }),
      text: m.authority_mail_text({ what, why, asker, customer, link }, { locale }),
    })
  }
}

async function letterFor(tx: Tx, brandId: number, approvalId: number, staffId: number) {
  const { rows } = await sql<{
    email: string
    locale: Locale
    subject: Record<Locale, string>
    why: string
    asker: string
    customer: string
  }>`
    select s.email, s.locale, a.subject, a.why, coalesce(asker.name, 'Engawa') as asker, customer.name as customer
    from approvals a join staff s on s.id = ${staffId} and s.deactivated_at is null
    join conversations c on (c.brand_id, c.id) = (a.brand_id, a.conversation_id)
    join customers customer on (customer.brand_id, customer.id) = (c.brand_id, c.customer_id)
    left join staff asker on asker.id = a.asked_by_id
    where a.brand_id = ${brandId} and a.id = ${approvalId} and a.state = 'waiting'`.execute(tx)
  return rows[0]
}
