import type { Locale } from '#platform/locale.ts'
import { type Graph, graph } from '../graph.ts'
import { callback } from './callback.ts'
import { complaint } from './complaint.ts'
import { deliveredNotReceived } from './delivered-not-received.ts'
import { escalating } from './escalation.ts'
import type { Ready } from './ready.ts'
import { returning } from './return.ts'

/** The flows to begin with, in the order in which they are offered. */
export const readyFlows: readonly Ready[] = [deliveredNotReceived, returning, escalating, complaint, callback]

/** One of them with the names of its steps in a language; what is left to choose is the team. */
export function readyFlow(key: string, locale: Locale): { name: string; graph: Graph } | undefined {
  const ready = readyFlows.find((one) => one.key === key)
  if (!ready) return undefined
  const steps = ready.steps((en, ja) => (locale === 'ja' ? ja : en))
  return { name: ready.name[locale], graph: graph.parse({ start: steps?.[0]?.id ?? '', steps }) }
}
