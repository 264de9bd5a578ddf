import { sql } from 'kysely'
import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { invalid, Refusal } from '#platform/refusal.ts'
import { type Customer, customerFor } from './door.ts'
import type { FieldValues } from './fields/contract.ts'

/** What one customer learns from the other where it knew nothing itself. */
const learned = [
  'name',
  'language',
  'language_evidence',
  'country',
  'region',
  'time_zone',
  'note',
  'last_contact_at',
  'fields',
] as const
type Learned = { [Column in (typeof learned)[number]]?: { before: string | null; after: string } }

/** All that a merge moved, by id, so that it can be taken back exactly. */
export type Moved = {
  identities: number[]
  conversations: number[]
  orders: number[]
  visitors: number[]
  references: string[]
  /** Mail ids that both knew: the kept customer's stand, these come back with the other. */
  dropped: { mail_id: string; conversation_id: number }[]
  learned: Learned
}

/** Both customers of a merge, locked in the order of their ids so that two merges cannot wait for each other. */
export async function bothFor(
  tx: Tx,
  keptId: number,
  mergedId: number,
): Promise<{ kept: Customer; merged: Customer }> {
  if (keptId === mergedId) {
    throw invalid('customerId', 'same_customer', (locale) => m.customers_merge_same({}, { locale }))
  }
  const first = await customerFor(tx, Math.min(keptId, mergedId), 'change')
  const second = await customerFor(tx, Math.max(keptId, mergedId), 'change')
  const [kept, merged] = first.id === keptId ? [first, second] : [second, first]
  if (kept.brand_id !== merged.brand_id) {
    throw invalid('customerId', 'other_brand', (locale) => m.customers_merge_other_brand({}, { locale }))
  }
  if (kept.merged_into_id !== null || merged.merged_into_id !== null) {
    throw new Refusal(409, 'already_merged', (locale) => m.customers_merge_already({}, { locale }))
  }
  return { kept, merged }
}

/**
 * Makes two customers one: all that belongs to `merged` moves to `kept`, which also learns what only the other knew. Who wrote
 * which message stays as it was. Returns the id under which it can be undone.
 */
export async function mergeCustomers(
  tx: Tx,
  { kept, merged }: { kept: Customer; merged: Customer },
  actor: Actor,
): Promise<number> {
  const brand = kept.brand_id
  const dropped = await sql<Moved['dropped'][number]>`
    delete from mail_references theirs where theirs.brand_id = ${brand} and theirs.customer_id = ${merged.id}
      and exists (select from mail_references ours where ours.brand_id = ${brand} and ours.customer_id = ${kept.id}
        and ours.mail_id = theirs.mail_id)
    returning mail_id, conversation_id`.execute(tx)
  const moved: Moved = {
    identities: await move(tx, 'identities', kept, merged),
    conversations: await move(tx, 'conversations', kept, merged),
    orders: await move(tx, 'orders', kept, merged),
    visitors: await move(tx, 'visitors', kept, merged),
    references: (
      await sql<{ mail_id: string }>`update mail_references set customer_id = ${kept.id}
        where brand_id = ${brand} and customer_id = ${merged.id} returning mail_id`.execute(tx)
    ).rows.map((row) => row.mail_id),
    dropped: dropped.rows,
    learned: learn(await exactly(tx, kept), await exactly(tx, merged)),
  }
  await write(
    tx,
    kept,
    Object.fromEntries(Object.entries(moved.learned).map(([column, { after }]) => [column, after])),
  )
  await write(tx, merged, { merged_into_id: kept.id })
  const actorId = actor.kind === 'staff' ? actor.id : null
  const { id } = await tx
    .insertInto('customer_merges')
    .values({
      brand_id: brand,
      kept_id: kept.id,
      merged_id: merged.id,
      moved: JSON.stringify(moved),
      actor_id: actorId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const told = {
    mergeId: id,
    keptId: kept.id,
    mergedId: merged.id,
    name: merged.name,
    conversationIds: moved.conversations.slice(0, 200),
  }
  await record(tx, { type: 'customer.merged', brandId: brand, customerId: kept.id, actor, data: told })
  await record(tx, { type: 'customer.merged_away', brandId: brand, customerId: merged.id, actor, data: told })
  return id
}

async function move(
  tx: Tx,
  table: 'identities' | 'conversations' | 'orders' | 'visitors',
  kept: Customer,
  merged: Customer,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update ${sql.table(table)} set customer_id = ${kept.id}
    where brand_id = ${kept.brand_id} and customer_id = ${merged.id} returning id`.execute(tx)
  return rows.map((row) => row.id).sort((a, b) => a - b)
}

/** What is compared and learned, with times as the database writes them: a Date would drop the microseconds. */
export async function exactly(
  tx: Tx,
  customer: Customer,
): Promise<Record<(typeof learned)[number], string | null>> {
  const { rows } = await sql<Record<(typeof learned)[number], string | null> & { fields: FieldValues }>`
    select name, language, language_evidence, country, region, time_zone, note, last_contact_at::text, fields
    from customers where brand_id = ${customer.brand_id} and id = ${customer.id}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error(`Customer ${customer.id} is gone`)
  return { ...row, fields: written(row.fields) }
}

/** Field values as a text that is the same whenever they are. */
const written = (values: FieldValues): string =>
  JSON.stringify(Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))))

type Known = Awaited<ReturnType<typeof exactly>>

function learn(kept: Known, merged: Known): Learned {
  const result: Learned = {}
  for (const column of learned) {
    const [before, theirs] = [kept[column], merged[column]]
    if (theirs === null || theirs === '') continue
    if (column === 'fields') {
      const after = written({ ...JSON.parse(theirs), ...JSON.parse(before ?? '{}') })
      if (after !== before) result.fields = { before, after }
      continue
    }
    // A language and its evidence come together or not at all.
    const isOpen = column === 'language_evidence' ? kept.language === null : before === null || before === ''
    const isNewer = column === 'last_contact_at' && before !== null && new Date(theirs) > new Date(before)
    if (isOpen || isNewer) result[column] = { before, after: theirs }
    else if (column === 'note') result.note = { before, after: `${before}\n\n${theirs}` }
  }
  return result
}

export async function write(tx: Tx, customer: Customer, values: Record<string, unknown>): Promise<void> {
  if (Object.keys(values).length === 0) return
  await tx
    .updateTable('customers')
    .set(values)
    .where('brand_id', '=', customer.brand_id)
    .where('id', '=', customer.id)
    .execute()
}
