import type { Tx } from '#platform/database.ts'
import { isLocale, type Locale } from '#platform/locale.ts'

/** The language a brand works in: for what the desk writes down by itself, for no reader in particular. */
export async function brandLocale(tx: Tx, brandId: number): Promise<Locale> {
  const brand = await tx.selectFrom('brands').select('locale').where('id', '=', brandId).executeTakeFirst()
  return isLocale(brand?.locale) ? brand.locale : 'ja'
}
