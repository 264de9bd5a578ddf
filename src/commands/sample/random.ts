/** Numbers that look like chance and are the same for the same seed (mulberry32). */
export type Chance = {
  /** From 0 up to but not including 1. */
  next(): number
  /** A whole number from 0 up to but not including `limit`. */
  below(limit: number): number
  pick<T>(from: readonly T[]): T
  /** Early entries often, late ones seldom, as words and products are in life (Zipf). */
  lean<T>(from: readonly T[]): T
}

export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const at = <T>(from: readonly T[], index: number): T => {
    const found = from[index]
    if (found === undefined) throw new Error('Nothing to choose from')
    return found
  }
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    pick: (from) => at(from, Math.floor(next() * from.length)),
    lean: (from) => at(from, Math.min(from.length - 1, Math.floor(from.length ** next()) - 1)),
  }
}
