import { sql } from 'kysely'
import { m } from '#texts'
import type { Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import { newToken, type Vault } from '#platform/crypto.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import { audit } from '../audit.ts'
import type { BrandSettings } from './contract.ts'
import { contrastWithWhite } from './contrast.ts'
import { refuseUnfitWords } from './acknowledgement.ts'

export type BrandWish = {
  name?: string | undefined
  locale?: Locale | undefined
  timeZone?: string | undefined
  colour?: string | undefined
  website?: string | null | undefined
  settings?: { [Part in keyof BrandSettings]?: BrandSettings[Part] | undefined } | undefined
}

/** Opens a brand and answers its id. */
export async function createBrand(
  tx: Tx,
  caller: Caller,
  wish: BrandWish & { slug: string; name: string },
): Promise<number> {
  refuseUnfit(wish)
  const made = await tx
    .insertInto('brands')
    .values({
      slug: wish.slug,
      ...columnsOf(wish),
      name: wish.name,
      settings: JSON.stringify(wish.settings ?? {}),
    })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw invalid('slug', 'slug_taken', (locale) => m.people_slug_taken({}, { locale }))
  await audit(tx, {
    type: 'brand.created',
    actorId: caller.staffId,
    data: { brandId: made.id, slug: wish.slug },
  })
  return made.id
}

/** Changes what is given of a brand. */
export async function changeBrand(tx: Tx, caller: Caller, id: number, wish: BrandWish): Promise<void> {
  refuseUnfit(wish)
  const settings = JSON.stringify(wish.settings ?? {})
  const { numUpdatedRows } = await tx
    .updateTable('brands')
    .set({ ...columnsOf(wish), settings: sql<string>`settings || ${settings}::jsonb` })
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw notFound('brand')
  await audit(tx, { type: 'brand.changed', actorId: caller.staffId, data: { brandId: id, ...wish } })
}

/** Takes a brand out of sight, or back. Nothing is deleted. */
export async function archiveBrand(tx: Tx, caller: Caller, id: number, isArchived: boolean): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('brands')
    .set({ archived_at: isArchived ? now() : null })
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw notFound('brand')
  const type = isArchived ? 'brand.archived' : 'brand.taken_back'
  await audit(tx, { type, actorId: caller.staffId, data: { brandId: id } })
}

/** Makes a new identity secret; signatures made with the old one are refused from now on. */
export async function rotateIdentitySecret(
  tx: Tx,
  vault: Vault,
  caller: Caller,
  id: number,
): Promise<{ secret: string }> {
  const secret = newToken('egwi_')
  const { numUpdatedRows } = await tx
    .updateTable('brands')
    .set({ identity_secret: vault.lock(secret) })
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw notFound('brand')
  await audit(tx, { type: 'brand.identity_secret_rotated', actorId: caller.staffId, data: { brandId: id } })
  return { secret }
}

function columnsOf(wish: BrandWish) {
  return {
    ...(wish.name === undefined ? {} : { name: wish.name }),
    ...(wish.locale === undefined ? {} : { locale: wish.locale }),
    ...(wish.timeZone === undefined ? {} : { time_zone: wish.timeZone }),
    ...(wish.colour === undefined ? {} : { colour: wish.colour }),
    ...(wish.website === undefined ? {} : { website: wish.website }),
  }
}

function refuseUnfit({ colour, settings }: BrandWish): void {
  if (colour !== undefined && contrastWithWhite(colour) < 4.5) {
    const contrast = (Math.floor(contrastWithWhite(colour) * 10) / 10).toString()
    throw invalid('colour', 'colour_too_light', (locale) =>
      m.people_colour_too_light({ contrast }, { locale }),
    )
  }
  if (settings?.acknowledgement) refuseUnfitWords(settings.acknowledgement)
  const origin = settings?.chat?.allowedOrigins.find((one) => URL.parse(one)?.origin !== one)
  if (origin !== undefined) {
    throw invalid('settings.chat.allowedOrigins', 'origin_wrong', (locale) =>
      m.people_origin_wrong({ origin }, { locale }),
    )
  }
}
