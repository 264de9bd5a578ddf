import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { NextIds, Wish } from './batch.ts'
import type { Texts } from './write.ts'

export type Order = { brandId: number; wish: Wish; first: number; count: number; next: NextIds }
export type Batch = { texts: Texts; next: NextIds }

const perBatch = 4_000

/** The whole sample, batch by batch. The next one is made on another thread while the one before is written. */
export async function* batches(
  brandId: number,
  wish: Wish,
  begin: NextIds,
): AsyncGenerator<Batch & { done: number }> {
  const worker = new Worker(new URL('./batch-worker.ts', import.meta.url))
  const ask = (first: number, next: NextIds) => {
    const count = Math.min(perBatch, wish.total - first)
    worker.postMessage({ brandId, wish, first, count, next } satisfies Order)
    return once(worker, 'message')
  }
  try {
    let coming: Promise<unknown[]> | undefined = ask(0, begin)
    for (let first = 0; coming; first += perBatch) {
      const [batch] = (await coming) as [Batch]
      const after = first + perBatch
      coming = after < wish.total ? ask(after, batch.next) : undefined
      // Thrown where it is awaited; until then nobody listens.
      coming?.catch(() => {})
      yield { ...batch, done: Math.min(after, wish.total) }
    }
  } finally {
    await worker.terminate()
  }
}
