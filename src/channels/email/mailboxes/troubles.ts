import { sql } from 'kysely'
import { m } from '#texts'
import { type Database, inBrands } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import type { Locale } from '#platform/locale.ts'
import { PrivateAddress } from '#platform/private-addresses.ts'
import { NoAccessToken } from './access-token.ts'

export type Trouble = { code: keyof typeof words; detail: string }

type Facts = {
  code?: unknown
  authenticationFailed?: unknown
  responseText?: unknown
  response?: unknown
  mailboxMissing?: unknown
}

const words = {
  sign_in: m.email_trouble_sign_in,
  unreachable: m.email_trouble_unreachable,
  tls: m.email_trouble_tls,
  folder: m.email_trouble_folder,
  token: m.email_trouble_token,
  other: m.email_trouble_other,
  private_address: (_: { words: string }, options: { locale: Locale }) =>
    m.email_trouble_private_address({}, options),
}

/** What went wrong with a mail server, from the error of either mail library. */
export function troubleOf(error: unknown): Trouble {
  const facts: Facts = Object(error)
  const code = typeof facts.code === 'string' ? facts.code : ''
  const detail = String(
    facts.responseText ?? facts.response ?? (error instanceof Error ? error.message : error),
  ).slice(0, 300)
  if (error instanceof PrivateAddress) return { code: 'private_address', detail: '' }
  if (error instanceof NoAccessToken) return { code: 'token', detail }
  if (facts.authenticationFailed || code === 'EAUTH') return { code: 'sign_in', detail }
  if (facts.mailboxMissing) return { code: 'folder', detail }
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code) || /STARTTLS|certificate/i.test(detail))
    return { code: 'tls', detail }
  if (
    /^(ECONN|ETIMEDOUT|ENOTFOUND|EAI_|EHOST|ENET|ESOCKET|EDNS|CONNECT_TIMEOUT|GREETING_TIMEOUT|NoConnection|EPIPE|UPGRADE_TIMEOUT)/.test(
      code,
    )
  )
    return { code: 'unreachable', detail }
  return { code: 'other', detail }
}

/** A trouble as stored on the mailbox, in the reader's language. */
export function troubleWords(stored: string, locale: Locale): string {
  const [, code = 'other', detail = ''] = /^([a-z_]+): ?([^]*)$/.exec(stored) ?? [undefined, 'other', stored]
  const say = words[code as keyof typeof words] ?? words.other
  return say({ words: detail }, { locale })
}

/** Writes what troubles a mailbox, or that nothing does any more; the event tells only of a change. */
export async function noteTrouble(
  db: Database,
  mailbox: { id: number; brandId: number; address: string },
  trouble: Trouble | undefined,
): Promise<void> {
  const stored = trouble ? `${trouble.code}: ${trouble.detail}` : null
  await inBrands(db, [mailbox.brandId], async (tx) => {
    const { rows } = await sql<{ before: string | null }>`
      with before as (
        select trouble from mailboxes where brand_id = ${mailbox.brandId} and id = ${mailbox.id} for update
      )
      update mailboxes set trouble = ${stored}, last_checked_at = now(),
        trouble_since = case when ${stored}::text is null then null else coalesce(trouble_since, now()) end
      from before where brand_id = ${mailbox.brandId} and id = ${mailbox.id}
      returning before.trouble as before`.execute(tx)
    const before = rows[0]?.before ?? null
    if ((before === null) === (stored === null)) return
    await record(tx, {
      type: stored === null ? 'mailbox.recovered' : 'mailbox.troubled',
      brandId: mailbox.brandId,
      actor: { kind: 'system' },
      data: { mailboxId: mailbox.id, address: mailbox.address, trouble: stored },
    })
  })
}
