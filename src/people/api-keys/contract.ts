import { z } from 'zod'
import { byId, endpoint, id, nothing, pageOf, paging, time } from '#platform/endpoint.ts'
import { name, scope } from '../contract.ts'

const tag = 'API keys'

export const apiKey = z.object({
  id,
  name: z.string(),
  staff: z.object({ id, name: z.string() }),
  /** The first characters, to tell keys apart. */
  hint: z.string(),
  scopes: z.array(scope),
  createdAt: time,
  lastUsedAt: time.nullable(),
  expiresAt: time.nullable(),
  revokedAt: time.nullable(),
})

export const listApiKeys = endpoint({
  method: 'GET',
  path: '/api/api-keys',
  summary: { en: 'Your API keys; all keys for admins', ja: '自分のAPIキーの一覧。管理者にはすべてのキー' },
  tag,
  query: paging,
  reply: pageOf(apiKey),
})

export const createApiKey = endpoint({
  method: 'POST',
  path: '/api/api-keys',
  summary: {
    en: 'Make an API key that acts as you; the key is shown this once',
    ja: '自分として働くAPIキーを作成する。キーが表示されるのはこの応答だけ',
  },
  tag,
  role: 'read_only',
  // A key that makes keys would live on in them after it was revoked.
  scope: 'admin',
  body: z.object({
    name,
    scopes: z.array(scope).min(1).max(3),
    expiresAt: time.nullable().default(null),
  }),
  answersSecret: true,
  reply: apiKey.extend({ key: z.string() }),
})

export const revokeApiKey = endpoint({
  method: 'DELETE',
  path: '/api/api-keys/{id}',
  summary: { en: 'Revoke an API key; it ends at once', ja: 'APIキーを無効にする。すぐに使えなくなる' },
  tag,
  role: 'read_only',
  params: byId,
  reply: nothing,
})
