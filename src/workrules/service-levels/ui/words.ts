import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { ServiceLevel } from '../contract.ts'

/** Minutes as they were meant: 480 is 8 hours. */
export function spanName(minutes: number): string {
  if (minutes % 60 === 0) return m.service_levels_hours({ hours: minutes / 60 })
  if (minutes < 60) return m.service_levels_minutes({ minutes })
  return m.service_levels_hours_minutes({ hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}

/** What a level asks for, in one line. */
export function targetsSaid(level: ServiceLevel): string {
  const targets = [
    [m.service_levels_first(), level.firstMinutes],
    [m.service_levels_next(), level.nextMinutes],
    [m.service_levels_resolution(), level.resolutionMinutes],
  ] as const
  const said = targets.flatMap(([name, minutes]) => (minutes === null ? [] : `${name} ${spanName(minutes)}`))
  const counts = level.counts === 'business' ? m.service_levels_in_hours() : m.service_levels_around_clock()
  const warns = warningSaid(level)
  return [said.join(getLocale() === 'ja' ? '、' : ', '), counts, ...(warns ? [warns] : [])].join(' · ')
}

function warningSaid({ warnMinutes, warnPercent }: ServiceLevel): string | undefined {
  if (warnPercent !== null) return m.service_levels_warned_at({ percent: warnPercent })
  return warnMinutes === null ? undefined : m.service_levels_warned_before({ span: spanName(warnMinutes) })
}

export const pauseNames = {
  pending_customer: m.agent_status_pending_customer,
  pending_client: m.agent_status_pending_client,
  on_hold: m.agent_status_on_hold,
}
