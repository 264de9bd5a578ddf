import type { Conversation } from '#conversations/door.ts'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { invalid } from '#platform/refusal.ts'
import type { CardWish, HandOverCard } from './contract.ts'
import { type KeptPromise, type KeptTried, promisedIn, saidIn, triedIn } from './gather.ts'

/** The card with times as they are reckoned with. */
export type Card = Omit<HandOverCard, 'waitsSince' | 'tried' | 'promised'> & {
  waitsSince: Date | null
  tried: KeptTried[]
  promised: KeptPromise[]
}

/** The card as it is kept: what somebody wrote, with what the desk knows at that moment. */
export async function cardOf(
  tx: Tx,
  conversation: Conversation,
  wish: CardWish,
  locale: Locale,
): Promise<Card> {
  const reason = await reasonNamed(tx, conversation.brand_id, wish.reasonId)
  if (!reason && wish.words === '')
    throw invalid('reasonId', 'reason_missing', (say) => m.escalation_reason_missing({}, { locale: say }))
  if (wish.quotedMessageId !== null) await refuseElsewhere(tx, conversation, wish.quotedMessageId)
  return {
    reason,
    words: wish.words,
    temperature: wish.temperature,
    quote: wish.quote,
    quotedMessageId: wish.quotedMessageId,
    suggestion: wish.suggestion,
    waitsSince: await waitsSince(tx, conversation),
    tried: await triedIn(tx, conversation, locale),
    promised: await promisedIn(tx, conversation, locale),
  }
}

/** The customer's first word that nobody has answered; null while we wait for them. */
async function waitsSince(tx: Tx, conversation: Conversation): Promise<Date | null> {
  if (conversation.waiting_since === null) return null
  const said = await saidIn(tx, conversation)
  const since = conversation.waiting_since
  // Mail is waiting since it was sent, which may be before it came.
  return said.findLast((one) => one.at >= since)?.at ?? since
}

async function reasonNamed(tx: Tx, brandId: number, id: number | null) {
  if (id === null) return null
  const reason = await tx
    .selectFrom('escalation_reasons')
    .select(['id', 'name_ja as nameJa', 'name_en as nameEn'])
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!reason)
    throw invalid('reasonId', 'reason_unknown', (locale) => m.escalation_reason_unknown({}, { locale }))
  return reason
}

async function refuseElsewhere(tx: Tx, conversation: Conversation, messageId: number): Promise<void> {
  const message = await tx
    .selectFrom('messages')
    .select('id')
    .where('brand_id', '=', conversation.brand_id)
    .where('conversation_id', '=', conversation.id)
    .where('id', '=', messageId)
    .executeTakeFirst()
  if (!message)
    throw invalid('quotedMessageId', 'message_elsewhere', (locale) =>
      m.escalation_message_elsewhere({}, { locale }),
    )
}

/** Writes the next version of the card; those before it stay. */
export async function writeCard(
  tx: Tx,
  escalation: { brandId: number; id: number; levelId: number },
  writerId: number | null,
  card: Card,
): Promise<number> {
  const last = await tx
    .selectFrom('escalation_cards')
    .select(tx.fn.max('version').as('version'))
    .where('brand_id', '=', escalation.brandId)
    .where('escalation_id', '=', escalation.id)
    .executeTakeFirst()
  const version = (last?.version ?? 0) + 1
  await tx
    .insertInto('escalation_cards')
    .values({
      brand_id: escalation.brandId,
      escalation_id: escalation.id,
      version,
      level_id: escalation.levelId,
      written_at: now(),
      written_by_id: writerId,
      card: JSON.stringify(card),
    })
    .execute()
  await tx
    .updateTable('escalations')
    .set({ card_version: version, reason_id: card.reason?.id ?? null, temperature: card.temperature })
    .where('brand_id', '=', escalation.brandId)
    .where('id', '=', escalation.id)
    .execute()
  return version
}
