import { sql } from 'kysely'
import { now } from '#platform/clock.ts'
import { inAllBrands } from '#platform/database.ts'
import type { Task } from '#platform/jobs.ts'
import type { Desk } from './desk.ts'

/**
 * What happens by the clock, in crontab's words (UTC). Each name is a task; a run
 * missed while the desk was down is not made up for.
 */
export const schedule = `
17 * * * * tidy-up
43 * * * * learn-reasons
29 * * * * judge-answers
* * * * * ring-alarms
`

/**
 * Takes away what has had its time: keys of repeated requests, counted attempts, ended sessions and
 * links, stale presence, old deliveries, uploads never used or imported, visitors who opened the chat and said nothing.
 */
export function tidyUp(desk: Desk): Task {
  return async () => {
    const { open } = desk.db
    await sql`delete from idempotency_keys where created_at < now() - interval '24 hours'`.execute(open)
    await sql`delete from attempts where at < now() - interval '24 hours'`.execute(open)
    await sql`delete from sessions where expires_at < now()`.execute(open)
    await sql`delete from staff_links where expires_at < now() - interval '30 days'`.execute(open)
    await inAllBrands(desk.db, async (tx) => {
      await sql`delete from presence where at < now() - interval '10 minutes'`.execute(tx)
      await sql`delete from webhook_deliveries where created_at < now() - interval '30 days'`.execute(tx)
      await sql`delete from rule_runs where at < now() - interval '90 days'`.execute(tx)
      await sql`delete from visitors where customer_id is null and conversation_id is null
        and last_seen_at < now() - interval '30 days'`.execute(tx)
      // Files of a first mail that was never sent belong to nothing.
      await sql`delete from attachments where conversation_id is null and message_id is null
        and created_at < now() - interval '7 days'
        and not exists (select from first_mail_drafts d
          where d.brand_id = attachments.brand_id and d.content->'attachmentIds' @> to_jsonb(attachments.id))`.execute(
        tx,
      )
    })
    await forgetUploads(desk)
  }
}

/** What was uploaded for an import has been read, or nobody came back for it. */
async function forgetUploads(desk: Desk): Promise<void> {
  const needed = await inAllBrands(desk.db, (tx) =>
    sql<{
      hash: string
    }>`select file_hash as hash from article_imports where state in ('waiting', 'working')`.execute(tx),
  )
  const lastWeek = new Date(now().getTime() - 7 * 24 * 3_600_000)
  await desk.files.passing.forgetBefore(lastWeek, new Set(needed.rows.map(({ hash }) => hash)))
}
