import { type Asked, asked } from '#knowledge/retrieval/asked.ts'
import { isHeldBy, postingsOf, rarest, type TextIndex } from '#knowledge/retrieval/text-index.ts'
import type { Pieces } from '#knowledge/retrieval/pieces.ts'
import { type Ranked, rank } from '#knowledge/retrieval/rank.ts'
import { isLittle } from './little-words.ts'

/** What speaks for the first of the found articles, each from 0 to 1 whatever the articles and the question are. */
export type Evidence = {
  /** How far the first is before the second. */
  lead: number
  /** How far the first is before the fourth: whether the answer is among three. */
  leadOfThree: number
  /** How much of what the question says stands in the first, rare words counting more. */
  cover: number
}

export type Found = {
  ranked: Ranked[]
  evidence: Evidence
  /** How much of what the question's telling words say stands in the first. A word that nobody wrote tells much, also among few articles. */
  told: number
}

// A lead counts less where the first has little of the question itself: one common word leads before nothing.
const doubt = 0.3
// Among thirty articles a word that nobody wrote would weigh little more than a common one: it weighs twice as much, as among a thousand.
const unknownTells = (index: TextIndex) => Math.max(rarest(index), Math.min(2 * rarest(index), amongThousand))
const amongThousand = Math.log(1 + 1_000.5 / 0.5)
const tells = { words: 1, kana: 0.4 } as const

/** The articles that answer a question best, and what speaks for the first. */
export function find(
  index: TextIndex,
  question: string,
  how: {
    most: number
    synonyms: readonly (readonly string[])[]
    isShown?: ((at: number) => boolean) | undefined
  },
): Found {
  const { most, synonyms, isShown } = how
  const wanted = asked(index, question, { synonyms })
  const ranked = rank(index, wanted, Math.max(most, 4), isShown)
  const [first, second, , fourth] = ranked
  if (!first) return { ranked: [], evidence: { lead: 0, leadOfThree: 0, cover: 0 }, told: 0 }
  const { weight, covered } = weigh(wanted, (pieces) => weighPieces(index, pieces, first.at))
  const telling = weigh(wanted, (pieces) => weighTelling(index, pieces, first.at))
  const leadOver = (other: Ranked | undefined) =>
    (first.score - (other?.score ?? 0)) / (first.score + doubt * weight)
  return {
    ranked: ranked.slice(0, most),
    evidence: { lead: leadOver(second), leadOfThree: leadOver(fourth), cover: covered / weight },
    told: telling.weight === 0 ? 0 : telling.covered / telling.weight,
  }
}

type Weighed = { weight: number; covered: number }

/** All that a question says, and how much of it stands in one text. Said in another way it counts less, as much as it does in ranking. */
function weigh({ pieces, choices }: Asked, of: (pieces: Pieces) => Weighed): Weighed {
  const sum = of(pieces)
  for (const choice of choices) {
    const said = choice.map((one) => ({ ...of(one.pieces), share: one.share }))
    const weight = said[0]?.weight ?? 0
    const shares = said.map((one) => (one.weight === 0 ? 0 : (one.share * one.covered) / one.weight))
    sum.weight += weight
    sum.covered += weight * Math.max(0, ...shares)
  }
  return sum
}

/** What no text says weighs as the rarest does. */
function weighPieces(index: TextIndex, pieces: Pieces, at: number): Weighed {
  const sum = { weight: 0, covered: 0 }
  for (const field of index.fields) {
    for (const piece of new Set(pieces[field.kind])) {
      const postings = postingsOf(index, field, piece)
      const weight = field.weight * (postings?.rarity ?? rarest(index))
      sum.weight += weight
      if (postings && isHeldBy(field, postings, at)) sum.covered += weight
    }
  }
  return sum
}

/** The words alone, wherever in the text, without those that stand in letters about anything. */
function weighTelling(index: TextIndex, pieces: Pieces, at: number): Weighed {
  const sum = { weight: 0, covered: 0 }
  for (const kind of ['words', 'kana'] as const) {
    const field = index.fields.findLast((one) => one.kind === kind)
    for (const piece of new Set(pieces[kind])) {
      if (isLittle(piece)) continue
      const postings = field && postingsOf(index, field, piece)
      const weight = tells[kind] * (postings?.rarity ?? unknownTells(index))
      sum.weight += weight
      if (field && postings && isHeldBy(field, postings, at)) sum.covered += weight
    }
  }
  return sum
}
