import { expect } from 'vitest'
import type { TestDesk } from './desk.ts'

/** A customer who has written once, with an order and a mail id of their own. */
export async function customerOf(
  desk: TestDesk,
  address: string,
  name: string,
  text = 'Hello',
): Promise<number> {
  const from = { kind: 'email' as const, value: address, shown: address, name, isVerified: false }
  return customerIn(desk, await desk.receive(address, text, { from }))
}

/** Whose conversation it is. */
export async function customerIn(desk: TestDesk, conversationId: number): Promise<number> {
  const row = await desk.rows((tx) =>
    tx
      .selectFrom('conversations')
      .select('customer_id')
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow(),
  )
  return row.customer_id
}

/** The names of those who are found. */
export async function namesFound(desk: TestDesk, q: string): Promise<string[]> {
  const { items } = (await desk.as(desk.ana).get(`/api/customers?q=${encodeURIComponent(q)}`)).body
  return items.map((one: { name: string }) => one.name)
}

/** Resolves once one transaction of this desk waits for another's lock. */
export async function untilOneWaits(desk: TestDesk): Promise<void> {
  const waiting =
    "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
  await expect.poll(() => desk.db.pool.query(waiting), { interval: 20 }).toMatchObject({ rowCount: 1 })
}
