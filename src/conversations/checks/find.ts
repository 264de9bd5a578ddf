import { calendarOf } from '#people/calendars/calendar-of.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import type { Address } from '../contract.ts'
import type { Conversation } from '../door.ts'
import { promisesIn } from '../promises/found.ts'
import { quotedBy } from '../quote.ts'
import { saysAttached } from './attachment.ts'
import type { CheckName, Finding, ReplyChecks } from './contract.ts'
import { colleaguesAmong, knownIn, othersOrders } from './known.ts'
import { otherLanguage } from './language.ts'
import { addressedIn, mayBe } from './names.ts'
import { orderNumbersIn } from './order-numbers.ts'
import { ownTextOf, unquoted } from './own-text.ts'
import { inWords, type Found } from './say.ts'
import { unfilledIn } from './unfilled.ts'
import { wordsToFind } from './words.ts'
import { wordsIn } from './words-in.ts'

/** A message that wants to leave, as far as it is looked through. */
export type Leaving = {
  /** `first`: to somebody who has not written; `forward`: to others on purpose. */
  kind: 'reply' | 'first' | 'forward'
  text: string
  subject?: string | undefined
  /** Those its writer named. */
  to?: Address[] | undefined
  cc: Address[]
  bcc: Address[]
  attachments: number
  isPromising: boolean
  /** The same in two languages: one of them is the customer's. */
  isInBoth?: boolean
}
type Standing = { tx: Tx; brandId: number; conversation: Conversation | undefined; checks: ReplyChecks }
type Check = (leaving: Leaving, standing: Standing) => Found[] | Promise<Found[]>

/** What a brand's checks find in a message, in the reader's words. Without a conversation only the text is looked at. */
export async function findingsIn(leaving: Leaving, standing: Standing, locale: Locale): Promise<Finding[]> {
  const found: Finding[] = []
  for (const [names, check] of all) {
    const on = names.filter((name) => standing.checks.levels[name] !== 'off')
    if (on.length === 0) continue
    for (const one of await check(leaving, standing)) {
      const level = standing.checks.levels[one.check]
      if (level !== 'off') found.push({ ...inWords(one, locale), level })
    }
  }
  return found
}

const all: [CheckName[], Check][] = [
  [['placeholder'], ({ text, subject = '' }) => unfilledIn(`${subject}\n${unquoted(text)}`).map(placeholder)],
  [['forbidden_word', 'warning_word'], listedWords],
  [['attachment'], attachment],
  [['recipient'], strangers],
  [['language'], language],
  [['other_name'], otherNames],
  [['other_order'], otherOrders],
  [['promise'], promises],
]

const placeholder = (found: string): Found => ({ check: 'placeholder', found })

async function listedWords({ text, subject = '' }: Leaving, { tx, brandId }: Standing): Promise<Found[]> {
  const list = await wordsToFind(tx, brandId)
  return wordsIn(`${subject}\n${unquoted(text)}`, list).map(({ word, found }) => ({
    check: word.kind === 'forbidden' ? 'forbidden_word' : 'warning_word',
    found,
    key: word.folded,
    why: word.why,
    instead: word.instead,
  }))
}

/** A file on it, or on what it quotes, is what the words may mean. */
async function attachment(leaving: Leaving, { tx, conversation }: Standing): Promise<Found[]> {
  const found = leaving.attachments > 0 ? undefined : saysAttached(ownTextOf(leaving.text))
  if (found === undefined) return []
  const quoted = conversation && leaving.kind === 'reply' ? await quotedBy(tx, conversation) : undefined
  if (quoted !== undefined && (await hasFiles(tx, quoted))) return []
  return [{ check: 'attachment', found, key: '' }]
}

async function hasFiles(tx: Tx, messageId: number): Promise<boolean> {
  const file = await tx
    .selectFrom('attachments')
    .select('id')
    .where('brand_id', 'in', [...tx.inBrands])
    .where('message_id', '=', messageId)
    .where('is_inline', '=', false)
    .limit(1)
    .executeTakeFirst()
  return file !== undefined
}

async function strangers(
  { kind, to = [], cc, bcc }: Leaving,
  { tx, conversation }: Standing,
): Promise<Found[]> {
  const named = [...to, ...cc, ...bcc].map((one) => one.address.toLowerCase())
  if (kind !== 'reply' || !conversation || named.length === 0) return []
  const { addresses } = await knownIn(tx, conversation)
  const unknown = [...new Set(named)].filter((one) => !addresses.has(one))
  if (unknown.length === 0) return []
  const colleagues = await colleaguesAmong(tx, unknown)
  return unknown
    .filter((one) => !colleagues.has(one))
    .map((address) => ({ check: 'recipient', found: '', key: address, name: address }))
}

function language({ kind, text, isInBoth }: Leaving, { conversation }: Standing): Found[] {
  if (kind !== 'reply' || !conversation || isInBoth) return []
  const other = otherLanguage(ownTextOf(text), conversation.language)
  if (other === undefined) return []
  return [{ check: 'language', found: '', key: other, name: other, customers: conversation.language ?? '' }]
}

async function otherNames(leaving: Leaving, { tx, conversation }: Standing): Promise<Found[]> {
  const addressed = leaving.kind === 'forward' ? [] : addressedIn(leaving.text)
  if (!conversation || addressed.length === 0) return []
  const { names } = await knownIn(tx, conversation)
  const known = [...names, ...(leaving.to ?? []).map((one) => one.name).filter((name) => name !== '')]
  return addressed
    .filter(({ name }) => !mayBe(name, known))
    .map(({ name, found }) => ({ check: 'other_name', found, key: name, name }))
}

async function otherOrders(leaving: Leaving, { tx, conversation, checks }: Standing): Promise<Found[]> {
  if (!conversation || leaving.kind === 'forward') return []
  const numbers = orderNumbersIn(`${leaving.subject ?? ''}\n${ownTextOf(leaving.text)}`, checks.orderExamples)
  if (numbers.length === 0) return []
  const others = await othersOrders(tx, conversation, numbers)
  return others.map((number) => ({ check: 'other_order', found: number }))
}

/** Where a promise is open already, or is recorded with this very message, saying so is no new one. */
async function promises(leaving: Leaving, { tx, brandId, conversation }: Standing): Promise<Found[]> {
  if (leaving.kind === 'forward' || leaving.isPromising) return []
  if (conversation && conversation.open_promises > 0) return []
  const { team_id: teamId, channel } = conversation ?? {}
  const calendar = await calendarOf(tx, { brandId, teamId, channel })
  return promisesIn(ownTextOf(leaving.text), calendar, now()).map(({ sentence }) => ({
    check: 'promise',
    found: sentence,
    key: plain(sentence),
  }))
}

const plain = (sentence: string) => sentence.normalize('NFKC').replaceAll(/\s+/gu, '')
