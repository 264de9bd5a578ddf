import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'

const day = 86_400_000

const found = async (desk: TestDesk, q: string): Promise<number[]> => {
  const { body } = await desk.as(desk.ana).get(`/api/search?limit=100&q=${encodeURIComponent(q)}`)
  return body.items.map((item: { conversationId: number }) => item.conversationId)
}

/** A message as it lies in the desk when it was brought in now and sent so many days ago. */
async function sentAgo(desk: TestDesk, days: number, text: string): Promise<number> {
  const id = await desk.receive(`c${days}.${text.length}@example.com`, text)
  const at = new Date(Date.now() - days * day)
  await desk.rows(async (tx) => {
    await sql`update messages set created_at = ${at} where conversation_id = ${id}`.execute(tx)
    await sql`
      with gone as (delete from message_search where conversation_id = ${id} returning *)
      select set_config('app.again', (select json_agg(gone)::text from gone), true)`.execute(tx)
    await sql`
      insert into message_search (brand_id, message_id, conversation_id, tokens, sent_at)
      select brand_id, message_id, conversation_id, tokens::tsvector, ${at}
      from json_to_recordset(current_setting('app.again')::json) as one
        (brand_id bigint, message_id bigint, conversation_id bigint, tokens text)`.execute(tx)
  })
  return id
}

test('what was brought in late is found under the time it was sent at, in whatever order it came', () =>
  withDesk(async (desk) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 39 }),
        fc.integer({ min: 1, max: 39 }),
        fc.nat(),
        async (ages, one, other, seed) => {
          const word = `pan${seed}x${ages.join('x')}`
          const ids: number[] = []
          for (const age of ages) ids.push(await sentAgo(desk, age, `${word} ${'!'.repeat(ids.length)}`))
          const [early, late] = [Math.max(one, other), Math.min(one, other)]
          const date = (days: number) =>
            new Date(Date.now() - days * day).toLocaleDateString('sv-SE', { timeZone: 'Asia/Tokyo' })
          const start = (days: number) => new Date(`${date(days)}T00:00:00+09:00`).getTime()
          const expected = ids
            .filter((_, at) => {
              const sent = Date.now() - (ages[at] ?? 0) * day
              return sent >= start(early) && sent < start(late)
            })
            .toReversed()
          const hits = await found(desk, `${word} after:${date(early)} before:${date(late)}`)
          expect(hits).toEqual(expected)
        },
      ),
      { numRuns: 12 },
    )
  }))
