/**
 * Stretches of message ids, newest first and each some eight times as long as the one before, with the slice lexemes that cover them (see
 * migration 0025). A common word fills its page from the first; a rare one is cheap to look for in the last, which is everything older.
 */
export type Window = { below: number; from: number; slices: (brandId: number) => string[] }

const levels = [
  { name: 'a', bits: 12 },
  { name: 'b', bits: 15 },
  { name: 'c', bits: 18 },
  { name: 'd', bits: 21 },
] as const

export function* windowsBelow(top: number): Generator<Window> {
  let below = top
  for (const { name, bits } of levels) {
    if (below <= 1) return
    const width = 2 ** bits
    const newest = Math.floor((below - 1) / width)
    // A stretch that has hardly begun takes its neighbour along.
    const oldest = Math.max(0, below - newest * width < width / 2 ? newest - 1 : newest)
    yield {
      below,
      from: oldest * width,
      slices: (brandId) => sequence(oldest, newest).map((slice) => `'§${brandId}${name}${slice}'`),
    }
    below = oldest * width
  }
  if (below > 1) yield { below, from: 0, slices: (brandId) => [`'§${brandId}'`] }
}

function sequence(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}
