import { sha256 } from '#platform/crypto.ts'
import { now } from '#platform/clock.ts'
import { subjectKey } from '#conversations/subject-key.ts'

const window = 10 * 60_000
const most = 20
const mostSenders = 20_000

export type Brake = {
  /** How many times this sender has sent exactly this lately, this time included; more than `most` is a machine. */
  count(sender: string, subject: string, text: string): { isHeldBack: boolean; isFirstHeldBack: boolean }
}

/**
 * Two machines that answer each other say the same thing over and over (RFC 3834 §2). Past twenty times in ten minutes a sender's mail
 * is still kept, but opens nothing, wakes nobody and is never answered by a machine. Counted in memory: a restart gives twenty more.
 */
export function openBrake(): Brake {
  const senders = new Map<string, number[]>()
  return {
    count(sender, subject, text) {
      const key = sha256(`${sender}\n${subjectKey(subject)}\n${text}`)
      const since = now().getTime() - window
      const times = (senders.get(key) ?? []).filter((at) => at > since)
      times.push(now().getTime())
      senders.delete(key)
      senders.set(key, times.slice(-most - 2))
      if (senders.size > mostSenders) senders.delete(senders.keys().next().value ?? '')
      return { isHeldBack: times.length > most, isFirstHeldBack: times.length === most + 1 }
    },
  }
}
