import { inBrands } from '#platform/database.ts'
import type { Task } from '#platform/jobs.ts'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import type { Desk } from '../../../desk.ts'
import { addresses } from '../addresses.ts'
import { ownToken } from './link.ts'

export type OwnPageJob = { brandId: number; email: string; locale: Locale }

/** Mails the link to somebody's own page, if they have ever written; to others nothing, and nobody is told which. */
export function mailOwnPage(
  desk: Desk,
  send: (mail: { to: string; subject: string; text: string; fromName: string }) => Promise<unknown>,
): Task {
  return async (payload) => {
    const { brandId, email, locale } = payload as OwnPageJob
    const found = await inBrands(desk.db, [brandId], async (tx) => {
      const brand = await tx
        .selectFrom('brands')
        .select(['slug', 'name'])
        .where('id', '=', brandId)
        .where('archived_at', 'is', null)
        .executeTakeFirst()
      const identity = await tx
        .selectFrom('identities')
        .select(['id', 'shown'])
        .where('brand_id', '=', brandId)
        .where('kind', '=', 'email')
        .where('value', '=', email)
        .executeTakeFirst()
      return brand && identity ? { brand, identity } : undefined
    })
    if (!found) return
    const { brand, identity } = found
    const path = addresses(brand, locale).mine(ownToken(desk.vault, brandId, identity.id))
    await send({
      to: identity.shown,
      fromName: brand.name,
      subject: m.help_mine_mail_subject({ brand: brand.name }, { locale }),
      text: m.help_mine_mail_text({ brand: brand.name, link: desk.publicUrl + path }, { locale }),
    })
  }
}
