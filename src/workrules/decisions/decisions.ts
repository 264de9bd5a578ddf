import { sql } from 'kysely'
import type { Conversation } from '#conversations/door.ts'
import { eventsInWords } from '#conversations/timeline.ts'
import { toldTypes } from '#conversations/timeline-words.ts'
import { m } from '#texts'
import { asJson } from '#platform/as-json.ts'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import type { Sendable } from '#platform/serve.ts'
import { listConversationRuns } from '../rules/runs.ts'
import { durationWords } from '../rules/words.ts'
import type { Decision } from './contract.ts'

type Shown = Sendable<Decision>
type Told = NonNullable<Shown['told']>
type Event = Awaited<ReturnType<typeof eventsInWords>>[number]
type Reader = { locale: Locale; timeZone: string }
type Page = { items: Shown[]; nextCursor: string | null }

// What is decided by rule rather than by whoever has the conversation, by the first word of the event's type.
const areas: Record<string, Told['of']> = {
  rule: 'rule',
  assignment: 'assignment',
  service_level: 'service_level',
  flow: 'flow',
  promise: 'promise',
  escalation: 'escalation',
  grant: 'authority',
}
const besides: Record<string, Told['of']> = {
  'conversation.assigned': 'assignment',
  'conversation.team_changed': 'assignment',
  'conversation.service_level_changed': 'service_level',
}
const areaOf = (type: string) => besides[type] ?? areas[type.split('.')[0] ?? '']
const types = toldTypes.filter((type) => areaOf(type) !== undefined)

/** What was decided of a conversation and why, newest first: runs of rules and what else decides, put together by time. */
export async function listDecisions(
  tx: Tx,
  conversation: Conversation,
  query: { limit: number; cursor?: string | undefined },
  reader: Reader,
): Promise<Page> {
  const never = Number.MAX_SAFE_INTEGER
  const [runsBefore = never, eventsBefore = never] = fromCursor(query.cursor, 2) ?? []
  const runs = await listConversationRuns(
    tx,
    conversation.id,
    { limit: query.limit, cursor: toCursor([runsBefore]) },
    reader.locale,
  )
  const events = await eventsInWords(tx, conversation, reader, {
    seek: sql`id < ${eventsBefore}::bigint and type = any (${types}::text[])`,
    order: sql`desc`,
    most: query.limit + 1,
  })
  const told = await inWords(tx, conversation, events, reader.locale)
  const all: Shown[] = [
    ...runs.items.map((run) => ({ run, told: null })),
    ...told.map((one) => ({ run: null, told: one })),
  ].toSorted((one, other) => momentOf(other) - momentOf(one))
  const items = all.slice(0, query.limit)
  if (all.length <= query.limit && runs.nextCursor === null) return { items, nextCursor: null }
  const last = (from: unknown, ids: (number | undefined)[]) =>
    Math.min(Number(from), ...ids.filter((id) => id !== undefined))
  const cursor = [
    last(
      runsBefore,
      items.map((one) => one.run?.id),
    ),
    last(
      eventsBefore,
      items.map((one) => one.told?.id),
    ),
  ]
  return { items, nextCursor: toCursor(cursor) }
}

const momentOf = ({ run, told }: Shown) => new Date(run?.at ?? told?.at ?? 0).getTime()

async function inWords(
  tx: Tx,
  { brand_id: brandId }: Conversation,
  events: readonly Event[],
  locale: Locale,
): Promise<Told[]> {
  const versions = await versionsOf(tx, brandId, events)
  return events.flatMap(({ id, at, type, actor, text, data }) => {
    const of = areaOf(String(type))
    if (of === undefined) return []
    const because =
      type === 'service_level.warned' || type === 'service_level.breached'
        ? becauseOfLevel(data, locale)
        : becauseOfFlow(versions.get(Number(data['flowRunId'])), locale)
    return [{ id, at, of, by: { kind: actor.kind, name: actor.name }, text, because }]
  })
}

/** The target that was missed or nearly, as it was then. */
function becauseOfLevel(data: Record<string, unknown>, locale: Locale): string {
  const say = { locale }
  const what = clocks[String(data['clock'])]?.({}, say) ?? ''
  const level = String(data['serviceLevel'] ?? '')
  const minutes = Number(data['minutes'])
  if (!(minutes > 0)) return m.decisions_level_only({ level, what }, say)
  const span = durationWords(minutes, locale)
  return data['counts'] === 'business'
    ? m.decisions_level_in_hours({ level, what, span }, say)
    : m.decisions_level_around_clock({ level, what, span }, say)
}

const clocks: Record<string, typeof m.service_levels_first> = {
  first: m.service_levels_first,
  next: m.service_levels_next,
  resolution: m.service_levels_resolution,
}

const becauseOfFlow = (version: number | undefined, locale: Locale) =>
  version === undefined ? null : m.decisions_flow_version({ version: String(version) }, { locale })

/** The version of the flow that each run went by, which never changes. */
async function versionsOf(tx: Tx, brandId: number, events: readonly Event[]): Promise<Map<number, number>> {
  const ids = events.map(({ data }) => Number(data['flowRunId'])).filter((id) => id > 0)
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: number; version: number }>`
    select id, version from flow_runs where brand_id = ${brandId}
      and id in (select value::bigint from json_array_elements_text(${asJson(ids)}::json))`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.version]))
}
