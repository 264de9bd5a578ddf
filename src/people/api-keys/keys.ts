import { m } from '#texts'
import { type Caller, hasRole } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import type { Role, Scope } from '#platform/endpoint.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import { audit } from '../audit.ts'
import { createApiKey } from '../create-api-key.ts'
import { afterId, pageById } from '../page.ts'

/** The most a key of somebody with this role can do. */
export const scopesOfRole: Record<Role, Scope[]> = {
  read_only: ['read'],
  agent: ['read', 'write'],
  supervisor: ['read', 'write'],
  admin: ['read', 'write', 'admin'],
}

/** The caller's keys; everybody's for an admin. */
export async function listApiKeys(
  tx: Tx,
  caller: Caller,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const rows = await visible(tx, caller)
    .where('api_keys.id', '>', afterId(cursor))
    .orderBy('api_keys.id')
    .limit(limit + 1)
    .execute()
  return pageById(rows.map(shown), limit)
}

/** Makes a key that acts as the caller and can do no more than the caller can. */
export async function issueApiKey(
  tx: Tx,
  caller: Caller,
  wish: { name: string; scopes: Scope[]; expiresAt: string | null },
) {
  const allowed = scopesOfRole[caller.role].filter((scope) => caller.scopes.includes(scope))
  const beyond = wish.scopes.find((scope) => !allowed.includes(scope))
  if (beyond) {
    throw invalid('scopes', 'scope_beyond_role', (locale) =>
      m.people_scope_beyond_role({ scope: beyond }, { locale }),
    )
  }
  const expiresAt = wish.expiresAt === null ? null : new Date(wish.expiresAt)
  if (expiresAt && expiresAt <= now()) {
    throw invalid('expiresAt', 'key_expired', (locale) => m.people_key_expired({}, { locale }))
  }
  const scopes = [...new Set(wish.scopes)]
  const { id, key } = await createApiKey(tx, { staffId: caller.staffId, name: wish.name, scopes, expiresAt })
  await audit(tx, {
    type: 'api_key.created',
    actorId: caller.staffId,
    subjectId: caller.staffId,
    data: { keyId: id, name: wish.name, scopes },
  })
  const row = await visible(tx, caller).where('api_keys.id', '=', id).executeTakeFirstOrThrow()
  return { ...shown(row), key }
}

/** Ends a key at once. */
export async function revokeApiKey(tx: Tx, caller: Caller, id: number): Promise<void> {
  const found = await visible(tx, caller).where('api_keys.id', '=', id).executeTakeFirst()
  if (!found) throw notFound('api key')
  if (found.revoked_at) return
  await tx.updateTable('api_keys').set({ revoked_at: now() }).where('id', '=', id).execute()
  await audit(tx, {
    type: 'api_key.revoked',
    actorId: caller.staffId,
    subjectId: found.staff_id,
    data: { keyId: id, name: found.name },
  })
}

function visible(tx: Tx, caller: Caller) {
  const query = tx
    .selectFrom('api_keys')
    .innerJoin('staff', 'staff.id', 'api_keys.staff_id')
    .select(['api_keys.id', 'api_keys.name', 'staff_id', 'staff.name as staff_name', 'key_hint', 'scopes'])
    .select(['api_keys.created_at', 'last_used_at', 'expires_at', 'revoked_at'])
  return hasRole(caller, 'admin') ? query : query.where('staff_id', '=', caller.staffId)
}

function shown(row: Awaited<ReturnType<ReturnType<typeof visible>['executeTakeFirstOrThrow']>>) {
  return {
    id: row.id,
    name: row.name,
    staff: { id: row.staff_id, name: row.staff_name },
    hint: row.key_hint,
    scopes: row.scopes as Scope[],
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  }
}
