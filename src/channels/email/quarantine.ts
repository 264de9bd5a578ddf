import { sql } from 'kysely'
import { type Database, inBrands } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { KnownMailbox } from './mailboxes/directory.ts'

/** Sets a mail aside that could not be understood, with its source and an event that tells of it; the mailbox goes on. */
export async function quarantine(
  db: Database,
  mailbox: KnownMailbox,
  mail: { hash: string; size: number; from: string | null; to: readonly string[]; error: unknown },
): Promise<number> {
  return inBrands(db, [mailbox.brandId], async (tx) => {
    const reason =
      mail.error instanceof Error ? `${mail.error.name}: ${mail.error.message}` : String(mail.error)
    const { rows } = await sql<{ id: number; isNew: boolean }>`
      with known as (
        select id from quarantined_mails
        where brand_id = ${mailbox.brandId} and raw_file = ${mail.hash} and resolved_at is null
      ), added as (
        insert into quarantined_mails (brand_id, mailbox_id, raw_file, size, envelope, error)
        select ${mailbox.brandId}, ${mailbox.id}, ${mail.hash}, ${mail.size},
          ${JSON.stringify({ from: mail.from, to: mail.to })}::jsonb, ${reason.slice(0, 1_000)}
        where not exists (select from known)
        returning id
      )
      select id, true as "isNew" from added union all select id, false from known`.execute(tx)
    const row = rows[0]
    if (!row) throw new Error('The mail could not be set aside')
    if (row.isNew) {
      await record(tx, {
        type: 'mail.quarantined',
        brandId: mailbox.brandId,
        actor: { kind: 'system' },
        data: { quarantinedMailId: row.id, mailbox: mailbox.address, error: reason.slice(0, 1_000) },
      })
    }
    return row.id
  })
}
