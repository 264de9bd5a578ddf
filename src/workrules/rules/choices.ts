import { sql } from 'kysely'
import { priorities, statuses } from '#conversations/contract.ts'
import { m } from '#texts'
import { answersFor } from '#people/staff/works-for.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { ways } from '#workrules/assignment/choose.ts'
import type { Choice, Source } from './fields.ts'

export type Choices = Record<Source, { value: Choice; name: string }[]>

const channels = ['email', 'chat', 'form', 'api'] as const
const orderStates = ['placed', 'paid', 'shipped', 'delivered', 'cancelled', 'returned'] as const
const languages = ['ja', 'en', 'zh', 'ko', 'fr', 'de', 'es', 'it', 'pt', 'nl', 'ru', 'th', 'vi', 'id', 'ar']

/** What conditions and actions of a brand choose from, with names in the reader's language. */
export async function choicesOf(tx: Tx, brandId: number, locale: Locale): Promise<Choices> {
  const say = { locale }
  const none = (name: string) => ({ value: 'none' as Choice, name })
  const [staff, teams, reasons, templates, webhooks, mailboxes] = [
    await named(tx, staffOf(brandId)),
    await named(tx, sql`select id as value, name from teams order by name`),
    await named(tx, reasonsOf(brandId, locale)),
    await named(
      tx,
      sql`select id as value, name from templates where brand_id = ${brandId} order by name, id`,
    ),
    await named(tx, webhooksOf(brandId)),
    await named(
      tx,
      sql`select id as value, address as name from mailboxes where brand_id = ${brandId} order by address`,
    ),
  ]
  return {
    status: statuses.map((value) => ({ value, name: statusNames[value]({}, say) })),
    priority: priorities.map((value) => ({ value, name: priorityNames[value]({}, say) })),
    channel: channels.map((value) => ({ value, name: channelNames[value]({}, say) })),
    language: [
      ...languages.map((value) => ({ value, name: nameOf('language', value, locale) })),
      none(m.rules_unknown({}, say)),
    ],
    country: countriesIn(locale),
    staff: [none(m.rules_nobody({}, say)), ...staff],
    team: [none(m.rules_no_team({}, say)), ...teams],
    reason: [none(m.rules_no_reason({}, say)), ...reasons],
    template: templates,
    webhook: webhooks,
    mailbox: mailboxes,
    conversation_field: await named(tx, fieldsOf(brandId, 'conversation', locale)),
    customer_field: await named(tx, fieldsOf(brandId, 'customer', locale)),
    flow: await named(
      tx,
      sql`select id as value, name from flows
        where brand_id = ${brandId} and published_version is not null and deleted_at is null order by name, id`,
    ),
    way: ways.map((value) => ({ value, name: wayNames[value]({}, say) })),
    among: [none(m.rules_among_all({}, say)), ...teams],
    escalation_level: await named(tx, escalationOf('escalation_levels', brandId, locale)),
    escalation_reason: await named(tx, escalationOf('escalation_reasons', brandId, locale)),
    order_state: orderStates.map((value) => ({ value, name: orderStateNames[value]({}, say) })),
    service_level: [none(m.rules_level_by_conditions({}, say)), ...(await named(tx, levelsOf(brandId)))],
    skill: [none(m.rules_any_skill({}, say)), ...(await named(tx, skillsOf(brandId)))],
  }
}

/** The choices that are words and the same for every brand. */
export const fixed: Partial<Record<Source, ReadonlySet<Choice>>> = {
  order_state: new Set(orderStates),
  status: new Set(statuses),
  priority: new Set(priorities),
  channel: new Set(channels),
  way: new Set(ways),
}

const named = async (tx: Tx, query: ReturnType<typeof sql>) =>
  (await (query as ReturnType<typeof sql<{ value: Choice; name: string }>>).execute(tx)).rows

const staffOf = (brandId: number) => sql`
  select id as value, name from staff where ${answersFor(brandId)}
  order by name, id`
const reasonsOf = (brandId: number, locale: Locale) => sql`
  select id as value, ${locale === 'ja' ? sql`name_ja` : sql`name_en`} as name from contact_reasons
  where brand_id = ${brandId} and archived_at is null order by position, id`
const webhooksOf = (brandId: number) => sql`
  select id as value, coalesce(nullif(description, ''), url) as name from webhooks
  where brand_id = ${brandId} and disabled_at is null order by id`
const fieldsOf = (brandId: number, about: string, locale: Locale) => sql`
  select key as value, ${locale === 'ja' ? sql`name_ja` : sql`name_en`} as name from custom_fields
  where brand_id = ${brandId} and about = ${about} and archived_at is null order by position, id`

const escalationOf = (table: string, brandId: number, locale: Locale) => sql`
  select id as value, ${locale === 'ja' ? sql`name_ja` : sql`name_en`} as name from ${sql.table(table)}
  where brand_id = ${brandId} and removed_at is null order by position, id`

const levelsOf = (brandId: number) => sql`
  select id as value, name from service_levels
  where brand_id = ${brandId} and deleted_at is null order by position, id`

const skillsOf = (brandId: number) => sql`
  select distinct skill as value, skill as name from brand_staff, unnest(skills) as skill
  where brand_id = ${brandId} order by 1`

const wayNames = {
  turn: m.rules_way_turn,
  load: m.rules_way_load,
  same_then_turn: m.rules_way_same_then_turn,
  same_then_load: m.rules_way_same_then_load,
}
const statusNames = {
  new: m.conversations_status_new,
  open: m.conversations_status_open,
  pending_customer: m.conversations_status_pending_customer,
  pending_client: m.conversations_status_pending_client,
  on_hold: m.conversations_status_on_hold,
  resolved: m.conversations_status_resolved,
  closed: m.conversations_status_closed,
  no_reply_needed: m.conversations_status_no_reply_needed,
  spam: m.conversations_status_spam,
}
const priorityNames = {
  low: m.conversations_priority_low,
  normal: m.conversations_priority_normal,
  high: m.conversations_priority_high,
  urgent: m.conversations_priority_urgent,
}
const orderStateNames = {
  placed: m.templates_order_placed,
  paid: m.templates_order_paid,
  shipped: m.templates_order_shipped,
  delivered: m.templates_order_delivered,
  cancelled: m.templates_order_cancelled,
  returned: m.templates_order_returned,
}
const channelNames = {
  email: m.rules_channel_email,
  chat: m.rules_channel_chat,
  form: m.rules_channel_form,
  api: m.rules_channel_api,
}

function nameOf(type: 'language' | 'region', code: string, locale: Locale): string {
  return new Intl.DisplayNames(locale, { type }).of(code) ?? code
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
// Codes that Intl knows and that are no place where somebody lives.
const noCountries = new Set([
  'EU',
  'EZ',
  'UN',
  'QO',
  'XA',
  'XB',
  'ZZ',
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'IC',
  'TA',
])

function countriesIn(locale: Locale): { value: Choice; name: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' })
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  const order = new Intl.Collator(locale)
  return codes
    .flatMap((value) => {
      const name = noCountries.has(value) ? undefined : names.of(value)
      return name === undefined ? [] : [{ value, name }]
    })
    .toSorted((one, other) => order.compare(one.name, other.name))
}
