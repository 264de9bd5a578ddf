import { createPrivateKey } from 'node:crypto'
import type { z } from 'zod'
import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Vault } from '#platform/crypto.ts'
import { type Database, inAllBrands, lockByName, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import type { changeMailbox as changeContract, createMailbox as createContract } from '../contract.ts'
import { lockSecrets, secretsOf } from './accounts.ts'

export type MailboxWish = z.output<typeof createContract.body>
export type MailboxChange = z.output<typeof changeContract.body>

/** Adds a mailbox to a brand. An address belongs to one brand only, because mail says nothing else of where it goes. */
export async function createMailbox(
  tx: Tx,
  caller: Caller,
  desk: { vault: Vault; db: Database },
  wish: MailboxWish,
): Promise<number> {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  refuseUnfit(wish)
  await lockByName(tx, `mailbox:${wish.address}`)
  await refuseTaken(desk.db, wish.address)
  const { id } = await tx
    .insertInto('mailboxes')
    .values({
      brand_id: wish.brandId,
      address: wish.address,
      receives_by: wish.receivesBy,
      // Most providers that are fetched from know no plus-addresses, and a wrong Reply-To would lose answers.
      has_plus_addresses: wish.receivesBy === 'smtp',
      ...columnsOf(wish),
      secrets: lockSecrets(desk.vault, {}, wish.secrets),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tell(tx, caller, 'mailbox.created', wish.brandId, id)
  return id
}

/** Changes what is named and leaves the rest; a change of server forgets the trouble of the old one. */
export async function changeMailbox(
  tx: Tx,
  caller: Caller,
  vault: Vault,
  id: number,
  wish: MailboxChange,
): Promise<void> {
  const before = await tx
    .selectFrom('mailboxes')
    .select(['brand_id', 'receives_by', 'imap', 'secrets', 'after_intake', 'move_to'])
    .where('brand_id', 'in', [...tx.inBrands])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!before) throw notFound('mailbox')
  refuseUnfit({
    receivesBy: wish.receivesBy ?? (before.receives_by === 'imap' ? 'imap' : 'smtp'),
    imap: wish.imap === undefined ? before.imap : wish.imap,
    afterIntake: wish.afterIntake ?? before.after_intake,
    moveTo: wish.moveTo === undefined ? before.move_to : wish.moveTo,
    ...(wish.secrets ? { secrets: wish.secrets } : {}),
  })
  const isOtherFolder = wish.imap !== undefined && JSON.stringify(wish.imap) !== JSON.stringify(before.imap)
  await tx
    .updateTable('mailboxes')
    .set({
      id,
      ...columnsOf(wish),
      ...(wish.receivesBy ? { receives_by: wish.receivesBy } : {}),
      ...(wish.secrets ? { secrets: lockSecrets(vault, secretsOf(vault, before), wish.secrets) } : {}),
      ...(wish.isDisabled === undefined ? {} : { disabled_at: wish.isDisabled ? now() : null }),
      ...(isOtherFolder ? { uid_validity: null, last_uid: 0 } : {}),
      trouble: null,
      trouble_since: null,
    })
    .where('brand_id', '=', before.brand_id)
    .where('id', '=', id)
    .execute()
  await tell(tx, caller, 'mailbox.changed', before.brand_id, id)
}

function columnsOf(wish: Omit<MailboxChange, 'secrets'>) {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
  return {
    ...(wish.name === undefined ? {} : { name: wish.name }),
    ...(wish.imap === undefined ? {} : { imap: json(wish.imap) }),
    ...(wish.smtp === undefined ? {} : { smtp: json(wish.smtp) }),
    ...(wish.dkim === undefined ? {} : { dkim: json(wish.dkim) }),
    ...(wish.afterIntake === undefined ? {} : { after_intake: wish.afterIntake }),
    ...(wish.moveTo === undefined ? {} : { move_to: wish.moveTo }),
    ...(wish.outgoingCharset === undefined ? {} : { outgoing_charset: wish.outgoingCharset }),
    ...(wish.undoSeconds === undefined ? {} : { undo_seconds: wish.undoSeconds }),
    ...(wish.hasPlusAddresses === undefined ? {} : { has_plus_addresses: wish.hasPlusAddresses }),
  }
}

function refuseUnfit(wish: {
  receivesBy: 'smtp' | 'imap'
  imap?: unknown
  afterIntake?: string | undefined
  moveTo?: string | null | undefined
  secrets?: { dkimPrivateKey?: string | null | undefined }
}): void {
  if (wish.receivesBy === 'imap' && !wish.imap) {
    throw invalid('imap', 'imap_needed', (locale) => m.email_imap_needed({}, { locale }))
  }
  if (wish.afterIntake === 'move' && !wish.moveTo) {
    throw invalid('moveTo', 'move_to_needed', (locale) => m.email_move_to_needed({}, { locale }))
  }
  const key = wish.secrets?.dkimPrivateKey
  if (!key) return
  try {
    createPrivateKey(key)
  } catch {
    throw invalid('secrets.dkimPrivateKey', 'key_unreadable', (locale) =>
      m.email_dkim_key_unreadable({}, { locale }),
    )
  }
}

async function refuseTaken(db: Database, address: string): Promise<void> {
  const taken = await inAllBrands(db, (all) =>
    all.selectFrom('mailboxes').select('id').where('address', '=', address).executeTakeFirst(),
  )
  if (taken) throw invalid('address', 'address_taken', (locale) => m.email_address_taken({}, { locale }))
}

async function tell(tx: Tx, caller: Caller, type: string, brandId: number, mailboxId: number): Promise<void> {
  await record(tx, { type, brandId, actor: actorOf(caller), data: { mailboxId } })
}
