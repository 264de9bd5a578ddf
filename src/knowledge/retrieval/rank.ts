import type { Asked, Choice } from './asked.ts'
import { type TextIndex, worth } from './index-of.ts'
import { type Pieces, piecesOf } from './pieces.ts'

export type Ranked = {
  /** The text's place in what was indexed. */
  at: number
  score: number
}

/** The texts that answer a question best, at most `most`, best first; of equals the earlier one. Nothing in common: not there. */
export function rank(index: TextIndex, question: string | Asked, most: number): Ranked[] {
  const { pieces, choices } =
    typeof question === 'string' ? { pieces: piecesOf(question), choices: [] } : question
  const scores = new Float64Array(index.size)
  addWorth(index, pieces, (at, gained) => (scores[at] = (scores[at] ?? 0) + gained))
  for (const choice of choices) addBest(index, choice, scores)
  return bestOf(scores, most)
}

function addWorth(index: TextIndex, pieces: Pieces, add: (at: number, gained: number) => void): void {
  for (const field of index.fields) {
    for (const piece of new Set(pieces[field.kind])) {
      const postings = field.postings.get(piece)
      if (!postings) continue
      for (const [place, at] of postings.texts.entries())
        add(at, field.weight * worth(postings, postings.counts[place] ?? 0, field.lengthShares[at] ?? 1))
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

function bestOf(scores: Float64Array, most: number): Ranked[] {
  const found: Ranked[] = []
  for (const [at, score] of scores.entries()) if (score > 0) found.push({ at, score })
  return found.sort((one, other) => other.score - one.score || one.at - other.at).slice(0, most)
}
