import { sql } from 'kysely'
import type { CustomerSummary } from './contract.ts'

/** One customer as lists show them, straight from SQL over `customers cu`. */
export type SummaryRow = Omit<CustomerSummary, 'lastContactAt' | 'createdAt'> & {
  lastContactAt: Date | null
  createdAt: Date
  sortKey: string | null
}

export const summaryColumns = sql`
  cu.id, cu.brand_id as "brandId", cu.name, cu.language, cu.country, cu.is_blocked as "isBlocked",
  (select shown from identities where brand_id = cu.brand_id and customer_id = cu.id and kind in ('email', 'phone')
    order by undeliverable_since nulls first, verified_at nulls last, id limit 1) as address,
  (select count(*) from (select from conversations where brand_id = cu.brand_id and customer_id = cu.id
    and status in ('new', 'open', 'pending_customer', 'pending_client', 'on_hold') and merged_into_id is null limit 100) few)
    as "openConversations",
  cu.last_contact_at as "lastContactAt", cu.last_contact_at::text as "sortKey", cu.created_at as "createdAt"`

export function toSummary<Row extends SummaryRow>({ sortKey: _, ...row }: Row) {
  return row
}
