import { sql } from 'kysely'
import { m } from '#texts'
import { fieldValues, type FieldChoice, type FieldKind, type FieldValue } from '#customers/fields/contract.ts'
import { clockOf } from '#customers/clock.ts'
import type { Tx } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import type { Locale } from '#platform/locale.ts'
import type { Conversation } from '../door.ts'
import { orderValues } from './order-values.ts'
import { both, linkValues, only, promiseValues, said, type Values } from './values.ts'
import type { Filling } from './placeholder-contract.ts'

/** Who writes: a person with a signature, or the desk in the brand's name. */
type Writer = { staffId: number; name: string } | undefined

type Row = {
  brand: string
  slug: string
  domain: string | null
  brandZone: string
  name: string
  email: string | null
  fields: unknown
  signatureEn: string | null
  signatureJa: string | null
}

/** What is known for placeholders in a conversation. */
export async function fillingOf(tx: Tx, conversation: Conversation, writer: Writer): Promise<Filling> {
  const row = await look(tx, conversation, writer)
  const clock = await clockOf(tx, conversation)
  return {
    timeZone: clock.timeZone,
    values: {
      ...customerValues(row.name),
      ...said('customer.email', row.email),
      ...(await orderValues(tx, conversation)),
      ...(await promiseValues(tx, conversation, clock)),
      ...writerValues(row, writer),
      ...said('number', String(conversation.id)),
      ...said('subject', conversation.subject),
      ...(await linkValues(tx, conversation.brand_id, row)),
      ...(await customFields(tx, conversation, row.fields)),
    },
  }
}

/** What is known before there is a conversation: to whom, by whom and for which brand. */
export async function firstFillingOf(
  tx: Tx,
  wish: { brandId: number; customerName?: string | undefined },
  writer: { staffId: number; name: string },
): Promise<Filling> {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  const { rows } = await sql<Row>`
    select b.name as brand, b.slug, b.settings->>'helpDomain' as domain, b.time_zone as "brandZone",
      s.signature_en as "signatureEn", s.signature_ja as "signatureJa"
    from brands b left join staff s on s.id = ${writer.staffId} where b.id = ${wish.brandId}`.execute(tx)
  const [row] = rows
  if (!row) throw notFound('brand')
  return {
    timeZone: row.brandZone,
    values: {
      // Before anybody is named, the greeting waits; to an address without a name it is the one for who left none.
      ...(wish.customerName === undefined ? {} : customerValues(wish.customerName)),
      ...writerValues(row, writer),
      ...(await linkValues(tx, wish.brandId, row)),
    },
  }
}

async function look(tx: Tx, conversation: Conversation, writer: Writer): Promise<Row> {
  const { rows } = await sql<Row>`
    select b.name as brand, b.slug, b.settings->>'helpDomain' as domain, b.time_zone as "brandZone", c.name,
      c.fields, s.signature_en as "signatureEn", s.signature_ja as "signatureJa",
      (select shown from identities where brand_id = c.brand_id and customer_id = c.id and kind = 'email'
        order by verified_at nulls last, id limit 1) as email
    from brands b join customers c on c.brand_id = b.id and c.id = ${conversation.customer_id}
    left join staff s on s.id = ${writer?.staffId ?? null}
    where b.id = ${conversation.brand_id}`.execute(tx)
  const [row] = rows
  if (!row) throw notFound('customer')
  return row
}

/** How a letter addresses somebody: 様 after the name, or Dear before it; a word for who left none. */
function customerValues(name: string): Values {
  const known = name.trim()
  if (known === '') return { 'customer.greeting': both(m.templates_dear_customer) }
  const isAddressed = /(?:様|さま|さん|御中)$/u.test(known)
  return {
    'customer.name': only(known),
    'customer.greeting': {
      kind: 'text',
      ja: isAddressed ? known : m.templates_dear({ name: known }, { locale: 'ja' }),
      en: m.templates_dear({ name: known }, { locale: 'en' }),
    },
  }
}

function writerValues(row: Row, writer: Writer): Values {
  const { signatureEn: en, signatureJa: ja } = row
  return {
    ...said('brand.name', row.brand),
    ...said('agent.name', writer?.name ?? row.brand),
    ...(en || ja ? { 'agent.signature': { kind: 'text', en: en || ja || '', ja: ja || en || '' } } : {}),
  }
}

type Field = { about: string; key: string; kind: FieldKind; choices: FieldChoice[] }

async function customFields(tx: Tx, conversation: Conversation, customer: unknown): Promise<Values> {
  const values = {
    conversation: fieldValues.parse(conversation.fields),
    customer: fieldValues.parse(customer),
  }
  if (Object.keys(values.conversation).length + Object.keys(values.customer).length === 0) return {}
  const { rows } = await sql<Field>`
    select about, key, kind, choices from custom_fields where brand_id = ${conversation.brand_id}`.execute(tx)
  return Object.fromEntries(
    rows.flatMap((field) => {
      const isCustomers = field.about === 'customer'
      const value = (isCustomers ? values.customer : values.conversation)[field.key]
      if (value === undefined) return []
      const name = `${isCustomers ? 'customer.' : ''}field.${field.key}`
      const words = (locale: Locale) => fieldWords(field, value, locale)
      return [[name, { kind: 'text' as const, en: words('en'), ja: words('ja') }]]
    }),
  )
}

function fieldWords({ kind, choices }: Field, value: FieldValue, locale: Locale): string {
  const choice = (key: unknown) => choices.find((one) => one.key === key)?.[locale] ?? String(key)
  if (Array.isArray(value)) return value.map(choice).join(locale === 'ja' ? '、' : ', ')
  if (typeof value === 'boolean') return (value ? m.templates_yes : m.templates_no)({}, { locale })
  if (typeof value === 'number') return new Intl.NumberFormat(locale).format(value)
  if (kind === 'choice') return choice(value)
  // A day is the same day on every clock.
  return kind === 'date'
    ? new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'long' }).format(new Date(value))
    : value
}
