import { sql } from 'kysely'
import { requiredReadings } from '#database/sample/required-readings.ts'
import { readingWish } from '#knowledge/required-reading/contract.ts'
import { confirmReading, myReading } from '#knowledge/required-reading/my-readings.ts'
import { requireReading } from '#knowledge/required-reading/require-reading.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import type { Desk } from '../../desk.ts'
import type { Shop } from './furnish.ts'

const day = 86_400_000

/** Two manuals that the sample's teams must have read; of the first half of the team has not, and the time is over. */
export async function requireReadings(desk: Desk, shop: Shop): Promise<void> {
  await inBrands(desk.db, [shop.brandId], async (tx) => {
    const lead = shop.people.find((one) => one.role === 'supervisor')
    for (const one of requiredReadings) {
      const { articleId, teamId } = await named(tx, shop.brandId, one)
      if (articleId === null || teamId === null || !lead) continue
      const wish = readingWish.parse({ teamIds: [teamId], days: one.days, question: one.question })
      const by = { actor: { kind: 'staff' as const, id: lead.staffId }, staffId: lead.staffId }
      const id = await requireReading(tx, articleId, wish, by)
      await confirm(tx, shop, id, one)
      const askedAt = new Date(Date.now() - one.askedDaysAgo * day)
      const dueAt = new Date(askedAt.getTime() + one.days * day)
      await sql`update required_readings set asked_at = ${askedAt}, due_at = ${dueAt},
          overdue_at = case when ${dueAt}::timestamptz < now() then ${dueAt}::timestamptz end,
          reminded_at = case when ${dueAt}::timestamptz < now() then ${dueAt}::timestamptz end
        where brand_id = ${shop.brandId} and id = ${id}`.execute(tx)
      // Whoever began with the sample began long ago.
      await sql`update staff set created_at = least(created_at, ${askedAt}::timestamptz)`.execute(tx)
    }
  })
}

async function confirm(
  tx: Tx,
  shop: Shop,
  id: number,
  { confirmedBy, question, askedDaysAgo }: (typeof requiredReadings)[number],
): Promise<void> {
  const emails: readonly string[] = confirmedBy
  for (const caller of shop.people.filter((one) => emails.includes(one.email))) {
    const { versionId } = await myReading(tx, caller, caller.locale, id)
    await confirmReading(tx, caller, caller.locale, id, { versionId, choice: question?.right ?? null })
  }
  const when = new Date(Date.now() - (askedDaysAgo - 2) * day)
  await sql`update reading_confirmations set at = ${when} where brand_id = ${shop.brandId} and reading_id = ${id}`.execute(
    tx,
  )
}

async function named(
  tx: Tx,
  brandId: number,
  { manual, team }: { manual: string; team: string },
): Promise<{ articleId: number | null; teamId: number | null }> {
  const { rows } = await sql<{ articleId: number | null; teamId: number | null }>`
    select (select article_id from article_texts where brand_id = ${brandId} and title = ${manual} limit 1) as "articleId",
      (select id from teams where name = ${team}) as "teamId"`.execute(tx)
  return rows[0] ?? { articleId: null, teamId: null }
}
