import { sql } from 'kysely'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import { hashToken, type Vault } from '#platform/crypto.ts'
import type { Tx } from '#platform/database.ts'
import { Refusal } from '#platform/refusal.ts'

export type Purpose = 'invitation' | 'password_reset'
type Link = { id: number; staffId: number; createdAt: Date }

const lifetime: Record<Purpose, number> = { invitation: 7 * 86_400_000, password_reset: 3_600_000 }

/** Makes a link that lets its holder set a password; earlier links of the same purpose end. */
export async function makeLink(tx: Tx, vault: Vault, staffId: number, purpose: Purpose): Promise<string> {
  await endLinks(tx, staffId, purpose)
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('staff_links', 'id')) as id`.execute(tx)
  const id = rows[0]?.id ?? 0
  const createdAt = now()
  const token = tokenOf(vault, purpose, { id, staffId, createdAt })
  await tx
    .insertInto('staff_links')
    .values({
      id,
      purpose,
      token_hash: hashToken(token),
      staff_id: staffId,
      created_at: createdAt,
      expires_at: new Date(createdAt.getTime() + lifetime[purpose]),
    })
    .execute()
  return token
}

/** The token of the link in force, computed anew: a job can mail it, and yet it is stored nowhere. */
export async function tokenInForce(
  tx: Tx,
  vault: Vault,
  staffId: number,
  purpose: Purpose,
): Promise<string | undefined> {
  const link = await tx
    .selectFrom('staff_links')
    .select(['id', 'staff_id as staffId', 'created_at as createdAt'])
    .where('staff_id', '=', staffId)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now())
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return link && tokenOf(vault, purpose, link)
}

/** Whose link it is; refused when it is unknown, used or over. To `use` it locks it, so that it is used once. */
export async function holderOf(tx: Tx, token: string, purpose: Purpose, intent: 'read' | 'use') {
  const query = tx
    .selectFrom('staff_links')
    .innerJoin('staff', 'staff.id', 'staff_links.staff_id')
    .select(['staff.id', 'staff.email', 'staff.name', 'staff.locale'])
    .where('staff_links.token_hash', '=', hashToken(token))
    .where('staff_links.purpose', '=', purpose)
    .where('staff_links.used_at', 'is', null)
    .where('staff_links.expires_at', '>', now())
    .where('staff.deactivated_at', 'is', null)
  const holder = await (intent === 'use' ? query.forUpdate() : query).executeTakeFirst()
  if (!holder) throw new Refusal(404, 'link_over', (locale) => m.people_link_over({}, { locale }))
  return holder
}

/** Marks the links of a purpose as used, so that none works any more. */
export async function endLinks(tx: Tx, staffId: number, purpose: Purpose): Promise<void> {
  await tx
    .updateTable('staff_links')
    .set({ used_at: now() })
    .where('staff_id', '=', staffId)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .execute()
}

function tokenOf(vault: Vault, purpose: Purpose, link: Link): string {
  return vault.sign(`${purpose} ${link.id} ${link.staffId} ${link.createdAt.toISOString()}`)
}
