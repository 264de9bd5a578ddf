import { addressOfLogo } from '#people/brands/logo-address.ts'
import type { Database } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'

export type FormBrand = {
  id: number
  slug: string
  name: string
  colour: string
  locale: Locale
  /** The address of its logo. */
  logo: string | null
  allowedOrigins: string[]
}

/** The brand whose form is asked for. */
export async function formBrand(db: Database, slug: string): Promise<FormBrand> {
  const found = await db.open
    .selectFrom('brands')
    .select(['id', 'slug', 'name', 'colour', 'locale', 'logo_hash', 'settings'])
    .where('slug', '=', slug)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (!found) throw notFound('brand')
  const { id, name, colour } = found
  const allowedOrigins = originsIn(found.settings)
  const locale = found.locale === 'ja' ? 'ja' : 'en'
  const logo = addressOfLogo(id, found.logo_hash)
  return { id, slug: found.slug, name, colour, locale, logo, allowedOrigins }
}

/** The form may stand where the chat may. */
function originsIn(settings: unknown): string[] {
  const { chat } = Object(settings) as { chat?: { allowedOrigins?: unknown } }
  const origins = chat?.allowedOrigins
  return Array.isArray(origins) ? origins.filter((one) => typeof one === 'string' && URL.canParse(one)) : []
}
