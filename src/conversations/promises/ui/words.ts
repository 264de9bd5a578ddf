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
  const time =
    customer.language === 'ja'
      ? timeInJapanese(wish.dueAt, customer.zone)
      : timeInEnglish(wish.dueAt, customer.zone)
  const locale = { locale: customer.language }
  if (kind === 'postponed') return m.promises_sentence_postponed({ time }, locale)
  return wish.means === 'call'
    ? m.promises_sentence_call({ time }, locale)
    : m.promises_sentence_reply({ time }, locale)
}

const timeInEnglish = (at: string, timeZone: string) =>
  new Intl.DateTimeFormat('en-US', {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'shortGeneric',
  }).format(new Date(at))

/** As a letter writes it: 11月24日（火）12時30分. Whoever lives in Japan is not told that it is the clock of Japan. */
function timeInJapanese(at: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('ja-JP', {
    weekday: 'short',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
    timeZone,
    timeZoneName: 'longGeneric',
  }).formatToParts(new Date(at))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  const minute = Number(part('minute'))
  const clock = `${Number(part('hour'))}時${minute === 0 ? '' : `${minute}分`}`
  const zone = timeZone === 'Asia/Tokyo' ? '' : `（${part('timeZoneName')}）`
  return `${Number(part('month'))}月${Number(part('day'))}日（${part('weekday')}）${clock}${zone}`
}
