import { z } from 'zod'
import { sql } from 'kysely'
import { type Database, inBrands } from '#platform/database.ts'
import { askModel, type ModelEndpoint } from '../endpoint.ts'

export type EmbeddingModel = ModelEndpoint & { model: string; timeoutMs?: number }
export type Vector = Float32Array

const reply = z.object({
  data: z.array(
    z.object({ index: z.number().int().optional(), embedding: z.array(z.number()).min(2).max(8_192) }),
  ),
})

/** What texts mean, as the endpoint reckons it: one vector of length one for each. */
export async function embed(
  model: EmbeddingModel,
  texts: readonly string[],
  timeoutMs: number,
): Promise<Vector[]> {
  const { data } = reply.parse(
    await askModel(model, '/embeddings', { model: model.model, input: texts }, timeoutMs),
  )
  const inOrder = data.every((one) => one.index !== undefined)
    ? data.toSorted((one, other) => (one.index ?? 0) - (other.index ?? 0))
    : data
  if (inOrder.length !== texts.length) throw new Error('The endpoint answered for other texts')
  const vectors = inOrder.map(({ embedding }) => ofLengthOne(Float32Array.from(embedding)))
  if (new Set(vectors.map((vector) => vector.length)).size > 1)
    throw new Error('The endpoint’s vectors differ in length')
  return vectors
}

function ofLengthOne(vector: Vector): Vector {
  const length = Math.hypot(...vector)
  if (!Number.isFinite(length) || length === 0)
    throw new Error('The endpoint answered a vector that leads nowhere')
  return vector.map((one) => one / length)
}

/** The vectors that are kept for versions of a brand. */
export async function keptVectors(
  db: Database,
  brandId: number,
  model: string,
  versionIds: readonly number[],
): Promise<Map<number, Vector>> {
  const { rows } = await inBrands(
    db,
    [brandId],
    (tx) =>
      sql<{ id: number; vector: Buffer }>`
        select version_id as id, vector from article_embeddings
        where brand_id = ${brandId} and model = ${model} and version_id = any (${[...versionIds]}::bigint[])`.execute(
        tx,
      ),
    { isReading: true },
  )
  return new Map(rows.map(({ id, vector }) => [id, fromBytes(vector)]))
}

/** Keeps vectors; another process may have been quicker. */
export async function keepVectors(
  db: Database,
  brandId: number,
  model: string,
  vectors: ReadonlyMap<number, Vector>,
): Promise<void> {
  const values = [...vectors].map(([version_id, vector]) => ({
    brand_id: brandId,
    version_id,
    model,
    vector: Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
  }))
  await inBrands(db, [brandId], (tx) =>
    tx
      .insertInto('article_embeddings')
      .values(values)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
}

const fromBytes = (bytes: Buffer): Vector =>
  new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
