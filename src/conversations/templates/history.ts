import { sql } from 'kysely'
import { fromCursor, toCursor } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { type Actor } from '#platform/events.ts'
import { notFound } from '#platform/refusal.ts'
import { changeTemplate } from './change-template.ts'
import { type TemplateChange, type TemplateState, templateState } from './history-contract.ts'
import { type TemplateRow, templateHere } from './templates.ts'

type Change = Omit<TemplateChange, 'at' | 'restoredAt'> & { at: Date; restoredAt: Date | null }
type Row = Omit<Change, 'before' | 'after'> & { from: Partial<TemplateState> | null }
type Paging = { limit: number; cursor?: string | undefined }

/** Who changed what of a template and when, latest first. What it was is worked out backwards from what it is. */
export async function templateHistory(tx: Tx, id: number, query: Paging) {
  const [before = Number.MAX_SAFE_INTEGER] = fromCursor(query.cursor, 1) ?? []
  const template = await templateHere(tx, id)
  const rows = await changesOf(tx, template, Number(before), query.limit + 1)
  let state = await stateBefore(tx, template, Number(before))
  const items = rows.slice(0, query.limit).map(({ from, ...row }): Change => {
    const after = state
    if (row.kind !== 'created') state = { ...state, ...from }
    return { ...row, before: row.kind === 'created' ? null : state, after }
  })
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? toCursor([last.id]) : null }
}

// The index on these three types finds them among all events, so they are named as they are there.
const ofTemplate = ({ brandId, id }: TemplateRow) => sql`
  e.brand_id = ${brandId} and e.type in ('template.created', 'template.changed', 'template.twin_checked')
    and (e.data->>'templateId')::bigint = ${id}`
const from = sql`case e.type when 'template.twin_checked' then jsonb_build_object('staleTwin', e.data->'twin') else e.data->'from' end`

async function changesOf(tx: Tx, template: TemplateRow, before: number, most: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select e.id, replace(e.type, 'template.', '') as kind, e.at, (e.data->>'restoredId')::bigint as "restoredId",
      restored.at as "restoredAt", case when staff.id is not null then jsonb_build_object('id', staff.id, 'name', staff.name) end as by,
      ${from} as "from"
    from events e left join staff on e.actor = 'staff' and staff.id = e.actor_id
      left join events restored on (restored.brand_id, restored.id) = (e.brand_id, (e.data->>'restoredId')::bigint)
    where ${ofTemplate(template)} and e.id < ${before}::bigint
    order by e.id desc limit ${most}`.execute(tx)
  return rows
}

/** What it was before a change and all that came after it: of each part what the first of them found there, else what it is today. */
async function stateBefore(tx: Tx, template: TemplateRow, change: number): Promise<TemplateState> {
  const today = templateState.parse({ ...template, staleSince: null })
  const { rows } = await sql<{ key: string; value: unknown }>`
    select distinct on (part.key) part.key, part.value
    from events e cross join lateral jsonb_each(${from}) part
    where ${ofTemplate(template)} and e.type <> 'template.created' and e.id >= ${change}::bigint
    order by part.key, e.id`.execute(tx)
  return { ...today, ...Object.fromEntries(rows.map(({ key, value }) => [key, value])) }
}

/** Takes it back to what it was after one of its changes, with the mark on a language left behind as it was then. */
export async function restoreTemplate(
  tx: Tx,
  id: number,
  changeId: number,
  actor: Actor,
): Promise<TemplateRow> {
  const { items } = await templateHistory(tx, id, { limit: 1, cursor: toCursor([changeId + 1]) })
  const wanted = items.find((one) => one.id === changeId)
  if (!wanted) throw notFound('version')
  const { staleTwin, ...wish } = wanted.after
  return changeTemplate(tx, id, wish, actor, { id: changeId, staleTwin })
}
