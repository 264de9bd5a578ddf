import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import type { FirstMailDrafts } from '#database/tables.ts'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import { type FirstMail, firstMail, type keepFirstMail as contract } from './contract-first-mail.ts'

type Draft = Sendable<z.input<(typeof contract)['reply']>>

/** Keeps the first mail somebody is writing; another brand chosen for it takes it along. */
export async function keepFirstMail(
  tx: Tx,
  staffId: number,
  { brandId, ...content }: FirstMail & { brandId: number },
): Promise<Draft> {
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  await ofPerson(tx, staffId).where('brand_id', '!=', brandId).execute()
  const kept = { content: JSON.stringify(content), updated_at: new Date() }
  const row = await tx
    .insertInto('first_mail_drafts')
    .values({ brand_id: brandId, staff_id: staffId, ...kept })
    .onConflict((conflict) => conflict.columns(['brand_id', 'staff_id']).doUpdateSet(kept))
    .returningAll()
    .executeTakeFirstOrThrow()
  return toDraft(row)
}

/** The first mail somebody has begun, or null. */
export async function getFirstMail(tx: Tx, staffId: number): Promise<Draft | null> {
  const row = await tx
    .selectFrom('first_mail_drafts')
    .selectAll()
    .where('brand_id', 'in', [...tx.inBrands])
    .where('staff_id', '=', staffId)
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? toDraft(row) : null
}

/** Throws it away. */
export async function discardFirstMail(tx: Tx, staffId: number): Promise<void> {
  await ofPerson(tx, staffId).execute()
}

/** What has become a mail is no draft any more; a mail with another subject, sent by a program in this person's name, leaves it. */
export async function discardSentFirstMail(
  tx: Tx,
  staffId: number,
  sent: { brandId: number; subject: string },
): Promise<void> {
  await ofPerson(tx, staffId)
    .where('brand_id', '=', sent.brandId)
    .where(sql<string>`trim(content->>'subject')`, '=', sent.subject)
    .execute()
}

const ofPerson = (tx: Tx, staffId: number) =>
  tx
    .deleteFrom('first_mail_drafts')
    .where('brand_id', 'in', [...tx.inBrands])
    .where('staff_id', '=', staffId)

const toDraft = (row: Selectable<FirstMailDrafts>): Draft => ({
  ...firstMail.parse(row.content),
  brandId: row.brand_id,
  updatedAt: row.updated_at,
})
