import { m } from '#texts'
import { invalid } from '#platform/refusal.ts'
import type { Kind } from './contract.ts'

export type Unit = 'money' | 'points' | 'pieces'

/** In what each kind of grant is counted. */
export const unitOf: Record<Kind, Unit> = {
  refund: 'money',
  discount: 'money',
  points: 'points',
  free_item: 'pieces',
  reship: 'pieces',
}

// More than any desk gives away; what is larger is a mistake of the keyboard.
const most = 10n ** 13n
const currencies = new Set(Intl.supportedValuesOf('currency'))

/** The currency as ISO 4217 writes it; one that does not exist is refused. */
export function currencyNamed(code: string, field = 'currency'): string {
  const currency = code.trim().toUpperCase()
  if (currencies.has(currency)) return currency
  throw invalid(field, 'currency_unknown', (locale) =>
    m.authority_currency_unknown({ currency: code }, { locale }),
  )
}

/** How many decimals an amount has: those of its currency (CLDR), none for points and pieces. */
export function digitsOf(currency: string | null): number {
  if (currency === null) return 0
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  return maximumFractionDigits ?? 2
}

/** An amount as somebody wrote it, in the smallest unit of its currency. Refused: nothing, below nothing, finer than the currency. */
export function smallest(
  written: string,
  currency: string | null,
  { field = 'amount', least = 1 }: { field?: string; least?: 0 | 1 } = {},
): number {
  const text = withoutGroups(written.normalize('NFKC').replaceAll(/\s/g, ''))
  const parts = /^([+-]?)(\d{1,20})(?:\.(\d{1,20}))?$/.exec(text)
  if (!parts) throw invalid(field, 'amount_unfit', (locale) => m.authority_amount_unfit({}, { locale }))
  const [, sign, whole = '0', decimals = ''] = parts
  const digits = digitsOf(currency)
  const fraction = decimals.replace(/0+$/, '')
  if (fraction.length > digits) throw tooFine(field, currency, digits)
  const amount = BigInt(whole) * 10n ** BigInt(digits) + BigInt(fraction.padEnd(digits, '0') || '0')
  if (sign === '-' || amount < BigInt(least))
    throw invalid(field, 'amount_not_positive', (locale) => m.authority_amount_not_positive({}, { locale }))
  if (amount > most) throw tooLarge(field)
  return Number(amount)
}

/** Commas between groups of three say nothing; any other is a decimal comma, and "12,50" must not become 1,250. */
const withoutGroups = (text: string) =>
  /^[+-]?\d{1,3}(?:,\d{3})+(?:\.|$)/.test(text) ? text.replaceAll(',', '') : text

const tooLarge = (field: string) =>
  invalid(field, 'amount_too_large', (locale) => m.authority_amount_too_large({}, { locale }))

const tooFine = (field: string, currency: string | null, digits: number) =>
  invalid(field, 'amount_too_fine', (locale) =>
    digits === 0
      ? m.authority_amount_whole({}, { locale })
      : m.authority_amount_too_fine({ currency: currency ?? '', count: digits }, { locale }),
  )

/** The other way round: 1250 in USD is "12.50". */
export function inWholeUnits(amount: number, currency: string | null): string {
  const digits = digitsOf(currency)
  if (digits === 0) return String(amount)
  const sign = amount < 0 ? '-' : ''
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** An amount in another currency at a rate between whole units, rounded half up: exact, since floating point would lose money. */
export function converted(amount: number, from: string, to: string, rate: string): number {
  const [whole = '0', decimals = ''] = rate.split('.')
  const scaled = BigInt(amount) * BigInt(whole + decimals) * 10n ** BigInt(digitsOf(to))
  const by = 10n ** BigInt(digitsOf(from) + decimals.length)
  const counted = (scaled * 2n + by) / (by * 2n)
  if (counted > most) throw tooLarge('amount')
  return Number(counted)
}
