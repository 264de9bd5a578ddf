import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { type Database, inBrands } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { examplesOf } from './examples.ts'
import type { Labelled } from './learn.ts'

/** Learns a brand's reasons anew if there is something new to learn from, and keeps the model for all processes. Answers whether it did. */
export async function learnBrand(db: Database, brandId: number): Promise<boolean> {
  const { examples, known } = await inBrands(
    db,
    [brandId],
    async (tx) => {
      const { rows } = await sql<{ basis: string }>`
        select basis from reason_models where brand_id = ${brandId}`.execute(tx)
      return { examples: await examplesOf(tx, brandId), known: rows[0]?.basis }
    },
    { isReading: true },
  )
  if (known === examples.basis) return false
  const model = await learnApart(examples.labelled)
  await inBrands(db, [brandId], async (tx) => {
    const { rows } = await sql<{ version: number }>`
      insert into reason_models (brand_id, version, basis, examples, labels, model)
      values (${brandId}, 1, ${examples.basis}, ${examples.own}, ${labelsIn(examples.labelled)}, ${model})
      on conflict (brand_id) do update set version = reason_models.version + 1, basis = excluded.basis,
        examples = excluded.examples, labels = excluded.labels, model = excluded.model, learnt_at = now()
      returning version`.execute(tx)
    await record(tx, {
      type: 'reasons.learnt',
      brandId,
      actor: { kind: 'system' },
      data: { version: rows[0]?.version ?? 1, examples: examples.own },
    })
  })
  return true
}

const labelsIn = (labelled: readonly Labelled[]) => new Set(labelled.map(({ label }) => label)).size

/** On a thread of its own, so that this process goes on answering. */
async function learnApart(labelled: readonly Labelled[]): Promise<Buffer> {
  const worker = new Worker(new URL('./learn-thread.ts', import.meta.url), { workerData: labelled })
  try {
    const [packed] = (await once(worker, 'message')) as [Uint8Array]
    return Buffer.from(packed)
  } finally {
    await worker.terminate()
  }
}
