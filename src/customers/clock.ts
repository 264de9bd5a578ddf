import { sql } from 'kysely'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { zoneOfAddress, zoneOfCountry } from './zone.ts'

/** What may tell by whose clock a customer lives. */
export type ClockEvidence = {
  /** What staff wrote down, else what their browser said last. */
  zone: string | null
  country: string | null
  email: string | null
  brandZone: string
}

/** The clock a customer is told times on: their own as far as anything tells it, otherwise the brand's, which is then named. */
export type CustomerClock = { timeZone: string; isTheirs: boolean }

/** The same answer wherever a time is told, so that a first mail and a promise never name two clocks. */
export function clockBy({ zone, country, email, brandZone }: ClockEvidence, at: Date): CustomerClock {
  const theirs = zone ?? zoneOfCountry(country, at) ?? zoneOfAddress(email, at)
  return { timeZone: theirs ?? brandZone, isTheirs: theirs !== undefined }
}

/** The evidence as JSON, for a statement that has the row of the customer under that name. */
export const clockEvidence = (customer: string) => {
  const of = (column: string) => sql.ref(`${customer}.${column}`)
  return sql<ClockEvidence>`jsonb_build_object(
    'zone', coalesce(${of('time_zone')}, (select time_zone from visitors where brand_id = ${of('brand_id')}
      and customer_id = ${of('id')} and time_zone is not null order by last_seen_at desc limit 1)),
    'country', ${of('country')},
    'email', (select shown from identities where brand_id = ${of('brand_id')} and customer_id = ${of('id')} and kind = 'email'
      order by verified_at nulls last, id limit 1),
    'brandZone', (select time_zone from brands where id = ${of('brand_id')}))`
}

/** The clock of the customer of a conversation. */
export async function clockOf(
  tx: Tx,
  { brand_id: brandId, customer_id: customerId }: { brand_id: number; customer_id: number },
): Promise<CustomerClock> {
  const { rows } = await sql<{ evidence: ClockEvidence }>`
    select ${clockEvidence('customer')} as evidence
    from customers customer where customer.brand_id = ${brandId} and customer.id = ${customerId}`.execute(tx)
  const evidence = rows[0]?.evidence
  if (!evidence) throw new Error(`Customer ${customerId} is gone`)
  return clockBy(evidence, now())
}
