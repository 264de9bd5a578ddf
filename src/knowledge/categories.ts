import { sql } from 'kysely'
import { m } from '#texts'
import { lockByName, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { invalid, notFound, Refusal } from '#platform/refusal.ts'
import { inserted } from '#platform/order.ts'

type Category = {
  id: number
  brandId: number
  parentId: number | null
  nameEn: string
  nameJa: string
  position: number
  articles: number
}

/** Categories by brand, each of the first level followed by its own. */
export async function listCategories(tx: Tx, brandIds: readonly number[]): Promise<Category[]> {
  const { rows } = await sql<Category>`
    select c.id, c.brand_id as "brandId", c.parent_id as "parentId", c.name_en as "nameEn", c.name_ja as "nameJa",
      c.position, coalesce(held.count, 0) as articles
    from article_categories c
    left join article_categories p on p.brand_id = c.brand_id and p.id = c.parent_id
    left join (select brand_id, category_id, count(*)::int from articles
      where brand_id = any (${[...brandIds]}::bigint[]) and archived_at is null group by 1, 2) held
      on held.brand_id = c.brand_id and held.category_id = c.id
    where c.brand_id = any (${[...brandIds]}::bigint[])
    order by c.brand_id, coalesce(p.position, c.position), coalesce(p.id, c.id), c.level, c.position, c.id`.execute(
    tx,
  )
  return rows
}

/** Makes a category, last in its place. */
export async function createCategory(
  tx: Tx,
  wish: { brandId: number; parentId: number | null; nameEn: string; nameJa: string },
  staffId: number,
): Promise<Category> {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  await lockOrder(tx, wish.brandId)
  await refuseParent(tx, wish.brandId, wish.parentId, undefined)
  const { rows } = await sql<{ id: number }>`
    insert into article_categories (brand_id, parent_id, name_en, name_ja, position)
    values (${wish.brandId}, ${wish.parentId}, ${wish.nameEn}, ${wish.nameJa},
      (select coalesce(max(position), -1) + 1 from article_categories
        where brand_id = ${wish.brandId} and parent_id is not distinct from ${wish.parentId}::bigint))
    returning id`.execute(tx)
  return told(tx, rows[0]?.id ?? 0, 'created', staffId)
}

export async function renameCategory(
  tx: Tx,
  id: number,
  wish: { nameEn?: string | undefined; nameJa?: string | undefined },
  staffId: number,
): Promise<Category> {
  const { brandId } = await categoryFor(tx, id)
  await sql`
    update article_categories set name_en = coalesce(${wish.nameEn ?? null}, name_en),
      name_ja = coalesce(${wish.nameJa ?? null}, name_ja)
    where brand_id = ${brandId} and id = ${id}`.execute(tx)
  return told(tx, id, 'renamed', staffId)
}

/** Moves a category with all that stands in it. One that holds others cannot go beneath another: there are two levels and no more. */
export async function moveCategory(
  tx: Tx,
  id: number,
  wish: { parentId: number | null; beforeId: number | null },
  staffId: number,
): Promise<Category> {
  const { brandId } = await categoryFor(tx, id)
  await lockOrder(tx, brandId)
  await refuseParent(tx, brandId, wish.parentId, id)
  const { rows } = await sql<{ id: number }>`
    select id from article_categories
    where brand_id = ${brandId} and parent_id is not distinct from ${wish.parentId}::bigint and id <> ${id}
    order by position, id`.execute(tx)
  const order = inserted(
    rows.map((row) => row.id),
    id,
    wish.beforeId,
  )
  await sql`
    update article_categories c set parent_id = ${wish.parentId}, position = one.place
    from unnest(${order}::bigint[]) with ordinality as one (id, place)
    where c.brand_id = ${brandId} and c.id = one.id`.execute(tx)
  return told(tx, id, 'moved', staffId)
}

/** Deletes a category. What stands in it goes where it is told, or the deletion is refused. */
export async function deleteCategory(
  tx: Tx,
  id: number,
  moveTo: number | undefined,
  staffId: number,
): Promise<void> {
  const { brandId } = await categoryFor(tx, id)
  await lockOrder(tx, brandId)
  const { rows } = await sql<{ articles: number; categories: number }>`
    select (select count(*)::int from articles where brand_id = ${brandId} and category_id = ${id}) as articles,
      (select count(*)::int from article_categories where brand_id = ${brandId} and parent_id = ${id}) as categories`.execute(
    tx,
  )
  const held = rows[0] ?? { articles: 0, categories: 0 }
  if (moveTo === undefined && held.articles + held.categories > 0) throw notEmpty(held)
  if (moveTo !== undefined) await empty(tx, brandId, id, moveTo, held.categories > 0)
  await sql`delete from article_categories where brand_id = ${brandId} and id = ${id}`.execute(tx)
  await record(tx, {
    type: 'category.deleted',
    brandId,
    actor: { kind: 'staff', id: staffId },
    data: { categoryId: id, moveTo: moveTo ?? null },
  })
}

async function empty(tx: Tx, brandId: number, id: number, moveTo: number, hasOwn: boolean): Promise<void> {
  const target = await categoryFor(tx, moveTo).catch(() => undefined)
  if (target?.brandId !== brandId || moveTo === id || target.parentId === id) throw wrongPlace('moveTo')
  if (hasOwn) await refuseParent(tx, brandId, moveTo, undefined, 'moveTo')
  const end = (table: 'articles' | 'article_categories', column: 'category_id' | 'parent_id') =>
    sql`(select coalesce(max(position), -1) + 1 from ${sql.table(table)}
      where brand_id = ${brandId} and ${sql.ref(column)} = ${moveTo})`
  await sql`
    update articles set category_id = ${moveTo}, position = position + ${end('articles', 'category_id')}
    where brand_id = ${brandId} and category_id = ${id}`.execute(tx)
  await sql`
    update article_categories set parent_id = ${moveTo}, position = position + ${end('article_categories', 'parent_id')}
    where brand_id = ${brandId} and parent_id = ${id}`.execute(tx)
}

const lockOrder = (tx: Tx, brandId: number) => lockByName(tx, `category-order:${brandId}`)

async function categoryFor(tx: Tx, id: number): Promise<{ brandId: number; parentId: number | null }> {
  const { rows } = await sql<{ brandId: number; parentId: number | null }>`
    select brand_id as "brandId", parent_id as "parentId" from article_categories
    where brand_id = any (${[...tx.inBrands]}::bigint[]) and id = ${id} for update`.execute(tx)
  if (!rows[0]) throw notFound('category')
  return rows[0]
}

/** What another can stand in: one of the first level, of the same brand, that is not itself; and what moves there holds none. */
async function refuseParent(
  tx: Tx,
  brandId: number,
  parentId: number | null,
  moving: number | undefined,
  field = 'parentId',
): Promise<void> {
  if (parentId === null) return
  const { rows } = await sql<{ isFit: boolean }>`
    select p.parent_id is null and p.id is distinct from ${moving ?? null}::bigint and not exists (
      select from article_categories c where c.brand_id = p.brand_id and c.parent_id = ${moving ?? null}::bigint) as "isFit"
    from article_categories p where p.brand_id = ${brandId} and p.id = ${parentId} for share`.execute(tx)
  if (!rows[0]?.isFit) throw wrongPlace(field)
}

async function told(tx: Tx, id: number, happened: string, staffId: number): Promise<Category> {
  const category = (await listCategories(tx, tx.inBrands)).find((one) => one.id === id)
  if (!category) throw notFound('category')
  await record(tx, {
    type: `category.${happened}`,
    brandId: category.brandId,
    actor: { kind: 'staff', id: staffId },
    data: { categoryId: id },
  })
  return category
}

const wrongPlace = (field: string) =>
  invalid(field, 'wrong_place', (locale) => m.knowledge_wrong_place({}, { locale }))

function notEmpty(held: { articles: number; categories: number }): Refusal {
  return new Refusal(
    409,
    'category_not_empty',
    (locale) => m.knowledge_category_not_empty(held, { locale }),
    {
      more: held,
    },
  )
}
