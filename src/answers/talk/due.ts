import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import type { RecordedEvent } from '#platform/outbox.ts'

type On = { id: number; chat: boolean; messengers: boolean; mail: boolean }
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
      settings->'bot'->>'acknowledgesMail' = 'true' as mail
    from brands where id = any (${ids}::bigint[]) and settings ? 'bot'`.execute(tx)
  const brands = new Map(rows.map((row) => [row.id, row]))
  return asked.flatMap((event) => {
    const task = taskFor(brands.get(event.brandId), event.data as Told)
    return task ? [{ task, payload: event }] : []
  })
}

function taskFor(on: On | undefined, { channel, isFirst }: Told): string | undefined {
  if (!on) return undefined
  if ((channel === 'chat' && on.chat) || (channel === 'api' && on.messengers)) return 'answer-question'
  return (channel === 'email' || channel === 'form') && isFirst && on.mail ? 'acknowledge-mail' : undefined
}
