import { difference } from '#platform/difference.ts'

export type Choice = 'mine' | 'theirs' | 'both'
/** A place where the two differ. What only one of them changed is suggested; what both did is for a person to choose. */
export type Place = { base: string[]; mine: string[]; theirs: string[]; suggested: Choice | undefined }
export type Merged = { same: string[] } | { place: Place }

/** What two made of the same blocks: stretches that agree, and places where they do not, in the order of the text. */
export function mergeTexts(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): Merged[] {
  const inMine = placesIn(base, mine)
  const inTheirs = placesIn(base, theirs)
  const merged: Merged[] = []
  let [b, m, t] = [0, 0, 0]
  // Past the end everything agrees, so that what stands last is looked at as well.
  for (let at = 0; at <= base.length; at++) {
    const here = at === base.length ? mine.length : inMine.get(at)
    const there = at === base.length ? theirs.length : inTheirs.get(at)
    if (here === undefined || there === undefined) continue
    for (const [was, one, other] of pairs(base.slice(b, at), mine.slice(m, here), theirs.slice(t, there)))
      add(merged, was, one, other)
    if (at < base.length) add(merged, [], base.slice(at, at + 1), base.slice(at, at + 1))
    ;[b, m, t] = [at + 1, here + 1, there + 1]
  }
  return merged
}

/** The text that was chosen, or nothing while something is still to be chosen. */
export function chosenText(
  merged: readonly Merged[],
  choices: readonly (Choice | undefined)[],
): string[] | undefined {
  let at = 0
  const blocks: string[] = []
  for (const one of merged) {
    if ('same' in one) {
      blocks.push(...one.same)
      continue
    }
    const choice = choices[at++]
    if (choice === undefined) return undefined
    if (choice !== 'theirs') blocks.push(...one.place.mine)
    if (choice !== 'mine') blocks.push(...one.place.theirs)
  }
  return blocks
}

export const placesOf = (merged: readonly Merged[]): Place[] =>
  merged.flatMap((one) => ('place' in one ? [one.place] : []))

/** Where each block of the one stands in the other, for those that are still there. */
function placesIn(from: readonly string[], to: readonly string[]): Map<number, number> {
  const places = new Map<number, number>()
  let [here, there] = [0, 0]
  for (const { kind } of difference(from, to, (a, b) => a === b)) {
    if (kind === 'same') places.set(here, there)
    if (kind !== 'added') here++
    if (kind !== 'removed') there++
  }
  return places
}

/** Blocks beside each other that were only rewritten are looked at one by one. */
function pairs(base: string[], mine: string[], theirs: string[]): [string[], string[], string[]][] {
  if (base.length !== mine.length || base.length !== theirs.length) return [[base, mine, theirs]]
  return base.map((_, at) => [base.slice(at, at + 1), mine.slice(at, at + 1), theirs.slice(at, at + 1)])
}

const isEqual = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((one, at) => one === b[at])

function add(merged: Merged[], base: string[], mine: string[], theirs: string[]): void {
  if (isEqual(mine, theirs)) {
    const last = merged.at(-1)
    if (last && 'same' in last) last.same.push(...mine)
    else if (mine.length > 0) merged.push({ same: [...mine] })
    return
  }
  const suggested = isEqual(mine, base) ? 'theirs' : isEqual(theirs, base) ? 'mine' : undefined
  merged.push({ place: { base, mine, theirs, suggested } })
}
