import { featuresOf } from './features.ts'

/** Which features are known, where each stands in a vector, and how much it tells: rare ones more. */
export type Vocabulary = ReadonlyMap<string, { at: number; rarity: number }>

/** The few places of a vector that are not zero. Its length is 1. */
export type Vector = { places: Uint32Array; values: Float32Array }

// What stands in one text only is mostly a name or a number. A handful of texts cannot spare anything.
const fewTexts = 500

export function vocabularyOf(texts: readonly string[]): Vocabulary {
  const holding = new Map<string, number>()
  for (const text of texts)
    for (const feature of new Set(featuresOf(text))) holding.set(feature, (holding.get(feature) ?? 0) + 1)
  const least = texts.length > fewTexts ? 2 : 1
  const vocabulary = new Map<string, { at: number; rarity: number }>()
  for (const [feature, count] of holding)
    if (count >= least)
      vocabulary.set(feature, { at: vocabulary.size, rarity: Math.log(1 + texts.length / count) })
  return vocabulary
}

export function vectorOf(vocabulary: Vocabulary, text: string): Vector {
  const counts = new Map<string, number>()
  for (const feature of featuresOf(text)) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const places: number[] = []
  const values: number[] = []
  let squares = 0
  for (const [feature, count] of counts) {
    const known = vocabulary.get(feature)
    if (!known) continue
    const value = (1 + Math.log(count)) * known.rarity
    places.push(known.at)
    values.push(value)
    squares += value * value
  }
  const length = Math.sqrt(squares) || 1
  return { places: Uint32Array.from(places), values: Float32Array.from(values, (value) => value / length) }
}
