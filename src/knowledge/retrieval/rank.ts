import type { Asked, Choice } from './asked.ts'
import { postingsOf, type TextIndex, worth } from './text-index.ts'
import { type Pieces, piecesOf } from './pieces.ts'

export type Ranked = {
  /** The text's place in what was indexed. */
  at: number
  score: number
}

/**
 * The texts that answer a question best, at most `most`, best first; of equals the earlier one. Nothing in common: not there, and neither is
 * what is not to be shown.
 */
export function rank(
  index: TextIndex,
  question: string | Asked,
  most: number,
  isShown: (at: number) => boolean = () => true,
): Ranked[] {
  const { pieces, choices } =
    typeof question === 'string' ? { pieces: piecesOf(question), choices: [] } : question
  const scores = new Float64Array(index.size)
  addWorth(index, pieces, 1, scores)
  for (const choice of choices) addBest(index, choice, scores)
  for (const at of index.gone ?? []) scores[at] = 0
  return bestOf(scores, most, isShown)
}

function addWorth(index: TextIndex, pieces: Pieces, share: number, scores: Float64Array): void {
  for (const field of index.fields) {
    const { texts, counts, lengthShares } = field
    for (const piece of new Set(pieces[field.kind])) {
      const postings = postingsOf(index, field, piece)
      if (!postings) continue
      const rareness = field.weight * postings.rarity
      for (let place = postings.from; place < postings.to; place++) {
        const at = texts[place] ?? 0
        scores[at] = (scores[at] ?? 0) + share * worth(rareness, counts[place] ?? 0, lengthShares[at] ?? 1)
      }
    }
  }
}

/** Rows as long as the index, which cost less than maps of those texts that hold a common word. */
function addBest(index: TextIndex, choice: Choice, scores: Float64Array): void {
  const best = new Float64Array(scores.length)
  for (const { pieces, share } of choice) {
    const gains = new Float64Array(scores.length)
    addWorth(index, pieces, share, gains)
    for (let at = 0; at < gains.length; at++)
      if ((gains[at] ?? 0) > (best[at] ?? 0)) best[at] = gains[at] ?? 0
  }
  for (let at = 0; at < best.length; at++) scores[at] = (scores[at] ?? 0) + (best[at] ?? 0)
}

/** Most texts share some little word with a question, so those that cannot be among the best are passed over, not sorted. */
function bestOf(scores: Float64Array, most: number, isShown: (at: number) => boolean): Ranked[] {
  let found: Ranked[] = []
  let least = 0
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at] ?? 0
    if (score <= least || !isShown(at)) continue
    found.push({ at, score })
    if (found.length < 4 * most + 64) continue
    found = sorted(found).slice(0, most)
    least = found.at(-1)?.score ?? 0
  }
  return sorted(found).slice(0, most)
}

const sorted = (found: readonly Ranked[]) =>
  found.toSorted((one, other) => other.score - one.score || one.at - other.at)
