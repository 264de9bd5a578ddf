import { sql } from 'kysely'
import { actorOf, type Caller } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { invalid, Refusal } from '#platform/refusal.ts'
import { m } from '#texts'
import { graphOf, lockedRun, type Run, stepOf } from './run.ts'
import { goOn } from './walk.ts'

type Wish = { entry: number; item: string; isTicked: boolean }

/** Ticks an item of the checklist where a run waits, or takes the tick back; when all are ticked the run goes on. */
export async function tick(tx: Tx, caller: Caller, runId: number, wish: Wish): Promise<void> {
  const held = await lockedRun(tx, runId)
  const { run } = held
  if (run.waitsFor !== 'checklist' || run.entry !== wish.entry)
    throw new Refusal(409, 'no_checklist', (locale) => m.flows_no_checklist({}, { locale }))
  const graph = await graphOf(tx, run)
  const step = graph && stepOf(graph, run.step)
  const items = step?.kind === 'checklist' ? step.items : []
  const item = items.find((one) => one.key === wish.item)
  if (!item) throw invalid('item', 'item_unknown', (locale) => m.flows_item_unknown({}, { locale }))
  if (!(await write(tx, caller, run, wish))) return
  await record(tx, {
    type: wish.isTicked ? 'flow.ticked' : 'flow.unticked',
    brandId: run.brandId,
    conversationId: run.conversationId,
    actor: actorOf(caller),
    data: { flowRunId: run.id, flowName: run.flowName, item: item.text },
  })
  const ticked = await tickedOf(tx, run)
  if (items.every((one) => ticked.has(one.key)))
    await goOn(tx, held, { outcome: 'ticked', byId: caller.staffId })
}

async function write(tx: Tx, caller: Caller, run: Run, { item, isTicked }: Wish): Promise<boolean> {
  const { rows } = isTicked
    ? await sql`
        insert into flow_ticks (brand_id, run_id, entry, item, ticked_by, ticked_at)
        values (${run.brandId}, ${run.id}, ${run.entry}, ${item}, ${caller.staffId}, ${now()})
        on conflict do nothing returning 1`.execute(tx)
    : await sql`
        delete from flow_ticks where brand_id = ${run.brandId} and run_id = ${run.id} and entry = ${run.entry} and item = ${item}
        returning 1`.execute(tx)
  return rows.length > 0
}

async function tickedOf(tx: Tx, run: Run): Promise<Set<string>> {
  const ticks = await tx
    .selectFrom('flow_ticks')
    .select('item')
    .where('brand_id', '=', run.brandId)
    .where('run_id', '=', run.id)
    .where('entry', '=', run.entry)
    .execute()
  return new Set(ticks.map((one) => one.item))
}
