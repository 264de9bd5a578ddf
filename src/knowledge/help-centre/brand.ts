import { sql } from 'kysely'
import { isLocale, type Locale } from '#platform/locale.ts'
import { type Database, inBrands } from '#platform/database.ts'
import { settingsOf } from '#people/brands/brands.ts'
import { addressOfLogo } from '#people/brands/logo-address.ts'

export type HelpBrand = {
  id: number
  slug: string
  name: string
  colour: string
  locale: Locale
  timeZone: string
  website: string | null
  /** The address of its logo. */
  logo: string | null
  /** There is an order to ask about. */
  hasOrders: boolean
  /** The name under which the help centre is reached besides the desk's own address. */
  domain: string | null
  /** Says what pages show of the brand, for those that are kept. */
  version: string
}

export type HelpBrands = {
  bySlug(slug: string): Promise<HelpBrand | undefined>
  /** As last read, without waiting: every request of the desk asks, also while the database is away. */
  byDomain(host: string): HelpBrand | undefined
}

// Archived or renamed: seen on every process within this time, as all that is withdrawn.
const freshFor = 900

/** The brands of the desk, asked for at most about once a second: pages are served thousands of times in that. */
export function helpBrands(db: Database): HelpBrands {
  let known: Promise<Map<string, HelpBrand>> | undefined
  let last: Map<string, HelpBrand> | undefined
  let readAt = Number.NEGATIVE_INFINITY
  const all = () => {
    if (known && performance.now() - readAt < freshFor) return known
    readAt = performance.now()
    const reading = readBrands(db)
    known = reading
    reading.then(
      (found) => {
        last = found
      },
      () => {
        if (known === reading) known = undefined
      },
    )
    return reading
  }
  return {
    bySlug: async (slug) => (await all()).get(`slug ${slug}`),
    byDomain(host) {
      if (performance.now() - readAt >= freshFor) all().catch(() => {})
      return last?.get(`domain ${host.replace(/:\d+$/, '').toLowerCase()}`)
    },
  }
}

async function readBrands(db: Database): Promise<Map<string, HelpBrand>> {
  const rows = await db.open
    .selectFrom('brands')
    .select(['id', 'slug', 'name', 'colour', 'locale', 'time_zone', 'website', 'logo_hash', 'settings'])
    .where('archived_at', 'is', null)
    .orderBy('id')
    .execute()
  const selling = await inBrands(
    db,
    rows.map((row) => row.id),
    (tx) =>
      sql<{ id: number }>`
        select brand.id from unnest(${[...tx.inBrands]}::bigint[]) as brand (id)
        where exists (select from orders where brand_id = brand.id)`.execute(tx),
  )
  const withOrders = new Set(selling.rows.map((row) => row.id))
  const found = new Map<string, HelpBrand>()
  for (const { id, slug, name, colour, locale, time_zone, website, logo_hash, settings } of rows) {
    const domain = settingsOf(settings).helpDomain
    const logo = addressOfLogo(id, logo_hash)
    const hasOrders = withOrders.has(id)
    const brand = {
      id,
      slug,
      name,
      colour,
      website,
      logo,
      hasOrders,
      domain,
      timeZone: time_zone,
      locale: isLocale(locale) ? locale : 'ja',
      version: JSON.stringify([name, colour, website, logo, hasOrders, domain, time_zone]),
    } satisfies HelpBrand
    found.set(`slug ${slug}`, brand)
    if (domain && !found.has(`domain ${domain}`)) found.set(`domain ${domain}`, brand)
  }
  return found
}
