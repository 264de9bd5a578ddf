import { sql } from 'kysely'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import type { WaitingWish } from './contract.ts'

type Query = { brandId: number; limit: number; cursor?: string | undefined }
type Row = Omit<Sendable<WaitingWish>, 'refused'> & { refused: Record<Locale, string> | null; place: string }

/** What waits in a brand for somebody to have it, longest waiting first. */
export async function listWaitingWishes(
  tx: Tx,
  { brandId, limit, cursor }: Query,
  locale: Locale,
): Promise<{ items: Sendable<WaitingWish>[]; nextCursor: string | null }> {
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  const after = fromCursor(cursor, 2)
  const seek = after
    ? sql`and (wished_at, conversation_id) > (${after[0]}::timestamptz, ${after[1]}::bigint)`
    : sql``
  const { rows } = await sql<Row>`
    select w.conversation_id as "conversationId", c.subject, w.way, t.name as team, w.skill, w.language, w.wished_at as "wishedAt",
      jsonb_build_object('name', customer.name, 'address', (select own.shown from identities own
        where (own.brand_id, own.customer_id) = (c.brand_id, c.customer_id) and own.kind = 'email' order by own.id limit 1)) as customer,
      w.refused, case when w.refused is not null then w.offer_at end as "offeredAt", w.wished_at::text as place
    from (
      select * from assignment_wishes where brand_id = ${brandId} and is_waiting ${seek}
      order by wished_at, conversation_id limit ${limit + 1}
    ) w
    join conversations c on (c.brand_id, c.id) = (w.brand_id, w.conversation_id)
    join customers customer on (customer.brand_id, customer.id) = (c.brand_id, c.customer_id)
    left join teams t on t.id = w.team_id
    order by w.wished_at, w.conversation_id`.execute(tx)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    items: page.map(({ place: _, refused, ...row }) => ({ ...row, refused: refused?.[locale] ?? null })),
    nextCursor: last ? toCursor([last.place, last.conversationId]) : null,
  }
}
