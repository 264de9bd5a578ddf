/** A stretch of message ids, with the slice lexemes that cover it (see migration 0025). */
export type Window = { below: number; from: number; slices: (brandId: number) => string[] }

const levels = [
  { name: 'a', bits: 12 },
  { name: 'b', bits: 15 },
  { name: 'c', bits: 18 },
  { name: 'd', bits: 21 },
] as const
const few = 300
const many = 4_000

/**
 * Walks message ids from the newest down. After each stretch the walker is told how many hits lay in it: few make the next one eight times
 * as long, many keep it short. So a common word fills its page from the first thousands of messages, and a rare one is soon looked for in
 * everything that is left down to `floor`, which the index does cheaply.
 */
export function* windowsBelow(top: number, floor = 0): Generator<Window, void, number> {
  let level = 0
  for (let below = top; below > Math.max(1, floor); ) {
    const window = windowAt(below, level, floor)
    const hits = yield window
    if (hits < few) level = Math.min(levels.length, level + 1)
    else if (hits > many) level = Math.max(0, level - 1)
    below = window.from
  }
}

function windowAt(below: number, level: number, floor: number): Window {
  const isLast = level === levels.length
  if (isLast && floor === 0) return { below, from: 0, slices: (brandId) => [`'§${brandId}'`] }
  const { name, bits } = isLast ? levels[2] : (levels[level] ?? levels[0])
  const width = 2 ** bits
  const newest = Math.floor((below - 1) / width)
  // A stretch that has hardly begun takes its neighbour along.
  const begun = below - newest * width < width / 2 ? newest - 1 : newest
  const oldest = Math.max(0, isLast ? Math.floor(floor / width) : begun)
  return {
    below,
    from: Math.max(floor, oldest * width),
    slices: (brandId) => sequence(oldest, newest).map((slice) => `'§${brandId}${name}${slice}'`),
  }
}

function sequence(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}
