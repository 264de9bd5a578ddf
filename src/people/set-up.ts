import type { Kysely } from 'kysely'
import type { DB } from '#database/tables.ts'
import { m } from '#texts'
import { hashPassword } from '#platform/crypto.ts'
import type { Locale } from '#platform/locale.ts'
import { Refusal } from '#platform/refusal.ts'
import { audit } from './audit.ts'

export type FirstSetUp = {
  organisation: string
  locale: Locale
  timeZone: string
  brand: { slug: string; name: string; locale: Locale }
  admin: { email: string; name: string; password: string }
}

export async function isSetUp(db: Kysely<DB>): Promise<boolean> {
  return (await db.selectFrom('organisation').select('name').executeTakeFirst()) !== undefined
}

/** The first visit: organisation, first brand, first admin, all or nothing. Refused once it has been done. */
export async function setUp(db: Kysely<DB>, wish: FirstSetUp): Promise<{ brandId: number; staffId: number }> {
  return db.transaction().execute((tx) => setUpWithin(tx, wish))
}

/** The same inside a transaction that the caller has begun. */
export async function setUpWithin(
  tx: Kysely<DB>,
  wish: FirstSetUp,
): Promise<{ brandId: number; staffId: number }> {
  const inserted = await tx
    .insertInto('organisation')
    .values({ name: wish.organisation, locale: wish.locale })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) {
    throw new Refusal(409, 'already_set_up', (locale) => m.people_already_set_up({}, { locale }))
  }
  const brand = await tx
    .insertInto('brands')
    .values({ ...wish.brand, time_zone: wish.timeZone })
    .returning('id')
    .executeTakeFirstOrThrow()
  const staff = await tx
    .insertInto('staff')
    .values({
      email: wish.admin.email.toLowerCase(),
      name: wish.admin.name,
      role: 'admin',
      locale: wish.locale,
      time_zone: wish.timeZone,
      password_hash: await hashPassword(wish.admin.password),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await audit(tx, { type: 'organisation.set_up', actorId: staff.id })
  return { brandId: brand.id, staffId: staff.id }
}
