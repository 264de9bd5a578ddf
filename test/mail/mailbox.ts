import type { Insertable } from 'kysely'
import type { Incoming } from '#channels/incoming.ts'
import type { Mailboxes } from '#database/tables.ts'
import type { TestDesk } from '../desk.ts'

/** The address of the desk's usual mailbox. */
export const supportAddress = 'support@hinoki.test'

/** A mailbox that mail reaches by SMTP, as far as nothing else is said; answers its id. */
export async function openMailbox(
  desk: TestDesk,
  more: Partial<Insertable<Mailboxes>> = {},
): Promise<number> {
  const usual = { brand_id: desk.brandId, address: supportAddress, receives_by: 'smtp' as const }
  const { id } = await desk.rows((tx) =>
    tx
      .insertInto('mailboxes')
      .values({ ...usual, ...more })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  return id
}

/** What makes a message received a mail to that mailbox. */
export function asMail(mailboxId: number, more: Partial<Incoming['mail']> = {}): Partial<Incoming> {
  const usual = {
    mailId: '<a@example.com>',
    to: [],
    cc: [],
    authentication: null,
    rawFile: null,
    details: {},
  }
  return { channel: 'email', subject: 'Order 1001', mail: { mailboxId, ...usual, ...more } }
}
