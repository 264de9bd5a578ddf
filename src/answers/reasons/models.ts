import { sql } from 'kysely'
import { type Database, inBrands } from '#platform/database.ts'
import { addJob } from '#platform/jobs.ts'
import type { Live } from '#platform/live.ts'
import type { ReasonModel } from './learn.ts'
import { outOfScope } from './learn.ts'
import { unpackModel } from './pack.ts'
import { suggestReason } from './suggest.ts'

export type SuggestedReason = { reasonId: number; probability: number }

/** What this process holds in memory of each brand's reasons. */
export type ReasonModels = {
  /** The reason a text is likely about; null where none is likely enough, or nothing has been learnt yet. */
  suggest(brandId: number, text: string): Promise<SuggestedReason | null>
  stop(): void
}

/** A brand's model is read when it is asked for, and again when a newer one has been learnt anywhere. */
export function openReasonModels(db: Database, live: Pick<Live, 'onEvent'>): ReasonModels {
  const held = new Map<number, Promise<ReasonModel | undefined>>()
  const stop = live.onEvent(({ type, brandId }) => {
    if (type === 'reasons.learnt') held.delete(brandId)
  })
  const modelOf = (brandId: number) => {
    const known = held.get(brandId)
    if (known) return known
    const read = readModel(db, brandId)
    held.set(brandId, read)
    read.catch(() => held.get(brandId) === read && held.delete(brandId))
    return read
  }
  return {
    stop,
    async suggest(brandId, text) {
      const model = await modelOf(brandId)
      if (!model) return null
      const { label, probability } = suggestReason(model, text, 1)
      return label === outOfScope ? null : { reasonId: Number(label), probability }
    },
  }
}

async function readModel(db: Database, brandId: number): Promise<ReasonModel | undefined> {
  const { rows } = await inBrands(
    db,
    [brandId],
    (tx) => sql<{ model: Buffer }>`select model from reason_models where brand_id = ${brandId}`.execute(tx),
    { isReading: true },
  )
  if (rows[0]) return unpackModel(rows[0].model)
  // A brand from before, or one that has just been opened: the first who asks has it learnt for all.
  await addJob(db.open, 'learn-reasons', { brandId }, { key: `learn-reasons-${brandId}` })
  return undefined
}
