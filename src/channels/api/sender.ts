import { sql } from 'kysely'
import type { Sender } from '#channels/channel.ts'
import { inBrands } from '#platform/database.ts'

/**
 * An answer in a channel of somebody's own leaves by the webhook of `message.replied`, which follows from the event and is
 * signed, retried and logged there. Where no webhook listens it cannot leave, and that is said.
 */
export const apiSender: Sender = {
  resumes: true,
  async send(db, { brandId }) {
    const listens = await inBrands(db, [brandId], async (tx) => {
      const { rows } = await sql<{ id: number }>`
        select id from webhooks where brand_id = ${brandId} and disabled_at is null
          and (event_types = '{}' or event_types && '{message.replied,message.sent}') limit 1`.execute(tx)
      return rows.length > 0
    })
    return listens ? { state: 'sent' } : { state: 'failed', reason: 'no_webhook' }
  },
}
