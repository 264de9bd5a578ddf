import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inBrands } from '#platform/database.ts'
import { withDesk } from '#test/desk.ts'

// These say who stands inside which wall, or may reach through one, so they stand outside it.
const outside = ['staff_brands', 'task_doors']

test('every table with a brand has the wall, forced on its owner too', () =>
  withDesk(async ({ db }) => {
    const { rows } = await db.pool.query<{ name: string; walled: boolean }>(`
      select c.relname as name, c.relrowsecurity and c.relforcerowsecurity and exists (
        select from pg_policy where polrelid = c.oid and polname = 'brand_wall'
          and pg_get_expr(polqual, polrelid) like '%brand_id = ANY (%app_brands()%') as walled
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'brand_id' and not a.attisdropped
      where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1`)
    expect(rows.length).toBeGreaterThan(25)
    const open = rows.filter((table) => !table.walled).map((table) => table.name)
    expect(open).toEqual(outside)
  }))

test('plain SQL without a brand sees nothing behind the wall, and inside a brand only that brand', () =>
  withDesk(async (desk) => {
    const sakura = await desk.openBrand('sakura')
    await desk.receive('carter@example.com', 'One')
    await desk.receive('dora@example.com', 'Two', { brandId: sakura })
    const count = (brands: number[], table: string) =>
      inBrands(desk.db, brands, async (tx) => {
        const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx)
        return rows[0]?.n
      })
    for (const table of [
      'conversations',
      'messages',
      'customers',
      'identities',
      'events',
      'message_search',
    ]) {
      expect([table, await count([], table)]).toEqual([table, 0])
      expect([table, await count([desk.brandId], table)]).toEqual([table, 1])
      expect([table, await count([desk.brandId, sakura], table)]).toEqual([table, 2])
      const { rows } = await desk.db.pool.query(`select * from ${table}`)
      expect(rows).toEqual([])
    }
  }))

test('a row cannot be written into a brand from outside its wall', () =>
  withDesk(async (desk) => {
    const sakura = await desk.openBrand('sakura')
    const write = inBrands(desk.db, [sakura], (tx) =>
      tx.insertInto('tags').values({ brand_id: desk.brandId, name: 'smuggled' }).execute(),
    )
    await expect(write).rejects.toThrow('row-level security')
  }))
