import type { Database } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'

export type FormBrand = {
  id: number
  slug: string
  name: string
  colour: string
  locale: Locale
  allowedOrigins: string[]
}

/** The brand whose form is asked for. */
export async function formBrand(db: Database, slug: string): Promise<FormBrand> {
  const found = await db.open
    .selectFrom('brands')
    .select(['id', 'slug', 'name', 'colour', 'locale', 'settings'])
    .where('slug', '=', slug)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (!found) throw notFound('brand')
  const { id, name, colour } = found
  const allowedOrigins = originsIn(found.settings)
  return { id, slug: found.slug, name, colour, locale: found.locale === 'ja' ? 'ja' : 'en', allowedOrigins }
}

/** The form may stand where the chat may. */
function originsIn(settings: unknown): string[] {
  const { chat } = Object(settings) as { chat?: { allowedOrigins?: unknown } }
  const origins = chat?.allowedOrigins
  return Array.isArray(origins) ? origins.filter((one) => typeof one === 'string' && URL.canParse(one)) : []
}
