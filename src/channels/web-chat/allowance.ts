import { now } from '#platform/clock.ts'

const most: Record<string, number> = {
  hello: 10,
  send: 20,
  contact: 5,
  rate: 5,
  transcript: 3,
  end: 5,
  earlier: 30,
}
const otherwise = 60
const windowMs = 10_000

/** How much one connection may ask within ten seconds: far more than a person can, far less than a flood. */
export function openAllowance(): { take(kind: string): boolean } {
  let since = now().getTime()
  let used: Record<string, number> = {}
  return {
    take(kind) {
      const at = now().getTime()
      if (at - since > windowMs) {
        since = at
        used = {}
      }
      used[kind] = (used[kind] ?? 0) + 1
      return used[kind] <= (most[kind] ?? otherwise)
    },
  }
}
