import { setTimeout as pause } from 'node:timers/promises'
import { now } from '#platform/clock.ts'
import { isPrivateAddress } from '#platform/private-addresses.ts'

export type SmtpLimits = {
  /** Of one address on the internet; machines of our own network are trusted with more than a stranger. */
  parallel: number
  connectionsPerMinute: number
  mailsPerMinute: number
  /** Wrong recipients in ten minutes before the connection is closed. */
  wrongRecipients: number
}

export const usualLimits: SmtpLimits = {
  parallel: 20,
  connectionsPerMinute: 120,
  mailsPerMinute: 600,
  wrongRecipients: 20,
}

const minute = 60_000

/** Counts what each address does. Whoever guesses recipients waits longer and longer for the answer, then is sent away. */
export function openLimits(limits: SmtpLimits = usualLimits) {
  const open = new Map<string, number>()
  const seen = new Map<string, number[]>()
  const countLately = (key: string, within: number): number => {
    const times = (seen.get(key) ?? []).filter((at) => at > now().getTime() - within)
    times.push(now().getTime())
    seen.delete(key)
    seen.set(key, times)
    if (seen.size > 50_000) seen.delete(seen.keys().next().value ?? '')
    return times.length
  }
  return {
    /** Whether this address may connect now; `left` is to be called once it has. */
    mayConnect(ip: string): boolean {
      const parallel = (open.get(ip) ?? 0) + 1
      open.set(ip, parallel)
      if (isPrivateAddress(ip)) return true
      return (
        parallel <= limits.parallel && countLately(`connect ${ip}`, minute) <= limits.connectionsPerMinute
      )
    },
    left(ip: string): void {
      const rest = (open.get(ip) ?? 1) - 1
      if (rest > 0) open.set(ip, rest)
      else open.delete(ip)
    },
    maySend(ip: string): boolean {
      return isPrivateAddress(ip) || countLately(`mail ${ip}`, minute) <= limits.mailsPerMinute
    },
    /** Waits the longer the more wrong recipients there were; false when it is enough. */
    async wrongRecipient(ip: string): Promise<boolean> {
      const times = countLately(`wrong ${ip}`, 10 * minute)
      if (times > limits.wrongRecipients) return false
      if (times > 2) await pause(Math.min(times * 100, 2_000), undefined, { ref: false })
      return true
    },
  }
}
