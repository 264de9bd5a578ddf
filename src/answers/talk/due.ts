import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { RecordedEvent } from '#platform/outbox.ts'

type On = { id: number; chat: boolean; messengers: boolean; acknowledges: string[] }
type Told = { kind?: string; channel?: string; isFirst?: boolean }

/** The bot's jobs among what follows from events: none for brands that have it off, and none for what machines wrote. */
export async function botJobs(
  tx: Tx,
  events: RecordedEvent[],
): Promise<{ task: string; payload: unknown }[]> {
  const asked = events.filter(
    (event) => event.type === 'message.received' && (event.data as Told).kind === 'message',
  )
  if (asked.length === 0) return []
  const ids = [...new Set(asked.map((event) => event.brandId))]
  const { rows } = await sql<On>`
    select id, settings->'bot'->>'answersChat' = 'true' as chat, settings->'bot'->>'answersMessengers' = 'true' as messengers,
      coalesce((select array_agg(channel) from jsonb_array_elements_text(settings->'acknowledgement'->'channels') channel), '{}')
        as acknowledges
    from brands where id = any (${ids}::bigint[]) and (settings ? 'bot' or settings ? 'acknowledgement')`.execute(
    tx,
  )
  const brands = new Map(rows.map((row) => [row.id, row]))
  return asked.flatMap((event) =>
    tasksFor(brands.get(event.brandId), event.data as Told).map((task) => ({ task, payload: event })),
  )
}

/** Where the bot does not answer after all, since it is not on duty, what has come is confirmed. */
function tasksFor(on: On | undefined, { channel = '', isFirst }: Told): string[] {
  if (!on) return []
  const answers = (channel === 'chat' && on.chat) || (channel === 'api' && on.messengers)
  const confirms = isFirst && on.acknowledges.includes(channel)
  return [...(answers ? ['answer-question'] : []), ...(confirms ? ['acknowledge'] : [])]
}
