import {
  diceOf,
  noClass,
  type Regression,
  regress,
  type Sample,
  shuffle,
  softmax,
  strengths,
} from './regression.ts'
import { vectorOf, type Vocabulary, vocabularyOf } from './vectors.ts'

/** A text and the reason a person gave it; `outOfScope` for one that is about nothing the reasons name. */
export type Labelled = { text: string; label: string }
export const outOfScope = 'oos'

export type ReasonModel = {
  labels: readonly string[]
  vocabulary: Vocabulary
  regression: Regression
  /** Makes the likelihoods as large as they turn out to be right. */
  temperature: number
  /** Below this the text is taken to be about something else. */
  threshold: number
}

// Every fifth text is kept aside to see how sure the model may be of what it has not read.
const asideEvery = 5
const fewestAside = 40
// Of the suggestions that would be right, so many may be kept back for the sake of texts about something else.
const keptBack = 0.015
// Before there are texts enough to measure it.
const priorThreshold = 0.4

/** Learns reasons from texts that people labelled. The same texts and seed give the same model. */
export function learnReasons(examples: readonly Labelled[], seed = 1): ReasonModel {
  const labels = [...new Set(examples.map(({ label }) => label))]
    .filter((label) => label !== outOfScope)
    .sort()
  const classes = new Map(labels.map((label, at) => [label, at]))
  const vocabulary = vocabularyOf(examples.map(({ text }) => text))
  const samples = examples.map(({ text, label }) => ({
    vector: vectorOf(vocabulary, text),
    ofClass: classes.get(label) ?? noClass,
  }))
  const learnt = (from: Sample[]) => regress(from, labels.length, vocabulary.size, seed)
  const order = samples.map((_, at) => at)
  shuffle(order, diceOf(seed))
  const isAside = new Set(order.filter((_, place) => place % asideEvery === 0))
  const aside = samples.filter(({ ofClass }, at) => isAside.has(at) && ofClass !== noClass)
  const trust =
    aside.length < fewestAside
      ? { temperature: 1, threshold: priorThreshold }
      : trustIn(learnt(samples.filter((_, at) => !isAside.has(at))), aside)
  return { labels, vocabulary, regression: learnt(samples), ...trust }
}

/** How far a model may be trusted, seen by texts it did not learn from. */
function trustIn(model: Regression, unseen: readonly Sample[]): { temperature: number; threshold: number } {
  const all = unseen.map(({ vector, ofClass }) => {
    const strength = new Float64Array(model.classes)
    strengths(model, vector, strength)
    return { strength, ofClass }
  })
  const temperature = temperatureFor(all)
  const right: number[] = []
  for (const { strength, ofClass } of all) {
    softmax(strength, temperature)
    const best = strength.reduce((one, share) => Math.max(one, share), 0)
    if (strength[ofClass] === best) right.push(best)
  }
  right.sort((one, other) => one - other)
  return { temperature, threshold: right[Math.floor(right.length * keptBack)] ?? priorThreshold }
}

/** Guo et al., 2017, "On Calibration of Modern Neural Networks", §4.2: one number, by which the true classes become likeliest. */
function temperatureFor(all: readonly { strength: Float64Array; ofClass: number }[]): number {
  let best = { temperature: 1, cost: Infinity }
  for (let step = -20; step <= 20; step++) {
    const temperature = 1.1 ** step
    let cost = 0
    for (const { strength, ofClass } of all) {
      const shares = strength.slice()
      softmax(shares, temperature)
      cost -= Math.log(Math.max(1e-12, shares[ofClass] ?? 0))
    }
    if (cost < best.cost) best = { temperature, cost }
  }
  return best.temperature
}
