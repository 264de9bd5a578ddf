import { ended } from '#conversations/change-status.ts'
import { changeReason } from '#conversations/change-reason.ts'
import { type Conversation, conversationFor } from '#conversations/door.ts'
import { brandLocale } from '#people/brands/locale-of.ts'
import { tellingPassage, temperatureOf } from '#languages/temperature.ts'
import { m } from '#texts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { saidIn } from './gather.ts'
import { levelsOf } from './levels.ts'
import { raise } from './raise.ts'
import { tellingOf } from './settings.ts'

const system = { kind: 'system' as const }

/**
 * A customer has asked the bot for somebody in charge: that is what the conversation is about, and it goes up at once where the brand has
 * levels and wants it so. People have it in any case. It may run twice.
 */
export async function raiseAsked(db: Database, event: RecordedEvent): Promise<void> {
  const { brandId, conversationId, data } = event
  if (conversationId === null || Object(data).because !== 'manager') return
  await inBrands(db, [brandId], async (tx) => {
    const conversation = await conversationFor(tx, conversationId, 'change')
    if (conversation.reason_id === null) await sayWhatItIsAbout(tx, conversation)
    const isOver = ended.includes(conversation.status) || conversation.status === 'spam'
    if (isOver || conversation.escalation !== null) return
    if (!(await tellingOf(tx, brandId)).raisesWhenAsked || (await levelsOf(tx, brandId)).length === 0) return
    const telling = tellingPassage(await saidIn(tx, conversation))
    const locale = await brandLocale(tx, brandId)
    await raise(tx, { actor: system, locale }, conversation, {
      reasonId: null,
      words: m.escalation_asked_bot({}, { locale }),
      temperature: temperatureOf(telling?.message.text ?? ''),
      quote: telling?.passage ?? '',
      quotedMessageId: telling?.message.id ?? null,
      ...{ suggestion: '', tellsCustomer: true, notToldBecause: '' },
    })
  })
}

/** Slug of channels/reasons.ts; a brand without it says nothing. */
async function sayWhatItIsAbout(tx: Tx, conversation: Conversation): Promise<void> {
  const reason = await tx
    .selectFrom('contact_reasons')
    .select('id')
    .where('brand_id', '=', conversation.brand_id)
    .where('slug', '=', 'manager')
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (reason) await changeReason(tx, conversation, { reasonId: reason.id, actor: system })
}
