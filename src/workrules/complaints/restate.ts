import { sql } from 'kysely'
import type { ChecksOfReply } from '#conversations/checks/contract.ts'
import type { Conversation } from '#conversations/door.ts'
import { type ReplyWish, reply } from '#conversations/reply.ts'
import { addressed, withoutOwnHonorific } from '#customers/addressed.ts'
import { filledIn } from '#people/brands/twins.ts'
import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Vault } from '#platform/crypto.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { letterLocale, type Locale } from '#platform/locale.ts'
import { invalid } from '#platform/refusal.ts'
import { type ComplaintFacts, factNames } from './contract.ts'
import { confirmToken, lastsMs } from './link.ts'
import { ownBack } from './own-back.ts'
import { complaintIn, type Kept } from './note.ts'
import { usualWords, wordsOf } from './words.ts'

export type Restatement = {
  text: string
  locale: Locale
  lastSeenEventId: number
  checks: ChecksOfReply | 'done'
}
export type Means = { vault: Vault; publicUrl: string }

/** A restatement from what is written down, in the customer's language unless another is asked for. */
export async function draftRestatement(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  wanted: Locale | undefined,
): Promise<{ text: string; locale: Locale }> {
  const { facts } = await complaintIn(tx, conversation)
  const own = await ownBack(tx, caller, conversation)
  if (own && (wanted === undefined || wanted === own.locale)) return own
  const who = await tx
    .selectFrom('customers')
    .innerJoin('brands', 'brands.id', 'customers.brand_id')
    .select(['customers.name', 'customers.language', 'brands.name as brand', 'brands.locale'])
    .where('customers.brand_id', '=', conversation.brand_id)
    .where('customers.id', '=', conversation.customer_id)
    .executeTakeFirstOrThrow()
  const locale = wanted ?? letterLocale(conversation.language ?? who.language, who.locale)
  const words = (await wordsOf(tx, conversation.brand_id)).restatement[locale]
  const text = filledIn(withoutOwnHonorific(words || usualWords().restatement[locale]), {
    'customer.name': addressed(who.name ?? '', locale, m.escalation_customer({}, { locale })),
    'agent.name': caller.name,
    brand: who.brand,
    number: String(conversation.id),
    facts: factLines(facts, locale),
    wish: facts.wish || m.complaints_no_wish({}, { locale }),
  })
  return { text, locale }
}

/** The facts as lines of a letter; what nobody has written down is left out. */
export function factLines(facts: ComplaintFacts, locale: Locale): string {
  return factNames
    .filter((name) => name !== 'wish' && facts[name] !== '')
    .map((name) => m.complaints_fact_line({ name: factNameOf(name, locale), value: facts[name] }, { locale }))
    .join('\n')
}

export const factNameOf = (name: (typeof factNames)[number], locale: Locale): string =>
  ({
    what: m.complaints_what,
    when: m.complaints_when,
    where: m.complaints_where,
    orderNumber: m.complaints_order,
    item: m.complaints_item,
    wish: m.complaints_wish,
  })[name]({}, { locale })

/** Sends it as an answer of the person who wrote it, with a link on which the customer says whether it is right. */
export async function restate(
  tx: Tx,
  means: Means,
  caller: Caller,
  conversation: Conversation,
  wish: Restatement,
): Promise<void> {
  const complaint = await complaintToRestate(tx, conversation, wish.text)
  const { text, locale, lastSeenEventId, checks } = wish
  await sendRestatement(tx, means, caller, conversation, complaint, locale, {
    ...{ text, lastSeenEventId, checks },
    ...{ attachmentIds: [], cc: [], bcc: [] },
  })
}

/** The complaint a restatement is about: something is written down, and the text has a place for the link. */
export async function complaintToRestate(tx: Tx, conversation: Conversation, text: string): Promise<Kept> {
  const complaint = await complaintIn(tx, conversation)
  if (complaint.facts.what === '')
    throw invalid('facts.what', 'nothing_noted', (locale) => m.complaints_nothing_noted({}, { locale }))
  refuseWithoutLink(text)
  return complaint
}

function refuseWithoutLink(text: string): void {
  if (text.includes('{{link}}')) return
  throw invalid('text', 'placeholder_missing', (locale) =>
    m.complaints_needs_placeholder({ name: '{{link}}' }, { locale }),
  )
}

/** The facts as they were when it was written: that is what the customer confirms. */
export type Restated = Pick<Kept, 'id' | 'revision' | 'facts'>

/** Lets a restatement leave: from now on the customer can answer it on its page, for as long as that lasts. */
export async function sendRestatement(
  tx: Tx,
  { vault, publicUrl }: Means,
  author: Caller,
  conversation: Conversation,
  complaint: Restated,
  locale: Locale,
  wish: ReplyWish & { text: string },
): Promise<number> {
  refuseWithoutLink(wish.text)
  const { brand_id: brandId } = conversation
  const at = now()
  const endsAt = new Date(at.getTime() + lastsMs)
  const { rows } = await sql<{ id: number; slug: string }>`
    select nextval(pg_get_serial_sequence('complaint_restatements', 'id')) as id, slug from brands
    where id = ${brandId}`.execute(tx)
  const [next] = rows
  if (!next) throw new Error(`Brand ${brandId} is gone`)
  const id = Number(next.id)
  const link = `${publicUrl}/complaint/${next.slug}/${locale}/${confirmToken(vault, brandId, id, endsAt)}`
  const text = filledIn(wish.text, { link })
  const messageId = await reply(tx, author, conversation, { ...wish, text, filled: { link } })
  await tx
    .insertInto('complaint_restatements')
    .values({
      brand_id: brandId,
      id,
      complaint_id: complaint.id,
      revision: complaint.revision,
      facts: JSON.stringify(complaint.facts),
      locale,
      message_id: messageId,
      sent_at: at,
      sent_by_id: author.staffId,
      ends_at: endsAt,
    })
    .execute()
  await tx
    .updateTable('complaints')
    .set({ state: 'restated', restated_revision: complaint.revision, changed_at: at })
    .where('brand_id', '=', brandId)
    .where('id', '=', complaint.id)
    .execute()
  await record(tx, {
    type: 'complaint.restated',
    brandId,
    conversationId: conversation.id,
    messageId,
    actor: actorOf(author),
    data: { complaintId: complaint.id, restatementId: id },
  })
  return messageId
}
