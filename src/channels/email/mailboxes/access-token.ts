import { z } from 'zod'
import { now } from '#platform/clock.ts'
import { addressOf } from '#platform/private-addresses.ts'
import type { Account } from './accounts.ts'

/** The provider gave no token; its words are in the message. */
export class NoAccessToken extends Error {
  override name = 'NoAccessToken'
}

const answer = z.object({ access_token: z.string(), expires_in: z.coerce.number().default(3_600) })
const kept = new Map<string, { token: string; until: number }>()

/**
 * A token for XOAUTH2: the one given, or a short-lived one for the refresh token
 * (RFC 6749 §6), kept until shortly before its end.
 */
export async function accessTokenOf(account: Account, allowsPrivate: boolean): Promise<string | undefined> {
  if (!account.oauth) return account.accessToken
  const { tokenUrl, clientId, clientSecret, refreshToken } = account.oauth
  const key = `${tokenUrl}\n${clientId}\n${refreshToken}`
  const known = kept.get(key)
  if (known && known.until > now().getTime()) return known.token
  await addressOf(new URL(tokenUrl).hostname, allowsPrivate)
  const response = await fetch(tokenUrl, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(15_000),
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: clientId,
      ...(clientSecret ? { client_secret: clientSecret } : {}),
    }),
  }).catch((error) => {
    throw new NoAccessToken(String(error.cause?.message ?? error.message))
  })
  const parsed = answer.safeParse(await response.json().catch(() => undefined))
  if (!response.ok || !parsed.success) throw new NoAccessToken(`HTTP ${response.status}`)
  const { access_token: token, expires_in } = parsed.data
  kept.set(key, { token, until: now().getTime() + Math.max(expires_in - 120, 30) * 1_000 })
  return token
}
