import { sql } from 'kysely'
import type { Tx } from './database.ts'
import { Refusal } from './refusal.ts'

/**
 * Does something within a larger transaction that goes on when it is refused: what was written until then is taken back, unless the
 * refusal keeps it.
 * Anything but a `Refusal` is a fault and ends the transaction.
 */
export async function attempt<T>(
  tx: Tx,
  work: () => Promise<T>,
): Promise<{ value: T } | { refused: Refusal }> {
  await sql`savepoint attempt`.execute(tx)
  try {
    const value = await work()
    await sql`release savepoint attempt`.execute(tx)
    return { value }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (!error.keeps) await sql`rollback to savepoint attempt`.execute(tx)
    await sql`release savepoint attempt`.execute(tx)
    return { refused: error }
  }
}
