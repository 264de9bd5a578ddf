import { type TextIndex, worth } from './index-of.ts'
import { type Pieces, piecesOf } from './pieces.ts'

export type Ranked = {
  /** The text's place in what was indexed. */
  at: number
  score: number
}

/** The texts that answer a question best, at most `most`, best first; of equals the earlier one. Nothing in common: not there. */
export function rank(index: TextIndex, question: string | Pieces, most: number): Ranked[] {
  const asked = typeof question === 'string' ? piecesOf(question) : question
  const scores = new Float64Array(index.size)
  for (const field of index.fields) {
    for (const piece of new Set(asked[field.kind])) {
      const postings = field.postings.get(piece)
      if (!postings) continue
      for (const [place, at] of postings.texts.entries()) {
        const gained = worth(postings, postings.counts[place] ?? 0, field.lengthShares[at] ?? 1)
        scores[at] = (scores[at] ?? 0) + field.weight * gained
      }
    }
  }
  return bestOf(scores, most)
}

function bestOf(scores: Float64Array, most: number): Ranked[] {
  const found: Ranked[] = []
  for (const [at, score] of scores.entries()) if (score > 0) found.push({ at, score })
  return found.sort((one, other) => other.score - one.score || one.at - other.at).slice(0, most)
}
