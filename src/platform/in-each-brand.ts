import { type RawBuilder, sql } from 'kysely'

type Wish = {
  brands: readonly number[]
  /** The table, which the statement calls `as`. */
  table: string
  as: string
  where: RawBuilder<unknown>
  order: RawBuilder<unknown>
  limit: number
}

/**
 * The first rows of a table over several brands, to stand after `from`; the statement orders and limits them once more. An index that begins with the brand is in order
 * only within one of them: asked for all at once, PostgreSQL reads and sorts every row there is.
 */
export const firstInEachBrand = ({ brands, table, as, where, order, limit }: Wish) => sql`
  unnest(${[...brands]}::bigint[]) as brand (id) cross join lateral (
    select * from ${sql.table(table)} ${sql.ref(as)}
    where ${sql.ref(`${as}.brand_id`)} = brand.id and ${where} order by ${order} limit ${limit}
  ) ${sql.ref(as)}`
