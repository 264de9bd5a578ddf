import type { Shown } from '#knowledge/help-centre/site.ts'
import type { BrandLibrary } from '#knowledge/library.ts'
import type { Ranked } from '#knowledge/retrieval/rank.ts'
import type { Database } from '#platform/database.ts'
import type { Logger } from '#platform/log.ts'
import type { Decision } from '../decide.ts'
import { decidedWith } from './fuse.ts'
import { embed, type EmbeddingModel, keepVectors, keptVectors, type Vector } from './vectors.ts'

/** What a brand's articles and a question mean, where the operator has set an endpoint that knows. */
export type Meaning = {
  /** The decision with the question's meaning; the same decision when the endpoint fails, is slow or does not know the articles yet. */
  weigh(question: string, decision: Decision, on: Shelf): Promise<Decision>
}
type Shelf = {
  library: BrandLibrary
  /** As they stand in the index that was asked. */
  articles: readonly Shown[]
  isShown(at: number): boolean
  most: number
}

// Somebody waits; words alone answer in time.
const patience = 1_500
const patienceForMany = 60_000
const rest = 30_000
const atOnce = 32
const longestText = 6_000
// Below this share of known articles the others would be at a disadvantage.
const enough = 0.9

type Held = { vectors: Map<number, Vector>; isReading: boolean }

/** Vectors are reckoned once for each version, beside everything else, and kept in the database for every process. */
export function openMeaning(db: Database, model: EmbeddingModel, log: Pick<Logger, 'warn'>): Meaning {
  const held = new WeakMap<object, Held>()
  let restsUntil = 0
  const failed = (error: unknown) => {
    restsUntil = performance.now() + rest
    log.warn(
      { err: error },
      'The endpoint for embeddings did not answer; articles are found by their words alone',
    )
  }
  const heldOf = (library: BrandLibrary): Held => {
    const known = held.get(library.line) ?? { vectors: new Map(), isReading: false }
    held.set(library.line, known)
    const missing = library.articles.filter(({ versionId }) => !known.vectors.has(versionId))
    if (missing.length > 0 && !known.isReading && performance.now() >= restsUntil) {
      known.isReading = true
      complete(db, model, library, missing, known.vectors)
        .catch(failed)
        .finally(() => (known.isReading = false))
    }
    return known
  }
  return {
    async weigh(question, decision, { library, articles, isShown, most }) {
      const { vectors } = heldOf(library)
      const known = articles.filter(({ versionId }) => vectors.has(versionId)).length
      const isReady = articles.length > 0 && known / articles.length >= enough
      if (!isReady || question.trim() === '' || performance.now() < restsUntil) return decision
      try {
        const [asked] = await embed(model, [question.slice(0, longestText)], model.timeoutMs ?? patience)
        return asked ? decidedWith(decision, nearest(asked, vectors, articles, isShown), most) : decision
      } catch (error) {
        failed(error)
        return decision
      }
    },
  }
}

/** All articles by how near their meaning is. */
function nearest(
  asked: Vector,
  vectors: ReadonlyMap<number, Vector>,
  articles: readonly Shown[],
  isShown: (at: number) => boolean,
): Ranked[] {
  const found = articles.flatMap(({ versionId }, at): Ranked[] => {
    const vector = vectors.get(versionId)
    return vector?.length === asked.length && isShown(at) ? [{ at, score: product(asked, vector) }] : []
  })
  return found.sort((one, other) => other.score - one.score || one.at - other.at)
}

function product(one: Vector, other: Vector): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}

async function complete(
  db: Database,
  model: EmbeddingModel,
  { brandId }: BrandLibrary,
  missing: BrandLibrary['articles'],
  vectors: Map<number, Vector>,
): Promise<void> {
  const kept = await keptVectors(
    db,
    brandId,
    model.model,
    missing.map(({ versionId }) => versionId),
  )
  for (const [id, vector] of kept) vectors.set(id, vector)
  const unknown = missing.filter(({ versionId }) => !kept.has(versionId))
  for (let from = 0; from < unknown.length; from += atOnce) {
    const part = unknown.slice(from, from + atOnce)
    const texts = part.map(({ title, text }) => `${title}\n${text}`.slice(0, longestText))
    const fresh = await embed(model, texts, patienceForMany)
    const found = new Map(
      part.flatMap(({ versionId }, at) => (fresh[at] ? [[versionId, fresh[at]] as const] : [])),
    )
    await keepVectors(db, brandId, model.model, found)
    for (const [id, vector] of found) vectors.set(id, vector)
  }
}
