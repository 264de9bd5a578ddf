import { sql } from 'kysely'
import { type Database, inBrands } from '#platform/database.ts'
import { addJob } from '#platform/jobs.ts'
import { mailKey } from './sender.ts'

/** Long enough for a page to be loaded again. */
const graceSeconds = 20

/** The last window of a visitor has closed: what they have not read follows them by mail, unless they are back by then. */
export async function leave(
  desk: { db: Database },
  visitor: { brandId: number; visitorId: number; conversationId: number | null },
): Promise<void> {
  const { brandId, conversationId } = visitor
  if (conversationId === null) return
  await inBrands(desk.db, [brandId], async (tx) => {
    await sql`update visitors set left_at = now() where brand_id = ${brandId} and id = ${visitor.visitorId}`.execute(
      tx,
    )
    const unread = await tx
      .selectFrom('messages')
      .select('id')
      .where('brand_id', '=', brandId)
      .where('conversation_id', '=', conversationId)
      .where('channel', '=', 'chat')
      .where('delivery_state', 'in', ['sent', 'delivered'])
      .limit(1)
      .executeTakeFirst()
    if (!unread) return
    const runAt = new Date(Date.now() + graceSeconds * 1_000)
    await addJob(tx, 'mail-unread-chat', { brandId, conversationId }, { runAt, key: mailKey(conversationId) })
  })
}
