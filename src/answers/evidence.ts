import { rarest, type TextIndex } from '#knowledge/retrieval/index-of.ts'
import { type Pieces, piecesOf } from '#knowledge/retrieval/pieces.ts'
import { type Ranked, rank } from '#knowledge/retrieval/rank.ts'

/** What speaks for the first of the found articles, each from 0 to 1 whatever the articles and the question are. */
export type Evidence = {
  /** How far the first is before the second. */
  lead: number
  /** How far the first is before the fourth: whether the answer is among three. */
  leadOfThree: number
  /** How much of what the question says stands in the first, rare words counting more. */
  cover: number
}

export type Found = { ranked: Ranked[]; evidence: Evidence }

// A lead counts less where the first has little of the question itself: one common word leads before nothing.
const doubt = 0.3

/** The articles that answer a question best, and what speaks for the first. */
export function find(index: TextIndex, question: string, most: number): Found {
  const asked = piecesOf(question)
  const ranked = rank(index, asked, Math.max(most, 4))
  const [first, second, , fourth] = ranked
  if (!first) return { ranked: [], evidence: { lead: 0, leadOfThree: 0, cover: 0 } }
  const { weight, covered } = weigh(index, asked, first.at)
  const leadOver = (other: Ranked | undefined) =>
    (first.score - (other?.score ?? 0)) / (first.score + doubt * weight)
  return {
    ranked: ranked.slice(0, most),
    evidence: { lead: leadOver(second), leadOfThree: leadOver(fourth), cover: covered / weight },
  }
}

/** All that a question says, and how much of it stands in one text. What no text says weighs as the rarest does. */
function weigh(index: TextIndex, asked: Pieces, at: number): { weight: number; covered: number } {
  let weight = 0
  let covered = 0
  for (const field of index.fields) {
    for (const piece of new Set(asked[field.kind])) {
      const postings = field.postings.get(piece)
      const worth = field.weight * (postings?.rarity ?? rarest(index))
      weight += worth
      if (postings?.texts.includes(at)) covered += worth
    }
  }
  return { weight, covered }
}
