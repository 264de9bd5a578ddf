import type { Vector } from './vectors.ts'

/** Softmax regression: for every feature a row of weights, one for each class. */
export type Regression = { classes: number; weights: Float32Array; biases: Float32Array }

/** `noClass`: the text belongs to none, and the model shall be sure of nothing. */
export type Sample = { vector: Vector; ofClass: number }
export const noClass = -1

// Steps of stochastic gradient descent: as many as thousands of texts need in four rounds, and no fewer for a few texts.
const updates = 60_000
const fewestRounds = 4
const mostRounds = 40
const firstRate = 3
const lastRate = 0.02
const biasRate = 0.1

/** The same samples and seed give the same weights, on every machine. */
export function regress(
  samples: readonly Sample[],
  classes: number,
  features: number,
  seed: number,
): Regression {
  const model: Regression = {
    classes,
    weights: new Float32Array(features * classes),
    biases: new Float32Array(classes),
  }
  const rounds = Math.min(
    mostRounds,
    Math.max(fewestRounds, Math.round(updates / Math.max(1, samples.length))),
  )
  const shares = new Float64Array(classes)
  const order = samples.map((_, at) => at)
  const dice = diceOf(seed)
  for (let round = 0; round < rounds; round++) {
    shuffle(order, dice)
    const rate = firstRate * (1 - round / rounds) + lastRate
    for (const at of order) {
      const sample = samples[at]
      if (sample) learn(model, sample, rate, shares)
    }
  }
  return model
}

/** How strongly a text speaks for each class, into `out`. */
export function strengths(model: Regression, { places, values }: Vector, out: Float64Array): void {
  const { classes, weights, biases } = model
  for (let of = 0; of < classes; of++) out[of] = biases[of] ?? 0
  for (let at = 0; at < places.length; at++) {
    const row = (places[at] ?? 0) * classes
    const value = values[at] ?? 0
    for (let of = 0; of < classes; of++) out[of] = (out[of] ?? 0) + value * (weights[row + of] ?? 0)
  }
}

/** Strengths become shares that add up to 1; a higher temperature makes them more alike. */
export function softmax(strength: Float64Array, temperature = 1): void {
  let most = -Infinity
  for (const one of strength) if (one > most) most = one
  let sum = 0
  for (let of = 0; of < strength.length; of++) {
    const share = Math.exp(((strength[of] ?? 0) - most) / temperature)
    strength[of] = share
    sum += share
  }
  for (let of = 0; of < strength.length; of++) strength[of] = (strength[of] ?? 0) / sum
}

function learn(model: Regression, { vector, ofClass }: Sample, rate: number, shares: Float64Array): void {
  const { classes, weights, biases } = model
  strengths(model, vector, shares)
  softmax(shares)
  // From here on the shares are the errors.
  if (ofClass === noClass) for (let of = 0; of < classes; of++) shares[of] = (shares[of] ?? 0) - 1 / classes
  else shares[ofClass] = (shares[ofClass] ?? 0) - 1
  const { places, values } = vector
  for (let at = 0; at < places.length; at++) {
    const row = (places[at] ?? 0) * classes
    const step = (values[at] ?? 0) * rate
    for (let of = 0; of < classes; of++)
      weights[row + of] = (weights[row + of] ?? 0) - step * (shares[of] ?? 0)
  }
  for (let of = 0; of < classes; of++) biases[of] = (biases[of] ?? 0) - biasRate * rate * (shares[of] ?? 0)
}

/** A linear congruential generator (Numerical Recipes' constants): enough to shuffle by. */
export function diceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

export function shuffle(order: number[], dice: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(dice() * (at + 1))
    const kept = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = kept
  }
}
