import { type RawBuilder, sql } from 'kysely'

/**
 * Whether the row of `staff` in a statement is somebody who works there and stands inside a brand; an admin stands inside every one. The brand is
 * its id, or the column that holds it.
 */
export const worksFor = (brand: number | RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`(
  staff.deactivated_at is null and (staff.role = 'admin' or exists (
    select from staff_brands where staff_brands.staff_id = staff.id and staff_brands.brand_id = ${brand})))`

/** The same, of those who may write to the brand's customers as well. */
export const answersFor = (brand: number | RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`(
  staff.role <> 'read_only' and ${worksFor(brand)})`
