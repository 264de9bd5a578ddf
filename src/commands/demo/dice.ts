/** Chance that falls the same way for the same seed (mulberry32), so that samples can be made again. */
export type Dice = {
  next(): number
  below(n: number): number
  pick<T>(from: readonly T[]): T
  chance(p: number): boolean
}

export function rollFrom(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number) => Math.floor(next() * n)
  const pick = <T>(from: readonly T[]): T => {
    const found = from[below(from.length)]
    if (found === undefined) throw new Error('Nothing to pick from')
    return found
  }
  return { next, below, pick, chance: (p) => next() < p }
}
