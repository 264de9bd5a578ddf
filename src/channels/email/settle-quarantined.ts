import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { type Intake, takeInKept } from './take-in-mail.ts'

/** Mails set aside and not settled yet, newest first. */
export async function listQuarantine(tx: Tx, query: { limit: number; cursor?: string | undefined }) {
  const before = fromCursor(query.cursor, 1)?.[0] ?? Number.MAX_SAFE_INTEGER
  const rows = await tx
    .selectFrom('quarantined_mails')
    .select(['id', 'brand_id', 'mailbox_id', 'size', 'envelope', 'error', 'created_at'])
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('resolved_at', 'is', null)
    .where('id', '<', Number(before))
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute()
  const items = rows.slice(0, query.limit).map((row) => {
    const envelope = row.envelope as { from?: string | null; to?: string[] }
    return {
      id: row.id,
      brandId: row.brand_id,
      mailboxId: row.mailbox_id,
      size: row.size,
      from: envelope.from ?? null,
      to: envelope.to ?? [],
      error: row.error,
      sourceUrl: `/api/quarantine/${row.id}/source`,
      createdAt: row.created_at,
    }
  })
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? toCursor([last.id]) : null }
}

/** The door to one quarantined mail. */
export async function quarantinedFor(tx: Tx, id: number) {
  const found = await tx
    .selectFrom('quarantined_mails')
    .select(['id', 'brand_id', 'mailbox_id', 'raw_file', 'size', 'envelope', 'resolved_at'])
    .where('brand_id', 'in', tx.inBrands.length > 0 ? [...tx.inBrands] : [0])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw notFound('mail')
  return found
}

/** Tries a mail once more, for instance after an update has taught the desk to read it. */
export async function takeInQuarantined(
  tx: Tx,
  caller: Caller,
  intake: Intake,
  id: number,
): Promise<{ conversationId: number }> {
  const mail = await quarantinedFor(tx, id)
  refuseSettled(mail)
  const mailbox = await tx
    .selectFrom('mailboxes')
    .select('address')
    .where('brand_id', '=', mail.brand_id)
    .where('id', '=', mail.mailbox_id)
    .executeTakeFirst()
  const { to = [] } = mail.envelope as { to?: string[] }
  const known = mailbox ? await intake.directory.find(mailbox.address) : undefined
  const [delivered] = await takeInKept(
    intake,
    { hash: mail.raw_file, size: mail.size },
    { recipients: to, ...(known ? { mailboxes: [known] } : {}) },
  ).catch((error) => {
    throw stillUnreadable(error.message)
  })
  const { conversationId } = delivered ?? {}
  if (conversationId === undefined) throw stillUnreadable('')
  await settle(tx, caller, mail, 'taken_in')
  return { conversationId }
}

export async function discardQuarantined(tx: Tx, caller: Caller, id: number): Promise<void> {
  const mail = await quarantinedFor(tx, id)
  refuseSettled(mail)
  await settle(tx, caller, mail, 'discarded')
}

async function settle(
  tx: Tx,
  caller: Caller,
  mail: { brand_id: number; id: number },
  resolution: 'taken_in' | 'discarded',
): Promise<void> {
  await tx
    .updateTable('quarantined_mails')
    .set((set) => ({ resolved_at: set.fn<Date>('now'), resolution }))
    .where('brand_id', '=', mail.brand_id)
    .where('id', '=', mail.id)
    .execute()
  await record(tx, {
    type: `mail.${resolution}`,
    brandId: mail.brand_id,
    actor: actorOf(caller),
    data: { quarantinedMailId: mail.id },
  })
}

function refuseSettled(mail: { resolved_at: Date | null }): void {
  if (mail.resolved_at === null) return
  throw new Refusal(409, 'already_settled', (locale) => m.email_quarantine_settled({}, { locale }))
}

function stillUnreadable(reason: string): Refusal {
  return new Refusal(422, 'still_unreadable', (locale) => m.email_still_unreadable({ reason }, { locale }))
}
