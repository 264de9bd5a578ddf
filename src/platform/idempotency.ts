import type { FastifyReply, FastifyRequest } from 'fastify'
import { m } from '#texts'
import type { Caller } from './caller.ts'
import { sha256 } from './crypto.ts'
import type { Tx } from './database.ts'
import { invalid, Refusal } from './refusal.ts'

const longestKey = 255

/**
 * Runs a write once per Idempotency-Key and caller: a repeat gets the first answer. The key is written in the transaction of the
 * change, so a crash leaves both or neither; of two at the same moment the second waits for the first. Where the answer holds a secret
 * it is not kept, and a repeat is refused.
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export async function once<T>(
  tx: Tx,
  request: FastifyRequest,
  reply: FastifyReply,
  caller: Caller | undefined,
  run: () => Promise<T>,
  { answersSecret = false } = {},
): Promise<T> {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !caller) return run()
  if (key.length > longestKey) {
    throw invalid('idempotency-key', 'idempotency_key_too_long', (locale) =>
      m.platform_idempotency_key_too_long({ most: String(longestKey) }, { locale }),
    )
  }
  const actor = String(caller.staffId)
  const requestHash = sha256(JSON.stringify([request.method, request.url, request.body ?? null]))
  const inserted = await tx
    .insertInto('idempotency_keys')
    .values({ actor, key, request_hash: requestHash })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) {
    const first = await tx
      .selectFrom('idempotency_keys')
      .select(['request_hash', 'reply', 'status'])
      .where('actor', '=', actor)
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    if (first.request_hash !== requestHash) {
      throw new Refusal(422, 'idempotency_key_reused', (locale) =>
        m.platform_idempotency_key_reused({}, { locale }),
      )
    }
    if (answersSecret) {
      throw new Refusal(409, 'already_done', (locale) => m.platform_already_done({}, { locale }))
    }
    reply.header('idempotent-replayed', 'true').code(first.status ?? 200)
    return first.reply as T
  }
  const answer = await run()
  await tx
    .updateTable('idempotency_keys')
    // What is shown once is not kept in plain text for the next day.
    .set({ reply: answersSecret ? null : JSON.stringify(answer ?? null), status: reply.statusCode })
    .where('actor', '=', actor)
    .where('key', '=', key)
    .execute()
  return answer
}
