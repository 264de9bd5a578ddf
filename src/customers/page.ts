import { sql } from 'kysely'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import type { Sendable } from '#platform/serve.ts'
import { clockBy, type ClockEvidence, clockEvidence } from './clock.ts'
import type { CustomerPage } from './contract.ts'
import { type SummaryRow, summaryColumns, toSummary } from './summary.ts'

type PageRow = SummaryRow &
  Omit<Sendable<CustomerPage>, keyof SummaryRow | 'clock'> & { evidence: ClockEvidence }

/** Everything known of one customer but what was said. */
export async function customerPage(tx: Tx, id: number): Promise<Sendable<CustomerPage>> {
  const { rows } = await sql<PageRow>`
    select ${summaryColumns}, cu.language_evidence as "languageEvidence", cu.region, cu.time_zone as "timeZone", cu.note, cu.fields,
      ${clockEvidence('cu')} as evidence,
      cu.merged_into_id as "mergedIntoId",
      (select count(*) from conversations where brand_id = cu.brand_id and customer_id = cu.id and merged_into_id is null)
        as conversations,
      (select count(*) from orders where brand_id = cu.brand_id and customer_id = cu.id) as orders,
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'value', shown,
          'isVerified', verified_at is not null,
          'undeliverable', case when undeliverable_since is not null then jsonb_build_object(
            'since', undeliverable_since, 'reason', undeliverable_reason) end) order by id)
        from identities where brand_id = cu.brand_id and customer_id = cu.id), '[]') as identities,
      coalesce((select jsonb_agg(jsonb_build_object('id', merge.id, 'customerId', merge.merged_id, 'name', other.name,
          'at', merge.at) order by merge.id desc)
        from customer_merges merge join customers other on (other.brand_id, other.id) = (merge.brand_id, merge.merged_id)
        where merge.brand_id = cu.brand_id and merge.kept_id = cu.id and merge.undone_at is null), '[]') as merges
    from customers cu
    where cu.brand_id = any (${[...tx.inBrands]}::bigint[]) and cu.id = ${id}`.execute(tx)
  const row = rows[0]
  if (!row) throw notFound('customer')
  const { evidence, ...known } = row
  const { timeZone, isTheirs } = clockBy(evidence, now())
  return { ...toSummary(known), clock: isTheirs ? timeZone : null }
}
