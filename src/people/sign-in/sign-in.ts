import { m } from '#texts'
import { hashPassword, isPassword } from '#platform/crypto.ts'
import type { Tx } from '#platform/database.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Vault } from '#platform/crypto.ts'
import { audit } from '../audit.ts'
import { forgetAttempts, type Limit } from './attempts.ts'
import { isSecondStep } from './totp.ts'

const keyOf = (email: string) => `sign-in:account:${email.trim().toLowerCase()}`

/** Ten wrong ones per account and a hundred per address in a quarter of an hour. */
export function signInLimits(email: string, ip: string): Limit[] {
  return [
    { key: `sign-in:ip:${ip}`, most: 100, minutes: 15 },
    { key: keyOf(email), most: 10, minutes: 15 },
  ]
}

// Compared with when there is no such account, so that the time taken does not tell.
let nobodysPassword: Promise<string> | undefined

/**
 * Checks password and second step. A failure is recorded and says neither whether the account exists nor, before the password is
 * right, whether it has a second step.
 */
export async function signIn(
  tx: Tx,
  vault: Vault,
  wish: { email: string; password: string; code?: string | undefined },
  ip: string,
): Promise<{ staffId: number } | { needsTotp: true }> {
  const email = wish.email.trim().toLowerCase()
  const found = await tx
    .selectFrom('staff')
    .select(['id', 'password_hash', 'totp_confirmed_at'])
    .where('email', '=', email)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst()
  nobodysPassword ??= hashPassword('nobody')
  const isRight = await isPassword(wish.password, found?.password_hash ?? (await nobodysPassword))
  if (!found?.password_hash || !isRight) throw await failed(tx, ip, found?.id, 'wrong_credentials')
  if (found.totp_confirmed_at) {
    // Not forgotten yet what was counted: a right password must not buy more tries at the code.
    if (!wish.code) return { needsTotp: true }
    if (!(await isSecondStep(tx, vault, found.id, wish.code))) {
      throw await failed(tx, ip, found.id, 'wrong_code')
    }
  }
  await forgetAttempts(tx, keyOf(email))
  await audit(tx, { type: 'staff.signed_in', actorId: found.id, subjectId: found.id, ip })
  return { staffId: found.id }
}

async function failed(
  tx: Tx,
  ip: string,
  staffId: number | undefined,
  code: 'wrong_credentials' | 'wrong_code',
): Promise<Refusal> {
  await audit(tx, { type: 'staff.sign_in_failed', subjectId: staffId, ip, data: { code } })
  return new Refusal(
    401,
    code,
    (locale) =>
      code === 'wrong_code'
        ? m.people_wrong_code({}, { locale })
        : m.people_wrong_credentials({}, { locale }),
    { field: code === 'wrong_code' ? 'code' : 'password', keeps: true },
  )
}
