import type { Ranked } from '#knowledge/retrieval/rank.ts'
import type { Decision } from '../decide.ts'

// Reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009) with their constant: no scores are compared, only places.
const constant = 60
const mostChoices = 3
// How far the nearest meaning must stand out among all to be asked about though no word of the question says so: in standard deviations,
// which mean the same whatever the model.
const standsOut = 3
const leastToCompare = 8

/** Two rankings as one, best first. The scores are those of the fusion. */
export function fused(one: readonly Ranked[], other: readonly Ranked[], most: number): Ranked[] {
  const scores = new Map<number, number>()
  for (const list of [one, other])
    for (const [place, { at }] of list.entries())
      scores.set(at, (scores.get(at) ?? 0) + 1 / (constant + place + 1))
  return [...scores]
    .map(([at, score]) => ({ at, score }))
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, most)
}

/**
 * A decision with the meaning of the question taken into account. Words still decide whether to answer at once: where meaning leads to
 * another article it is asked which of them is meant, and where words found nothing but one meaning stands out, too.
 */
export function decidedWith(decision: Decision, meant: readonly Ranked[], most: number): Decision {
  const [nearest] = meant
  if (!nearest) return decision
  const ranked = fused(decision.ranked, meant.slice(0, most), most)
  const [first] = ranked
  if (decision.kind === 'answer' && decision.ranked[0]?.at === first?.at) return { ...decision, ranked }
  const isNear = decision.kind !== 'hand_over' || isOutstanding(meant)
  if (!isNear || ranked.length < 2) return { ...decision, kind: 'hand_over', choices: [], ranked }
  return { ...decision, kind: 'ask', choices: ranked.slice(0, mostChoices), ranked }
}

function isOutstanding(meant: readonly Ranked[]): boolean {
  if (meant.length < leastToCompare) return false
  const mean = meant.reduce((sum, { score }) => sum + score, 0) / meant.length
  const spread = Math.sqrt(meant.reduce((sum, { score }) => sum + (score - mean) ** 2, 0) / meant.length)
  return spread > 0 && ((meant[0]?.score ?? 0) - mean) / spread >= standsOut
}
