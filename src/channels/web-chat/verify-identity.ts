import { z } from 'zod'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import { hmac, sameSecret, type Vault } from '#platform/crypto.ts'
import { invalid } from '#platform/refusal.ts'

const shopper = z.object({
  id: z.union([z.string().min(1).max(200), z.number()]).transform(String),
  email: z
    .email()
    .max(254)
    .transform((address) => address.toLowerCase())
    .optional(),
  name: z.string().max(200).optional(),
  /** Seconds since 1970, as in a JWT; a page kept open beyond it is asked to be loaded again. */
  exp: z.number().optional(),
})
export type Shopper = z.infer<typeof shopper>

/**
 * The signed-in shopper for whom the shop vouches: `user` is the JSON exactly as it stands in the page, `signature` its
 * HMAC-SHA256 in hex by the brand's identity secret. Anything else is refused, never taken for a stranger.
 */
export function verifyIdentity(
  vault: Vault,
  identitySecret: string | null,
  claim: { user: string; signature: string },
): Shopper {
  const wrong = () =>
    invalid('user', 'identity_unproved', (locale) => m.chat_identity_unproved({}, { locale }))
  if (identitySecret === null) throw wrong()
  if (!sameSecret(hmac(vault.unlock(identitySecret), claim.user), claim.signature.toLowerCase()))
    throw wrong()
  const parsed = shopper.safeParse(readJson(claim.user))
  if (!parsed.success) throw wrong()
  if (parsed.data.exp !== undefined && parsed.data.exp * 1_000 < now().getTime()) throw wrong()
  return parsed.data
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
