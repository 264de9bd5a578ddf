import type { Asked, Choice } from './asked.ts'
import { postingsOf, type TextIndex, worth } from './index-of.ts'
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
  addWorth(index, pieces, (at, gained) => (scores[at] = (scores[at] ?? 0) + gained))
  for (const choice of choices) addBest(index, choice, scores)
  for (const at of index.gone ?? []) scores[at] = 0
  return bestOf(scores, most, isShown)
}

function addWorth(index: TextIndex, pieces: Pieces, add: (at: number, gained: number) => void): void {
  for (const field of index.fields) {
    for (const piece of new Set(pieces[field.kind])) {
      const postings = postingsOf(index, field, piece)
      if (!postings) continue
      const rareness = field.weight * postings.rarity
      for (let place = postings.from; place < postings.to; place++) {
        const at = field.texts[place] ?? 0
        add(at, worth(rareness, field.counts[place] ?? 0, field.lengthShares[at] ?? 1))
      }
    }
  }
}

function addBest(index: TextIndex, choice: Choice, scores: Float64Array): void {
  const best = new Map<number, number>()
  for (const { pieces, share } of choice) {
    const gains = new Map<number, number>()
    addWorth(index, pieces, (at, gained) => gains.set(at, (gains.get(at) ?? 0) + share * gained))
    for (const [at, gained] of gains) best.set(at, Math.max(best.get(at) ?? 0, gained))
  }
  for (const [at, gained] of best) scores[at] = (scores[at] ?? 0) + gained
}

/** Most texts share some little word with a question, so those that cannot be among the best are passed over, not sorted. */
function bestOf(scores: Float64Array, most: number, isShown: (at: number) => boolean): Ranked[] {
  let found: Ranked[] = []
  let least = 0
  for (const [at, score] of scores.entries()) {
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
