import type { Tone } from '#agent/kit/chip.tsx'
import { spanOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { Escalation, Temperature } from '../contract.ts'

type Named = { nameJa: string; nameEn: string }

export const nameOf = (named: Named): string => (getLocale() === 'ja' ? named.nameJa : named.nameEn)

const temperatureNames = {
  calm: m.escalation_calm,
  displeased: m.escalation_displeased,
  angry: m.escalation_angry,
  threatening: m.escalation_threatening,
}
export const temperatureName = (temperature: Temperature): string => temperatureNames[temperature]()
export const temperatures: readonly Temperature[] = ['calm', 'displeased', 'angry', 'threatening']

export const temperatureTone = (temperature: Temperature): Tone =>
  ({ calm: 'plain', displeased: 'kohaku', angry: 'shu', threatening: 'shu' })[temperature] as Tone

export const stateName = (state: Escalation['state']): string =>
  ({
    waiting: m.escalation_state_waiting,
    accepted: m.escalation_state_accepted,
    sent_back: m.escalation_state_sent_back,
    ended: m.escalation_state_ended,
  })[state]()

/** How long the customer has waited, by the clock on the wall and within open hours. */
export function waitWords(wait: Escalation['wait']): string {
  if (!wait) return m.escalation_not_waiting()
  const span = spanOf(wait.minutes)
  return wait.openMinutes === wait.minutes
    ? m.escalation_waits({ span })
    : m.escalation_waits_open({ span, open: spanOf(wait.openMinutes) })
}
