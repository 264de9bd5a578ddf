import { parentPort } from 'node:worker_threads'
import { sampleBatch } from './batch.ts'
import type { Batch, Order } from './batches.ts'
import { textsOf } from './write.ts'

// Makes batches on a thread of its own: see batches.ts.
parentPort?.on('message', ({ brandId, wish, first, count, next }: Order) => {
  const texts = textsOf(brandId, sampleBatch(wish, { first, count }, next))
  parentPort?.postMessage({ texts, next } satisfies Batch)
})
