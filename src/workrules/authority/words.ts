import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import type { Kind } from './contract.ts'
import { digitsOf, unitOf } from './quantity.ts'

type Said = { kind: Kind; amount: number; currency: string | null; item: string }

/** What is given, in both languages, as it stands in events and in what is asked of approvers: "Refund ¥3,000". */
export const grantWords = (grant: Said): Record<Locale, string> => ({
  en: grantWordsIn(grant, 'en'),
  ja: grantWordsIn(grant, 'ja'),
})

function grantWordsIn({ kind, amount, currency, item }: Said, locale: Locale): string {
  const name = kindName(kind, locale)
  const quantity = quantityWords(amount, { kind, currency }, locale)
  return item === ''
    ? m.authority_what({ name, quantity }, { locale })
    : m.authority_what_item({ name, quantity, item }, { locale })
}

/** An amount as people read it: ¥3,000, 200 points, 1 piece. */
export function quantityWords(
  amount: number,
  { kind, currency }: { kind: Kind; currency: string | null },
  locale: Locale,
): string {
  if (currency !== null) return moneyWords(amount / 10 ** digitsOf(currency), currency, locale)
  const count = new Intl.NumberFormat(locale).format(amount)
  if (unitOf[kind] === 'points') return m.authority_points({ count }, { locale })
  return (amount === 1 ? m.authority_piece : m.authority_pieces)({ count }, { locale })
}

// Japanese locales write a wide yen sign, which tears a hole into a line.
const moneyWords = (amount: number, currency: string, locale: Locale) =>
  new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    .format(amount)
    .replace('￥', '¥')

const kindName = (kind: Kind, locale: Locale): string =>
  ({
    refund: m.authority_kind_refund,
    discount: m.authority_kind_discount,
    points: m.authority_kind_points,
    free_item: m.authority_kind_free_item,
    reship: m.authority_kind_reship,
  })[kind]({}, { locale })
