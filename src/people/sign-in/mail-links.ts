import { m } from '#texts'
import type { Vault } from '#platform/crypto.ts'
import { type Database, inBrands } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import type { Task } from '#platform/jobs.ts'
import { makeLink, tokenInForce } from './links.ts'

type Desk = { db: Database; vault: Vault; publicUrl: string }
type Send = (mail: { to: string; subject: string; text: string }) => Promise<unknown>

/** Mails the invitation in force; none when it was accepted or withdrawn in the meantime. */
export function sendInvitation(desk: Desk, send: Send): Task {
  return async (payload) => {
    const { staffId } = payload as { staffId: number }
    const token = await inBrands(desk.db, [], (tx) => tokenInForce(tx, desk.vault, staffId, 'invitation'))
    const addressee = await whoIs(desk.db, { id: staffId })
    if (!token || !addressee) return
    const { email, name, organisation, locale } = addressee
    const link = `${desk.publicUrl}/invitation/${token}`
    await send({
      to: email,
      subject: m.people_invitation_subject({ organisation }, { locale }),
      text: m.people_invitation_text({ name, organisation, link }, { locale }),
    })
  }
}

/** Mails a link for a new password, if there is such a member of the staff. */
export function sendPasswordReset(desk: Desk, send: Send): Task {
  return async (payload) => {
    const addressee = await whoIs(desk.db, { email: (payload as { email: string }).email })
    if (!addressee?.hasPassword) return
    const { id, email, name, organisation, locale } = addressee
    const token = await inBrands(desk.db, [], (tx) => makeLink(tx, desk.vault, id, 'password_reset'))
    const link = `${desk.publicUrl}/password-reset/${token}`
    await send({
      to: email,
      subject: m.people_reset_subject({}, { locale }),
      text: m.people_reset_text({ name, organisation, link }, { locale }),
    })
  }
}

type Addressee = {
  id: number
  email: string
  name: string
  locale: Locale
  organisation: string
  hasPassword: boolean
}

async function whoIs(db: Database, by: { id: number } | { email: string }): Promise<Addressee | undefined> {
  const query = db.open
    .selectFrom('staff')
    .innerJoin('organisation', (join) => join.onTrue())
    .select(['staff.id', 'staff.email', 'staff.name', 'staff.locale', 'organisation.name as organisation'])
    .select((where) => where('staff.password_hash', 'is not', null).as('hasPassword'))
    .where('staff.deactivated_at', 'is', null)
  const found = await ('id' in by
    ? query.where('staff.id', '=', by.id)
    : query.where('staff.email', '=', by.email)
  ).executeTakeFirst()
  return found && { ...found, hasPassword: found.hasPassword === true }
}
