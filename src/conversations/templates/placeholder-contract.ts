import type { Locale } from '#platform/locale.ts'

// What a template may ask for, in double braces: {{order.number}}, or {{order.number|your order}} with the words to say where it is not known. The
// same everywhere: in templates, rules, the composer and the checks before sending.

export const placeholder = /\{\{\s*([\p{L}\p{N}_.]+)\s*(?:\|([^{}|]*))?\}\}/gu

/** How a value is written: a name, words, a moment on the customer's clock, a day, an amount, an address. */
type Kind = 'text' | 'time' | 'day' | 'money' | 'link'
type Group = 'customer' | 'order' | 'promise' | 'agent' | 'brand' | 'link' | 'field'

/** Those every brand has. Its own fields come as field.KEY and customer.field.KEY, and an article as link.article.NUMBER. */
export const placeholders = {
  'customer.greeting': { group: 'customer', kind: 'text' },
  'customer.name': { group: 'customer', kind: 'text' },
  'customer.email': { group: 'customer', kind: 'text' },
  'order.number': { group: 'order', kind: 'text' },
  'order.state': { group: 'order', kind: 'text' },
  'order.placed': { group: 'order', kind: 'day' },
  'order.total': { group: 'order', kind: 'money' },
  'order.items': { group: 'order', kind: 'text' },
  'order.carrier': { group: 'order', kind: 'text' },
  tracking: { group: 'order', kind: 'text' },
  'promise.what': { group: 'promise', kind: 'text' },
  'promise.by': { group: 'promise', kind: 'time' },
  'agent.name': { group: 'agent', kind: 'text' },
  'agent.signature': { group: 'agent', kind: 'text' },
  'brand.name': { group: 'brand', kind: 'text' },
  number: { group: 'brand', kind: 'text' },
  subject: { group: 'brand', kind: 'text' },
  'link.help': { group: 'link', kind: 'link' },
  'link.contact': { group: 'link', kind: 'link' },
  'link.mine': { group: 'link', kind: 'link' },
} as const satisfies Record<string, { group: Group; kind: Kind }>
export type Placeholder = keyof typeof placeholders

export function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(placeholders, name)
}

/** A custom field that a placeholder names. */
export function fieldNamed(name: string): { about: 'conversation' | 'customer'; key: string } | undefined {
  const [, customer, key] = /^(customer\.)?field\.([a-z][a-z0-9_]{0,39})$/.exec(name) ?? []
  return key === undefined ? undefined : { about: customer ? 'customer' : 'conversation', key }
}

/** The number of the help article that a placeholder names. */
export function articleNamed(name: string): number | undefined {
  const [, id] = /^link\.article\.(\d{1,15})$/.exec(name) ?? []
  return id === undefined ? undefined : Number(id)
}

/** The names a text asks for. */
export function namesIn(text: string): Set<string> {
  return new Set([...text.matchAll(placeholder)].map(([, name = '']) => name))
}

/** The placeholders of a text as they stand there, each once. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map(([whole]) => whole))]
}

/** What is known for a placeholder. Words may differ by language; moments and amounts are written by it. */
export type Value =
  | { kind: 'text'; en: string; ja: string }
  | { kind: 'time'; at: string; zone: { en: string; ja: string } }
  | { kind: 'day'; at: string }
  | { kind: 'money'; minor: number; currency: string }

export type Filling = {
  /** The customer's clock; the brand's where theirs is not known. */
  timeZone: string
  values: Readonly<Record<string, Value>>
}

/**
 * A text with what is known filled in: moments on the customer's clock, amounts in their currency. What is not known is said with the words
 * after the bar, or stays to be seen, which keeps a message from being sent. Pure, and the same on the desk and on the screen.
 */
export function fill(text: string, { values, timeZone }: Filling, locale: Locale): string {
  return text.replaceAll(placeholder, (whole, name: string, otherwise: string | undefined) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    const words = value === undefined ? '' : written(value, timeZone, locale)
    // What somebody is called must not become a question of its own.
    return words.replaceAll(/\{{2,}|\}{2,}/g, (braces) => braces.slice(0, 1)) || (otherwise?.trim() ?? whole)
  })
}

function written(value: Value, timeZone: string, locale: Locale): string {
  switch (value.kind) {
    case 'text':
      return value[locale]
    case 'time':
      return `${moment(value.at, timeZone, locale)}${bracketed(value.zone[locale], locale)}`
    case 'day':
      return new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long' }).format(new Date(value.at))
    case 'money':
      return amount(value, locale)
  }
}

function moment(at: string, timeZone: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    month: 'long',
    day: 'numeric',
    weekday: locale === 'ja' ? 'short' : 'long',
    hour: 'numeric',
    minute: '2-digit',
  }).format(new Date(at))
}

const bracketed = (words: string, locale: Locale) => {
  if (words === '') return ''
  return locale === 'ja' ? `（${words}）` : ` (${words})`
}

function amount({ minor, currency }: { minor: number; currency: string }, locale: Locale): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
