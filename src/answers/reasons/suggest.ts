import { outOfScope, type ReasonModel } from './learn.ts'
import { softmax, strengths } from './regression.ts'
import { vectorOf } from './vectors.ts'

export type Suggestion = {
  /** The reason, or `outOfScope` when none is likely enough. */
  label: string
  /** How likely `label` is right. */
  probability: number
  /** The likeliest reasons, whether likely enough or not, best first. */
  likeliest: { label: string; probability: number }[]
}

/** What a text is most likely about. It is a suggestion: what a person chose is never overridden. */
export function suggestReason(model: ReasonModel, text: string, most = 3): Suggestion {
  const vector = vectorOf(model.vocabulary, text)
  const nothing = { label: outOfScope, probability: 1, likeliest: [] }
  if (vector.places.length === 0 || model.labels.length === 0) return nothing
  const shares = new Float64Array(model.labels.length)
  strengths(model.regression, vector, shares)
  softmax(shares, model.temperature)
  const likeliest = model.labels
    .map((label, at) => ({ label, probability: shares[at] ?? 0 }))
    .sort((one, other) => other.probability - one.probability)
    .slice(0, most)
  const [best] = likeliest
  if (!best) return nothing
  if (best.probability < model.threshold)
    return { label: outOfScope, probability: 1 - best.probability, likeliest }
  return { ...best, likeliest }
}
