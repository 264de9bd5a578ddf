import { sql } from 'kysely'
import type { Tx } from '#platform/database.ts'
import { type Actor } from '#platform/events.ts'
import { notFound } from '#platform/refusal.ts'
import { changeTemplate } from './change-template.ts'
import { type TemplateChange, type TemplateState, templateState } from './history-contract.ts'
import { type TemplateRow, templateHere } from './templates.ts'

type Change = Omit<TemplateChange, 'at'> & { at: Date }
type Row = Pick<Change, 'id' | 'kind' | 'by' | 'at' | 'restoredId'> & {
  from: Partial<TemplateState> | null
}

/** Who changed what of a template and when, latest first. What it was is worked out backwards from what it is. */
export async function templateHistory(tx: Tx, id: number): Promise<Change[]> {
  const template = await templateHere(tx, id)
  let state: TemplateState = templateState.parse({ ...template, staleSince: null })
  return (await changesOf(tx, template)).map(({ from, ...row }) => {
    const after = state
    if (row.kind !== 'created') state = { ...state, ...from }
    return { ...row, before: row.kind === 'created' ? null : state, after }
  })
}

/** The index on these three types finds them among all events, so they are named as they are there. */
async function changesOf(tx: Tx, { brandId, id }: TemplateRow): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select e.id, replace(e.type, 'template.', '') as kind, e.at, (e.data->>'restoredId')::bigint as "restoredId",
      case when staff.id is not null then jsonb_build_object('id', staff.id, 'name', staff.name) end as by,
      case e.type when 'template.twin_checked' then jsonb_build_object('staleTwin', e.data->'twin') else e.data->'from' end as "from"
    from events e left join staff on e.actor = 'staff' and staff.id = e.actor_id
    where e.brand_id = ${brandId} and e.type in ('template.created', 'template.changed', 'template.twin_checked')
      and (e.data->>'templateId')::bigint = ${id}
    order by e.id desc limit 100`.execute(tx)
  return rows
}

/** Takes it back to what it was after one of its changes, with the mark on a language left behind as it was then. */
export async function restoreTemplate(
  tx: Tx,
  id: number,
  changeId: number,
  actor: Actor,
): Promise<TemplateRow> {
  const wanted = (await templateHistory(tx, id)).find((one) => one.id === changeId)
  if (!wanted) throw notFound('version')
  const { staleTwin, ...wish } = wanted.after
  return changeTemplate(tx, id, wish, actor, { id: changeId, staleTwin })
}
