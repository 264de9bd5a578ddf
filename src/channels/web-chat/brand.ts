import { addressOfLogo } from '#people/brands/logo-address.ts'
import type { Database } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import { type ChatSettings, chatSettingsOf } from './settings.ts'

/** A brand as its visitors meet it. */
export type ChatBrand = {
  id: number
  slug: string
  name: string
  locale: Locale
  timeZone: string
  colour: string
  /** The address of its logo. */
  logo: string | null
  identitySecret: string | null
  settings: ChatSettings
}

/** The brand a visitor's address names; archived ones are gone for customers. */
export async function chatBrand(db: Database, slug: string): Promise<ChatBrand> {
  const found = await db.open
    .selectFrom('brands')
    .select([
      'id',
      'slug',
      'name',
      'locale',
      'time_zone',
      'colour',
      'logo_hash',
      'identity_secret',
      'settings',
    ])
    .where('slug', '=', slug)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (!found) throw notFound('brand')
  return {
    id: found.id,
    slug: found.slug,
    name: found.name,
    locale: found.locale === 'ja' ? 'ja' : 'en',
    timeZone: found.time_zone,
    colour: found.colour,
    logo: addressOfLogo(found.id, found.logo_hash),
    identitySecret: found.identity_secret,
    settings: chatSettingsOf(found.settings),
  }
}
