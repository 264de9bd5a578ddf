import { m } from '#texts'
import type { Updateable } from 'kysely'
import type { Customers } from '#database/tables.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid } from '#platform/refusal.ts'
import type { Customer } from './door.ts'

export type Wish = {
  name?: string | undefined
  language?: 'ja' | 'en' | null | undefined
  languageEvidence?: 'customer' | 'staff' | 'messages' | undefined
  country?: string | null | undefined
  region?: string | null | undefined
  timeZone?: string | null | undefined
  note?: string | undefined
  isBlocked?: boolean | undefined
}

/** Changes what is known of a customer; what is already so changes nothing and records nothing. */
export async function changeCustomer(tx: Tx, customer: Customer, wish: Wish, actor: Actor): Promise<void> {
  if (wish.timeZone != null && !isTimeZone(wish.timeZone)) {
    throw invalid('timeZone', 'unknown_time_zone', (locale) => m.customers_unknown_time_zone({}, { locale }))
  }
  const wanted: Updateable<Customers> = {
    name: wish.name,
    language: wish.language,
    // A language always says on what it rests; without a language there is nothing to rest.
    language_evidence:
      wish.language === undefined
        ? undefined
        : wish.language === null
          ? null
          : (wish.languageEvidence ?? 'staff'),
    country: wish.country,
    region: wish.region,
    time_zone: wish.timeZone,
    note: wish.note,
    is_blocked: wish.isBlocked,
  }
  const changed = Object.fromEntries(
    Object.entries(wanted).filter(
      ([column, value]) => value !== undefined && value !== customer[column as keyof Customer],
    ),
  )
  if (Object.keys(changed).length === 0) return
  await tx
    .updateTable('customers')
    .set(changed)
    .where('brand_id', '=', customer.brand_id)
    .where('id', '=', customer.id)
    .execute()
  await record(tx, {
    type:
      'is_blocked' in changed && Object.keys(changed).length === 1 ? blockedEvent(wish) : 'customer.changed',
    brandId: customer.brand_id,
    customerId: customer.id,
    actor,
    // Notes are long and private: that they changed is told, not what they say.
    data: {
      changed: Object.keys(changed),
      ...('name' in changed ? { from: customer.name, to: wish.name } : {}),
    },
  })
}

const blockedEvent = (wish: Wish) => (wish.isBlocked ? 'customer.blocked' : 'customer.unblocked')

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
