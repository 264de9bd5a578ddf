import { sql } from 'kysely'
import type { Conversation } from '#conversations/door.ts'
import type { Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'

/** The restatement that came back to whoever asks, sent back or taken back, as long as none was written since: it is written on. */
export async function ownBack(
  tx: Tx,
  { staffId }: Caller,
  { brand_id, id }: Conversation,
): Promise<{ text: string; locale: Locale } | undefined> {
  const { rows } = await sql<{ text: string; locale: Locale }>`
    select last.text, last.wish->'about'->>'locale' as locale
    from (select text, wish, state, decided_at from reply_approvals
      where brand_id = ${brand_id} and conversation_id = ${id} and author_id = ${staffId} and kind = 'restatement'
      order by id desc limit 1) last
    where last.state in ('sent_back', 'withdrawn') and not exists (
      select from complaint_restatements r join complaints k on (k.brand_id, k.id) = (r.brand_id, r.complaint_id)
      where k.brand_id = ${brand_id} and k.conversation_id = ${id} and r.sent_at > last.decided_at)`.execute(
    tx,
  )
  return rows[0]
}
