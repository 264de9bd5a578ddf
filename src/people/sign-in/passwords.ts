import { m } from '#texts'
import { hashPassword, isPassword } from '#platform/crypto.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { invalid } from '#platform/refusal.ts'
import { audit } from '../audit.ts'
import { endLinks, holderOf } from './links.ts'
import { endSessions } from './sessions.ts'

/** Refuses unless it is the person's own password: asked again before anything that could lock them out. */
export async function confirmPassword(
  tx: Tx,
  staffId: number,
  password: string,
  field = 'password',
): Promise<void> {
  const { password_hash } = await tx
    .selectFrom('staff')
    .select('password_hash')
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow()
  if (!password_hash || !(await isPassword(password, password_hash))) {
    throw invalid(field, 'wrong_password', (locale) => m.people_wrong_password({}, { locale }))
  }
}

/** Sets a new password; every other session ends. */
export async function changePassword(
  tx: Tx,
  who: { staffId: number; sessionId?: number },
  wish: { current: string; password: string },
): Promise<void> {
  await confirmPassword(tx, who.staffId, wish.current, 'current')
  await setPassword(tx, who.staffId, wish.password)
  await endSessions(tx, who.staffId, who.sessionId)
  await audit(tx, { type: 'staff.password_changed', actorId: who.staffId, subjectId: who.staffId })
}

/** Sets a new password for whoever holds the mailed link; every session ends, a second step stays in force. */
export async function resetPassword(tx: Tx, token: string, password: string, ip: string): Promise<void> {
  const holder = await holderOf(tx, token, 'password_reset', 'use')
  await setPassword(tx, holder.id, password)
  await endLinks(tx, holder.id, 'password_reset')
  await endSessions(tx, holder.id)
  await audit(tx, { type: 'staff.password_reset', actorId: holder.id, subjectId: holder.id, ip })
}

/** Makes an invited person a member of the staff and answers who it is. */
export async function acceptInvitation(
  tx: Tx,
  token: string,
  wish: { name: string; password: string; locale?: Locale | undefined; timeZone?: string | undefined },
): Promise<number> {
  const holder = await holderOf(tx, token, 'invitation', 'use')
  await setPassword(tx, holder.id, wish.password)
  await tx
    .updateTable('staff')
    .set({
      name: wish.name,
      ...(wish.locale ? { locale: wish.locale } : {}),
      ...(wish.timeZone ? { time_zone: wish.timeZone } : {}),
    })
    .where('id', '=', holder.id)
    .execute()
  await endLinks(tx, holder.id, 'invitation')
  await audit(tx, { type: 'staff.joined', actorId: holder.id, subjectId: holder.id })
  return holder.id
}

/** What an invitation shows before it is accepted. */
export async function readInvitation(tx: Tx, token: string) {
  const { email, name, locale } = await holderOf(tx, token, 'invitation', 'read')
  const organisation = await tx.selectFrom('organisation').select('name').executeTakeFirstOrThrow()
  return { email, name, locale, organisation: organisation.name }
}

async function setPassword(tx: Tx, staffId: number, password: string): Promise<void> {
  await tx
    .updateTable('staff')
    .set({ password_hash: await hashPassword(password) })
    .where('id', '=', staffId)
    .execute()
}
