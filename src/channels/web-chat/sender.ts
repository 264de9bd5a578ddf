import { sql } from 'kysely'
import type { Sender } from '#channels/channel.ts'
import { inBrands } from '#platform/database.ts'
import { addJob } from '#platform/jobs.ts'
import { applyMarks } from './mark.ts'
import { chatSettingsOf } from './settings.ts'

/**
 * An answer in a chat is there for its visitor as soon as it is written; their windows are told by the
 * events table. What remains is the timer after which an unread answer follows by mail, also when a
 * mail of it failed before and a person asks for another one.
 */
export const chatSender: Sender = {
  resumes: true,
  async send(db, { brandId, conversationId, messageId }) {
    const brand = await db.open
      .selectFrom('brands')
      .select('settings')
      .where('id', '=', brandId)
      .executeTakeFirst()
    const { mailAfterSeconds } = chatSettingsOf(brand?.settings)
    await inBrands(db, [brandId], async (tx) => {
      await sql`update messages set details = details - array['mailedTo', 'mailedAt', 'mailedWhen', 'mailLater', 'mail']
        where brand_id = ${brandId} and id = ${messageId} and details ?| array['mailedTo', 'mailLater']`.execute(
        tx,
      )
      await addJob(
        tx,
        'mail-unread-chat',
        { brandId, conversationId },
        { runAt: new Date(Date.now() + mailAfterSeconds * 1_000), key: mailKey(conversationId) },
      )
    })
    return { state: 'sent' }
  },
  // Who looks on has read it before it is told to have left.
  onSent: applyMarks,
}

/** One timer for each conversation: a further answer moves it. */
export const mailKey = (conversationId: number) => `chat-mail:${conversationId}`
