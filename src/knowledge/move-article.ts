import { sql } from 'kysely'
import { lockByName, type Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { refuseUnknown } from './create-article.ts'
import { articleFor } from './door.ts'
import { inserted } from '#platform/order.ts'

/** Moves an article within its category or into another: before the one named, or to the end. */
export async function moveArticle(
  tx: Tx,
  id: number,
  wish: { categoryId: number | null; beforeId: number | null },
  staffId: number,
): Promise<void> {
  const { brand_id: brandId } = await articleFor(tx, id, 'change')
  await refuseUnknown(tx, brandId, wish)
  // Two who move at once would each number the others anew.
  await lockByName(tx, `article-order:${brandId}`)
  const { rows } = await sql<{ id: number }>`
    select id from articles
    where brand_id = ${brandId} and category_id is not distinct from ${wish.categoryId}::bigint and id <> ${id}
    order by position, id`.execute(tx)
  const order = inserted(
    rows.map((row) => row.id),
    id,
    wish.beforeId,
  )
  await sql`
    update articles a set category_id = ${wish.categoryId}, position = one.place
    from unnest(${order}::bigint[]) with ordinality as one (id, place)
    where a.brand_id = ${brandId} and a.id = one.id
      and (a.position, a.category_id) is distinct from (one.place::int, ${wish.categoryId}::bigint)`.execute(
    tx,
  )
  await record(tx, {
    type: 'article.moved',
    brandId,
    actor: { kind: 'staff', id: staffId },
    data: { articleId: id, categoryId: wish.categoryId },
  })
}
