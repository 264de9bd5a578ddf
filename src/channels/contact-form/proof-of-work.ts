import { createChallenge, type Payload, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { now } from '#platform/clock.ts'
import type { Vault } from '#platform/crypto.ts'

const lasts = 2 * 60 * 60 * 1_000

/** A riddle that costs a browser about a second and a flood of messages a fortune; tied to one form page. */
export async function challengeFor(vault: Vault, once: string): Promise<string> {
  const challenge = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: 2_000,
    keyPrefix: '00',
    deriveKey,
    data: { once },
    expiresAt: new Date(now().getTime() + lasts),
    hmacSignatureSecret: vault.sign('form challenge'),
  })
  return JSON.stringify(challenge)
}

export async function isProved(vault: Vault, proof: string, once: string): Promise<boolean> {
  if (proof === '') return false
  try {
    const { challenge, solution } = JSON.parse(proof) as Payload
    if (challenge.parameters.data?.once !== once) return false
    const result = await verifySolution({
      challenge,
      solution,
      deriveKey,
      hmacSignatureSecret: vault.sign('form challenge'),
    })
    return result.verified
  } catch {
    return false
  }
}
