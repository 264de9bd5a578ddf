import { type Selectable, sql } from 'kysely'
import type { Visitors } from '#database/tables.ts'
import { m } from '#texts'
import { hashToken } from '#platform/crypto.ts'
import type { Tx } from '#platform/database.ts'
import { Refusal } from '#platform/refusal.ts'

export type Visitor = Selectable<Visitors>

/** The only way to a visitor: by the token their browser holds. */
export async function visitorFor(tx: Tx, brandId: number, token: string): Promise<Visitor> {
  const found = await findVisitor(tx, brandId, token)
  if (!found) throw sessionUnknown()
  return found
}

export async function findVisitor(tx: Tx, brandId: number, token: string): Promise<Visitor | undefined> {
  return tx
    .selectFrom('visitors')
    .selectAll()
    .where('brand_id', '=', brandId)
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst()
}

/** A visitor already let in by their token, as they are now. */
export async function visitorById(tx: Tx, visitor: { brand_id: number; id: number }): Promise<Visitor> {
  const found = await tx
    .selectFrom('visitors')
    .selectAll()
    .where('brand_id', '=', visitor.brand_id)
    .where('id', '=', visitor.id)
    .executeTakeFirst()
  if (!found) throw sessionUnknown()
  return found
}

/** The visitor's row, locked, so that several tabs of one browser act one after the other. */
export async function lockVisitor(tx: Tx, visitor: { brand_id: number; id: number }): Promise<Visitor> {
  return tx
    .selectFrom('visitors')
    .selectAll()
    .where('brand_id', '=', visitor.brand_id)
    .where('id', '=', visitor.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

export async function changeVisitor(
  tx: Tx,
  visitor: { brand_id: number; id: number },
  change: Partial<
    Pick<
      Visitor,
      'name' | 'email' | 'customer_id' | 'conversation_id' | 'is_verified' | 'language' | 'page' | 'time_zone'
    >
  >,
): Promise<void> {
  await tx
    .updateTable('visitors')
    .set({ ...change, last_seen_at: sql<Date>`now()` })
    .where('brand_id', '=', visitor.brand_id)
    .where('id', '=', visitor.id)
    .execute()
}

/** The conversation a visitor is in: where an agent merged it away, the one that was kept. */
export async function conversationIdOf(tx: Tx, visitor: Visitor): Promise<number | null> {
  let id = visitor.conversation_id
  // Merges of merges are followed; the bound only guards against a circle that must not exist.
  for (let step = 0; id !== null && step < 20; step++) {
    const row = await tx
      .selectFrom('conversations')
      .select('merged_into_id')
      .where('brand_id', '=', visitor.brand_id)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row || row.merged_into_id === null) return id
    id = row.merged_into_id
  }
  return id
}

export function sessionUnknown(): Refusal {
  return new Refusal(401, 'session_unknown', (locale) => m.chat_session_unknown({}, { locale }))
}
