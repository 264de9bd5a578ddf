import { exactOf, weekdayClockOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { PromiseWish } from '../wish.ts'

export type Means = PromiseWish['means']

export const meansName = (means: Means): string =>
  ({ reply: m.promises_means_reply, call: m.promises_means_call, other: m.promises_means_other })[means]()

const week = 6 * 86_400_000

/** A moment on the reader's clock, and on the customer's where that is another. */
export function bothClocks(at: string, mine: string, theirs: { zone: string; isKnown: boolean }): string {
  const isSoon = Math.abs(new Date(at).getTime() - Date.now()) < week
  const shown = isSoon ? weekdayClockOf(at) : exactOf(at)
  if (!theirs.isKnown || theirs.zone === mine) return shown
  return `${shown} · ${m.promises_on_their_clock({ when: weekdayClockOf(at, theirs.zone) })}`
}

/**
 * The sentence that tells the customer, in their language and on their clock, which it names: a time without a zone means two things to two
 * people.
 */
export function sentenceOf(
  wish: { means: Means; dueAt: string },
  kind: 'made' | 'postponed',
  customer: { language: 'ja' | 'en'; zone: string },
): string {
  const time = new Intl.DateTimeFormat(customer.language === 'ja' ? 'ja-JP' : 'en-US', {
    month: 'long',
    day: 'numeric',
    weekday: customer.language === 'ja' ? 'short' : 'long',
    hour: 'numeric',
    minute: '2-digit',
    ...(customer.language === 'ja' ? { hourCycle: 'h23' as const } : {}),
    timeZone: customer.zone,
    timeZoneName: customer.language === 'ja' ? 'longGeneric' : 'shortGeneric',
  }).format(new Date(wish.dueAt))
  const locale = { locale: customer.language }
  if (kind === 'postponed') return m.promises_sentence_postponed({ time }, locale)
  return wish.means === 'call'
    ? m.promises_sentence_call({ time }, locale)
    : m.promises_sentence_reply({ time }, locale)
}
