/** Pieces of one kind, numbered in the order they were met. */
export type Numbers = {
  size: number
  get(piece: string): number | undefined
  has(piece: string): boolean
  keys(): Iterable<string>
}

/** Pairs of numbers, numbered in the order they were met. `slots`: a table of the numbers plus one, found by hash; 0 is an empty place. */
export type Pairs = { size: number; both: Uint32Array; slots: Uint32Array }

export const emptyPairs = (): Pairs => ({ size: 0, both: new Uint32Array(128), slots: new Uint32Array(256) })

/** The number of a pair, given one if it has none. */
export function numberPair(pairs: Pairs, first: number, second: number): number {
  const slot = slotOf(pairs, first, second)
  const known = pairs.slots[slot] ?? 0
  if (known > 0) return known - 1
  const number = pairs.size++
  pairs.both[2 * number] = first
  pairs.both[2 * number + 1] = second
  pairs.slots[slot] = number + 1
  if (2 * pairs.size === pairs.both.length) grow(pairs)
  return number
}

export function findPair(pairs: Pairs, first: number, second: number): number | undefined {
  const known = pairs.slots[slotOf(pairs, first, second)] ?? 0
  return known > 0 ? known - 1 : undefined
}

function slotOf({ both, slots }: Pairs, first: number, second: number): number {
  const mask = slots.length - 1
  for (let slot = hashOf(first, second) & mask; ; slot = (slot + 1) & mask) {
    const number = (slots[slot] ?? 0) - 1
    if (number < 0 || (both[2 * number] === first && both[2 * number + 1] === second)) return slot
  }
}

/** Two odd factors spread neighbours apart, and what they mix into the high bits is brought down. */
function hashOf(first: number, second: number): number {
  const hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second + 1, 0x85ebca6b)
  return (hash ^ (hash >>> 15)) >>> 0
}

function grow(pairs: Pairs): void {
  const { both } = pairs
  pairs.both = new Uint32Array(both.length * 2)
  pairs.both.set(both)
  if (pairs.size * 2 <= pairs.slots.length) return
  const mask = pairs.slots.length * 4 - 1
  const slots = new Uint32Array(mask + 1)
  for (let number = 0; number < pairs.size; number++) {
    let slot = hashOf(both[2 * number] ?? 0, both[2 * number + 1] ?? 0) & mask
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = number + 1
  }
  pairs.slots = slots
}

/** Two neighbouring characters, by their code points. */
export function numbersOfGrams(pairs: Pairs): Numbers {
  const get = (piece: string) => {
    const first = piece.codePointAt(0)
    const second = first === undefined ? undefined : piece.codePointAt(first > 0xffff ? 2 : 1)
    return first === undefined || second === undefined ? undefined : findPair(pairs, first, second)
  }
  return numbersBy(pairs, get, (first, second) => String.fromCodePoint(first, second))
}

/** Two neighbouring words, by the words' numbers. */
export function numbersOfPairs(pairs: Pairs, words: Numbers): Numbers {
  let names: string[] | undefined
  const get = (piece: string) => {
    const between = piece.indexOf(' ')
    const first = words.get(piece.slice(0, between))
    const second = words.get(piece.slice(between + 1))
    return first === undefined || second === undefined ? undefined : findPair(pairs, first, second)
  }
  return numbersBy(pairs, get, (first, second) => {
    names ??= [...words.keys()]
    return `${names[first]} ${names[second]}`
  })
}

function numbersBy(
  pairs: Pairs,
  get: (piece: string) => number | undefined,
  nameOf: (first: number, second: number) => string,
): Numbers {
  return {
    size: pairs.size,
    get,
    has: (piece) => get(piece) !== undefined,
    *keys() {
      for (let number = 0; number < pairs.size; number++)
        yield nameOf(pairs.both[2 * number] ?? 0, pairs.both[2 * number + 1] ?? 0)
    },
  }
}

/** Pieces kept as one long string, to go from one thread to another: a map of as many would hold up a process while it is made. */
export type PackedNumbers = {
  joined: string
  /** By number: where a piece begins in `joined`; it ends where the next begins. */
  offsets: Uint32Array
  slots: Uint32Array
}

export function packNumbers(pieces: readonly string[]): PackedNumbers {
  const offsets = new Uint32Array(pieces.length + 1)
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * pieces.length + 2)))
  for (const [number, piece] of pieces.entries()) {
    offsets[number + 1] = (offsets[number] ?? 0) + piece.length
    let slot = hashOfText(piece) & (slots.length - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
    slots[slot] = number + 1
  }
  return { joined: pieces.join(''), offsets, slots }
}

export function unpackNumbers({ joined, offsets, slots }: PackedNumbers): Numbers {
  const get = (piece: string): number | undefined => {
    for (let slot = hashOfText(piece) & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
      const number = (slots[slot] ?? 0) - 1
      if (number < 0) return undefined
      const start = offsets[number] ?? 0
      if ((offsets[number + 1] ?? 0) - start === piece.length && joined.startsWith(piece, start))
        return number
    }
  }
  return {
    size: offsets.length - 1,
    get,
    has: (piece) => get(piece) !== undefined,
    *keys() {
      for (let number = 0; number + 1 < offsets.length; number++)
        yield joined.slice(offsets[number], offsets[number + 1])
    },
  }
}

/** FNV-1a (Fowler, Noll and Vo) over UTF-16 units. */
function hashOfText(piece: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < piece.length; at++) hash = Math.imul(hash ^ piece.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
