import { m } from '#texts'
import type { Caller } from '#platform/caller.ts'
import type { Vault } from '#platform/crypto.ts'
import type { Tx } from '#platform/database.ts'
import type { Role } from '#platform/endpoint.ts'
import { addJob } from '#platform/jobs.ts'
import type { Locale } from '#platform/locale.ts'
import { invalid, Refusal } from '#platform/refusal.ts'
import { audit } from '../audit.ts'
import { makeLink } from '../sign-in/links.ts'
import { setBrands, setTeams } from './memberships.ts'

type Invitation = {
  email: string
  name: string
  role: Role
  locale: Locale
  brandIds: number[]
  teamIds: number[]
}

/** Adds a staff member who has yet to accept; answers the id and the token of the link, which a job mails. */
export async function invite(
  tx: Tx,
  vault: Vault,
  caller: Caller,
  wish: Invitation,
): Promise<{ staffId: number; token: string }> {
  const { email, name, role, locale } = wish
  const made = await tx
    .insertInto('staff')
    .values({ email, name, role, locale })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw invalid('email', 'email_taken', (locale) => m.people_email_taken({}, { locale }))
  await setBrands(tx, made.id, wish.brandIds)
  await setTeams(tx, made.id, wish.teamIds)
  await audit(tx, {
    type: 'staff.invited',
    actorId: caller.staffId,
    subjectId: made.id,
    data: { email, role, brandIds: wish.brandIds },
  })
  return { staffId: made.id, token: await mailInvitation(tx, vault, made.id) }
}

/** Makes a new link for somebody who has not accepted yet; the earlier one ends. */
export async function inviteAgain(tx: Tx, vault: Vault, staffId: number): Promise<string> {
  const found = await tx
    .selectFrom('staff')
    .select('id')
    .where('id', '=', staffId)
    .where('password_hash', 'is', null)
    .where('deactivated_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new Refusal(409, 'not_invited', (locale) => m.people_not_invited({}, { locale }))
  return mailInvitation(tx, vault, staffId)
}

async function mailInvitation(tx: Tx, vault: Vault, staffId: number): Promise<string> {
  const token = await makeLink(tx, vault, staffId, 'invitation')
  await addJob(tx, 'send-invitation', { staffId }, { maxAttempts: 8 })
  return token
}
