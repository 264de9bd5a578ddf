import type { Kysely } from 'kysely'
import type { DB } from '#database/tables.ts'
import { hashToken, newToken } from '#platform/crypto.ts'
import type { Scope } from '#platform/endpoint.ts'

/** Makes an API key that acts as this staff member. The key is shown once; only its hash is stored. */
export async function createApiKey(
  db: Kysely<DB>,
  wish: { staffId: number; name: string; scopes: readonly Scope[]; expiresAt?: Date | null },
): Promise<{ id: number; key: string }> {
  const key = newToken('egw_')
  const { id } = await db
    .insertInto('api_keys')
    .values({
      staff_id: wish.staffId,
      name: wish.name,
      key_hash: hashToken(key),
      key_hint: key.slice(0, 8),
      scopes: [...wish.scopes],
      expires_at: wish.expiresAt ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, key }
}
