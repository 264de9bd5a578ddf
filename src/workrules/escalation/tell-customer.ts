import { clockName, onClock } from '#answers/talk/reply-by.ts'
import { textInBoth } from '#conversations/both-languages.ts'
import type { Conversation } from '#conversations/door.ts'
import { refuseNobody } from '#conversations/refuse-machine.ts'
import { type AutomaticReply, replyAutomatically } from '#conversations/reply-automatically.ts'
import { languagesFor } from '#conversations/which-language.ts'
import { clockOf, type CustomerClock } from '#customers/clock.ts'
import { addressed, withoutOwnHonorific } from '#customers/addressed.ts'
import { filledIn } from '#people/brands/twins.ts'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { letterLocale, type Locale } from '#platform/locale.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Level } from './levels.ts'
import { tellingOf, usualWords } from './settings.ts'

export type Notice = {
  kind: 'raised' | 'accepted'
  level: Pick<Level, 'nameJa' | 'nameEn'>
  /** Who has really taken it over; empty while nobody has. */
  person?: string
  by: Date
}

type Reader = {
  brand: string
  name: string
  locale: Locale
} & CustomerClock

/**
 * The words for the customer, in their language, or in both where nothing tells which one they read, and on their clock, which is named; undefined where the brand
 * says nothing then.
 */
export async function noticeFor(
  tx: Tx,
  conversation: Conversation,
  notice: Notice,
): Promise<Pick<AutomaticReply, 'text' | 'name' | 'locale' | 'isInBoth'> | undefined> {
  const telling = await tellingOf(tx, conversation.brand_id)
  if (notice.kind === 'raised' ? !telling.tellsWhenRaised : !telling.tellsWhenAccepted) return undefined
  const { brand, name, locale, timeZone, isTheirs } = await readerOf(tx, conversation)
  const wordsIn = (to: Locale) => {
    const clock = { locale: to, timeZone, isTheirs }
    return filledIn(withoutOwnHonorific(telling.words[notice.kind][to] || usualWords()[notice.kind][to]), {
      'customer.name': addressed(name, to, m.escalation_customer({}, { locale: to })),
      brand,
      number: String(conversation.id),
      level: to === 'ja' ? notice.level.nameJa : notice.level.nameEn,
      person: notice.person ?? brand,
      by: m.escalation_by(
        { by: onClock(notice.by, clock, new Date(0)), clock: clockName(clock, now()) },
        { locale: to },
      ),
    }).trim()
  }
  const { order, isUnknown } = await languagesFor(tx, conversation)
  const [first, second] = order
  if (!isUnknown) return { text: wordsIn(locale), name: brand, locale, isInBoth: false }
  return { text: textInBoth(wordsIn(first), wordsIn(second)), name: brand, locale: first, isInBoth: true }
}

/**
 * Tells the customer, and answers whether they were told. A customer who cannot be reached, or is a machine, keeps nobody from escalating:
 * then why they were not told is answered.
 */
export async function tellCustomer(
  tx: Tx,
  conversation: Conversation,
  notice: Notice,
): Promise<{ isTold: boolean; because: string | null }> {
  const said = await noticeFor(tx, conversation, notice)
  if (!said) return { isTold: false, because: null }
  try {
    await refuseNobody(tx, conversation)
    await replyAutomatically(tx, conversation, said)
    return { isTold: true, because: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { isTold: false, because: error.say(said.locale) }
  }
}

async function readerOf(tx: Tx, conversation: Conversation): Promise<Reader> {
  const row = await tx
    .selectFrom('customers as c')
    .innerJoin('brands as b', 'b.id', 'c.brand_id')
    .select(['c.name', 'c.language', 'b.name as brand', 'b.locale'])
    .where('c.brand_id', '=', conversation.brand_id)
    .where('c.id', '=', conversation.customer_id)
    .executeTakeFirstOrThrow()
  const locale = letterLocale(conversation.language ?? row.language, row.locale)
  return {
    brand: row.brand,
    name: row.name ?? '',
    locale,
    ...(await clockOf(tx, conversation)),
  }
}
