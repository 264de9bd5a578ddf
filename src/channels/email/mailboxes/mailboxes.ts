import { sql } from 'kysely'
import type { Vault } from '#platform/crypto.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import type { Mailbox } from '../contract.ts'
import { secretsOf } from './accounts.ts'
import { troubleWords } from './troubles.ts'

type Row = Omit<Sendable<Mailbox>, 'secretsKept' | 'isDisabled'> & {
  secrets: string | null
  disabledAt: Date | null
}

/** The mailboxes of the caller's brands; secrets never leave, only their names do. */
export async function listMailboxes(
  tx: Tx,
  vault: Vault,
  locale: Locale,
  which: { brandId?: number | undefined; id?: number },
): Promise<Sendable<Mailbox>[]> {
  const { rows } = await sql<Row>`
    select id, brand_id as "brandId", address, name, receives_by as "receivesBy", imap, smtp, dkim, secrets,
      after_intake as "afterIntake", move_to as "moveTo", outgoing_charset as "outgoingCharset", undo_seconds as "undoSeconds",
      has_plus_addresses as "hasPlusAddresses", last_checked_at as "lastCheckedAt", trouble, trouble_since as "troubleSince",
      disabled_at as "disabledAt", created_at as "createdAt"
    from mailboxes
    where brand_id = any (${which.brandId === undefined ? [...tx.inBrands] : [which.brandId]}::bigint[])
      and (${which.id ?? null}::bigint is null or id = ${which.id ?? null})
    order by brand_id, disabled_at is not null, address`.execute(tx)
  return rows.map(({ secrets, disabledAt, trouble, ...rest }) => ({
    ...rest,
    trouble: trouble === null ? null : troubleWords(String(trouble), locale),
    secretsKept: namesOf(vault, secrets),
    isDisabled: disabledAt !== null,
  }))
}

export async function mailboxFor(
  tx: Tx,
  vault: Vault,
  locale: Locale,
  id: number,
): Promise<Sendable<Mailbox>> {
  const [found] = await listMailboxes(tx, vault, locale, { id })
  if (!found) throw notFound('mailbox')
  return found
}

/** After the operator's secret has changed nothing can be opened any more; the list must still be shown. */
function namesOf(vault: Vault, secrets: string | null): string[] {
  try {
    return Object.keys(secretsOf(vault, { secrets }))
  } catch {
    return []
  }
}
