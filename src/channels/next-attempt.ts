/** Pauses between attempts in seconds, the last one again and again. */
const pauses = [15, 60, 120, 300, 600]
const giveUpAfter = 48 * 3_600_000

/** When a mail that could not leave is tried again, after so many attempts; never once it has been tried for two days. */
export function nextAttempt(attempts: number, since: number): Date | undefined {
  if (Date.now() - since > giveUpAfter) return undefined
  const wait = pauses[Math.min(attempts, pauses.length - 1)] ?? 600
  return new Date(Date.now() + wait * 1_000)
}
