import { sql } from 'kysely'
import type { Conversation } from '#conversations/door.ts'
import { type ReplyWish, reply } from '#conversations/reply.ts'
import { filledIn } from '#people/brands/twins.ts'
import { m } from '#texts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Vault } from '#platform/crypto.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { isLocale, type Locale } from '#platform/locale.ts'
import { invalid } from '#platform/refusal.ts'
import { type ComplaintFacts, factNames } from './contract.ts'
import { confirmToken, lastsMs } from './link.ts'
import { complaintIn } from './note.ts'
import { usualWords, wordsOf } from './words.ts'

export type Restatement = Required<Pick<ReplyWish, 'lastSeenEventId' | 'checks'>> & {
  text: string
  locale: Locale
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
  const who = await tx
    .selectFrom('customers')
    .innerJoin('brands', 'brands.id', 'customers.brand_id')
    .select(['customers.name', 'customers.language', 'brands.name as brand', 'brands.locale'])
    .where('customers.brand_id', '=', conversation.brand_id)
    .where('customers.id', '=', conversation.customer_id)
    .executeTakeFirstOrThrow()
  const locale = wanted ?? localeOf(conversation.language ?? who.language, who.locale)
  const own = (await wordsOf(tx, conversation.brand_id)).restatement[locale]
  const text = filledIn(own || usualWords().restatement[locale], {
    'customer.name': addressed(who.name ?? '', locale),
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
  { vault, publicUrl }: Means,
  caller: Caller,
  conversation: Conversation,
  wish: Restatement,
): Promise<void> {
  const complaint = await complaintIn(tx, conversation)
  if (complaint.facts.what === '')
    throw invalid('facts.what', 'nothing_noted', (locale) => m.complaints_nothing_noted({}, { locale }))
  if (!wish.text.includes('{{link}}'))
    throw invalid('text', 'placeholder_missing', (locale) =>
      m.complaints_needs_placeholder({ name: '{{link}}' }, { locale }),
    )
  const { brand_id: brandId } = conversation
  const at = now()
  const endsAt = new Date(at.getTime() + lastsMs)
  const { rows } = await sql<{ id: number; slug: string }>`
    select nextval(pg_get_serial_sequence('complaint_restatements', 'id')) as id, slug from brands
    where id = ${brandId}`.execute(tx)
  const [next] = rows
  if (!next) throw new Error(`Brand ${brandId} is gone`)
  const id = Number(next.id)
  const link = `${publicUrl}/complaint/${next.slug}/${wish.locale}/${confirmToken(vault, brandId, id, endsAt)}`
  const messageId = await reply(tx, caller, conversation, {
    text: filledIn(wish.text, { link }),
    filled: { link },
    attachmentIds: [],
    cc: [],
    bcc: [],
    lastSeenEventId: wish.lastSeenEventId,
    checks: wish.checks,
  })
  await tx
    .insertInto('complaint_restatements')
    .values({
      brand_id: brandId,
      id,
      complaint_id: complaint.id,
      revision: complaint.revision,
      facts: JSON.stringify(complaint.facts),
      locale: wish.locale,
      message_id: messageId,
      sent_at: at,
      sent_by_id: caller.staffId,
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
    actor: actorOf(caller),
    data: { complaintId: complaint.id, restatementId: id },
  })
}

/** Who writes in a third language gets English. */
function localeOf(language: string | null, otherwise: string): Locale {
  if (language === null) return isLocale(otherwise) ? otherwise : 'en'
  return language === 'ja' ? 'ja' : 'en'
}

function addressed(name: string, locale: Locale): string {
  const known = name.trim()
  if (known === '') return m.escalation_customer({}, { locale })
  return locale === 'ja' && !/(?:様|さん)$/.test(known) ? `${known} 様` : known
}
