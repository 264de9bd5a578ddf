import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { renderSVG } from 'uqr'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import { hashToken, type Vault } from '#platform/crypto.ts'
import type { Tx } from '#platform/database.ts'
import { invalid, Refusal } from '#platform/refusal.ts'
import { audit } from '../audit.ts'

/** Makes a secret that comes into force once a code made with it is confirmed. */
export async function beginTotp(
  tx: Tx,
  vault: Vault,
  who: { staffId: number; email: string },
): Promise<{ secret: string; uri: string; qrSvg: string }> {
  const secret = new Secret({ size: 20 })
  const { numUpdatedRows } = await tx
    .updateTable('staff')
    .set({ totp_secret: vault.lock(secret.base32), totp_last_step: null })
    .where('id', '=', who.staffId)
    .where('totp_confirmed_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) {
    throw new Refusal(409, 'totp_already_on', (locale) => m.people_totp_already_on({}, { locale }))
  }
  const uri = totpOf(secret.base32, who.email).toString()
  return { secret: secret.base32, uri, qrSvg: renderSVG(uri, { border: 2 }) }
}

/** Puts the second step in force and answers the recovery codes, which are stored only as hashes. */
export async function confirmTotp(
  tx: Tx,
  vault: Vault,
  staffId: number,
  code: string,
): Promise<{ recoveryCodes: string[] }> {
  if (!(await isFreshCode(tx, vault, staffId, code))) throw wrongCode()
  const recoveryCodes = await renewRecoveryCodes(tx, staffId)
  await tx
    .updateTable('staff')
    .set({ totp_confirmed_at: now() })
    .where('id', '=', staffId)
    .where('totp_confirmed_at', 'is', null)
    .execute()
  await audit(tx, { type: 'staff.totp_enabled', actorId: staffId, subjectId: staffId })
  return { recoveryCodes }
}

/** Ends the second step, by the person or, for a lost device, by an admin. */
export async function endTotp(tx: Tx, staffId: number, actorId: number): Promise<void> {
  await tx
    .updateTable('staff')
    .set({ totp_secret: null, totp_confirmed_at: null, totp_last_step: null, recovery_code_hashes: [] })
    .where('id', '=', staffId)
    .execute()
  await audit(tx, { type: 'staff.totp_disabled', actorId, subjectId: staffId })
}

/** Ten codes of 50 bits, each good once. */
export async function renewRecoveryCodes(tx: Tx, staffId: number): Promise<string[]> {
  const codes = Array.from({ length: 10 }, newRecoveryCode)
  await tx
    .updateTable('staff')
    .set({ recovery_code_hashes: codes.map((code) => hashToken(code)) })
    .where('id', '=', staffId)
    .execute()
  return codes
}

/** Whether a code is the authenticator's of this moment, not used before, or an unused recovery code, which is then used up. */
export async function isSecondStep(tx: Tx, vault: Vault, staffId: number, code: string): Promise<boolean> {
  const plain = code.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
  if (/^\d{6}$/.test(plain)) return isFreshCode(tx, vault, staffId, plain)
  const hash = hashToken(plain)
  const { numUpdatedRows } = await tx
    .updateTable('staff')
    .set((set) => ({
      recovery_code_hashes: set.fn<string[]>('array_remove', ['recovery_code_hashes', set.val(hash)]),
    }))
    .where('id', '=', staffId)
    .where((where) => where(where.val(hash), '=', where.fn.any('recovery_code_hashes')))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** RFC 6238 §5.2: a code is accepted once, and one step of clock drift is allowed for. */
async function isFreshCode(tx: Tx, vault: Vault, staffId: number, code: string): Promise<boolean> {
  const { totp_secret } = await tx
    .selectFrom('staff')
    .select('totp_secret')
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow()
  if (!totp_secret) return false
  const timestamp = now().getTime()
  const token = code.normalize('NFKC').replaceAll(/\s/g, '')
  const delta = totpOf(vault.unlock(totp_secret), '').validate({ token, timestamp, window: 1 })
  if (delta === null) return false
  const step = Math.floor(timestamp / 30_000) + delta
  const { numUpdatedRows } = await tx
    .updateTable('staff')
    .set({ totp_last_step: step })
    .where('id', '=', staffId)
    .where((where) => where.or([where('totp_last_step', 'is', null), where('totp_last_step', '<', step)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

function totpOf(base32: string, label: string): TOTP {
  return new TOTP({ issuer: 'Engawa', label: label || 'Engawa', secret: Secret.fromBase32(base32) })
}

// Crockford's letters: none that is taken for another.
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

function newRecoveryCode(): string {
  const pick = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')
  return `${pick()}-${pick()}`
}

export function wrongCode(): Refusal {
  return invalid('code', 'wrong_code', (locale) => m.people_wrong_code({}, { locale }))
}
