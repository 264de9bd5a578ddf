import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { ReasonModel } from './learn.ts'

type Head = {
  labels: readonly string[]
  temperature: number
  threshold: number
  classes: number
  features: string[]
  rarities: number[]
}

/** A model as bytes: its head as JSON, then the weights and biases as they are. */
export function packModel(model: ReasonModel): Buffer {
  const { labels, vocabulary, regression, temperature, threshold } = model
  const features: string[] = []
  const rarities: number[] = []
  for (const [feature, { at, rarity }] of vocabulary) {
    features[at] = feature
    rarities[at] = rarity
  }
  const head: Head = { labels, temperature, threshold, classes: regression.classes, features, rarities }
  const json = Buffer.from(JSON.stringify(head))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(json.length)
  return zstdCompressSync(
    Buffer.concat([length, json, bytesOf(regression.weights), bytesOf(regression.biases)]),
  )
}

/** The model that was packed. */
export function unpackModel(packed: Buffer): ReasonModel {
  const bytes = zstdDecompressSync(packed)
  const end = 4 + bytes.readUInt32LE(0)
  const head = JSON.parse(bytes.subarray(4, end).toString('utf8')) as Head
  // Numbers of four bytes must begin at a fourth byte, where the JSON need not end.
  const numbers = new Float32Array(new Uint8Array(bytes.subarray(end)).buffer)
  const weights = head.features.length * head.classes
  return {
    labels: head.labels,
    temperature: head.temperature,
    threshold: head.threshold,
    vocabulary: new Map(
      head.features.map((feature, at) => [feature, { at, rarity: head.rarities[at] ?? 0 }]),
    ),
    regression: {
      classes: head.classes,
      weights: numbers.slice(0, weights),
      biases: numbers.slice(weights, weights + head.classes),
    },
  }
}

const bytesOf = (numbers: Float32Array) => Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)
