import type { Tone } from '#agent/kit/chip.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { Grant, Kind } from '../contract.ts'

export const kinds: readonly Kind[] = ['refund', 'discount', 'points', 'free_item', 'reship']

export const kindName = (kind: Kind): string =>
  ({
    refund: m.authority_kind_refund,
    discount: m.authority_kind_discount,
    points: m.authority_kind_points,
    free_item: m.authority_kind_free_item,
    reship: m.authority_kind_reship,
  })[kind]()

export const isMoney = (kind: Kind) => kind === 'refund' || kind === 'discount'
export const isPieces = (kind: Kind) => kind === 'free_item' || kind === 'reship'

/** An amount as people read it: ¥3,000, 200 points, 1 piece. */
export function quantity(amount: string, kind: Kind, currency: string | null): string {
  const locale = getLocale()
  if (currency !== null)
    return new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
      .format(Number(amount))
      .replace('￥', '¥')
  const count = new Intl.NumberFormat(locale).format(Number(amount))
  if (kind === 'points') return m.authority_points({ count })
  return (Number(amount) === 1 ? m.authority_piece : m.authority_pieces)({ count })
}

export const whatOf = ({
  kind,
  amount,
  currency,
  item,
}: Pick<Grant, 'kind' | 'amount' | 'currency' | 'item'>) => {
  const words = { name: kindName(kind), quantity: quantity(amount, kind, currency) }
  return item === '' ? m.authority_what(words) : m.authority_what_item({ ...words, item })
}

export function stateOf({ state, paid }: Pick<Grant, 'state' | 'paid'>): { name: string; tone: Tone } {
  if (state === 'granted' && paid) return { name: m.authority_state_paid(), tone: 'matcha' }
  return {
    waiting: { name: m.authority_state_waiting(), tone: 'kohaku' as const },
    granted: { name: m.authority_state_granted(), tone: 'ai' as const },
    refused: { name: m.authority_state_refused(), tone: 'shu' as const },
    withdrawn: { name: m.authority_state_withdrawn(), tone: 'plain' as const },
    reversed: { name: m.authority_state_reversed(), tone: 'plain' as const },
  }[state]
}
