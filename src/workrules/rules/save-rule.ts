import { sql } from 'kysely'
import type { z } from 'zod'
import { m } from '#texts'
import { asJson } from '#platform/as-json.ts'
import { now } from '#platform/clock.ts'
import { lockByName, type Tx } from '#platform/database.ts'
import { type Actor, record } from '#platform/events.ts'
import { addJob } from '#platform/jobs.ts'
import { invalid, notFound } from '#platform/refusal.ts'
import type { changeRule as changing, createRule as creation, Rule } from './contract.ts'
import { refuseUnfit } from './refuse-unfit.ts'
import { nextRevision } from './revision.ts'

type Wish = z.output<(typeof creation)['body']>
type Change = z.output<(typeof changing)['body']>
type Known = Pick<Rule, 'id' | 'brandId' | 'name' | 'isOn' | 'isLast' | 'when' | 'conditions' | 'actions'>

/** Makes a rule, behind the others. Returns its id. */
export async function createRule(tx: Tx, wish: Wish, staffId: number, actor: Actor): Promise<number> {
  if (!tx.inBrands.includes(wish.brandId)) throw notFound('brand')
  await lockByName(tx, `rules of ${wish.brandId}`)
  await refuseUnfit(tx, wish.brandId, wish)
  const { rows } = await sql<Known>`
    insert into rules (brand_id, name, is_on, is_last, occasion, conditions, actions, revision, created_by, changed_by, changed_at, position)
    values (${wish.brandId}, ${wish.name}, ${wish.isOn}, ${wish.isLast}, ${asJson(wish.when)}::jsonb,
      ${asJson(wish.conditions)}::jsonb, ${asJson(wish.actions)}::jsonb, ${nextRevision(wish.brandId)}, ${staffId}, ${staffId}, ${now()},
      (select coalesce(max(position), 0) + 1 from rules where brand_id = ${wish.brandId}))
    returning ${columns}`.execute(tx)
  const [made] = rows
  if (!made) throw new Error('The rule was not written')
  await saved(tx, 'rule.created', made, actor)
  return made.id
}

/** Changes a rule. One that had stopped begins anew, since whoever saves it has seen why. */
export async function changeRule(
  tx: Tx,
  id: number,
  wish: Change,
  staffId: number,
  actor: Actor,
): Promise<void> {
  const known = await lockedRule(tx, id)
  const next = { ...known, ...definedIn(wish) }
  if (next.isOn) await refuseUnfit(tx, known.brandId, next)
  const { rows } = await sql<Known>`
    update rules set name = ${next.name}, is_on = ${next.isOn}, is_last = ${next.isLast}, occasion = ${asJson(next.when)}::jsonb,
      conditions = ${asJson(next.conditions)}::jsonb, actions = ${asJson(next.actions)}::jsonb, changed_at = ${now()}, changed_by = ${staffId},
      stopped_for = null, stopped_at = null, circled_at = null, revision = ${nextRevision(known.brandId)}
    where brand_id = ${known.brandId} and id = ${id} returning ${columns}`.execute(tx)
  const [changed] = rows
  if (!changed) throw notFound('rule')
  await saved(tx, 'rule.changed', changed, actor)
}

/** Takes a rule away; its row stays for the history, which names it. */
export async function deleteRule(tx: Tx, id: number, actor: Actor): Promise<void> {
  const known = await lockedRule(tx, id)
  await sql`update rules set deleted_at = ${now()}, is_on = false, revision = ${nextRevision(known.brandId)}
    where brand_id = ${known.brandId} and id = ${id}`.execute(tx)
  await note(tx, 'rule.deleted', known, actor)
}

/** Puts all rules of a brand into the order given; a list that was made before somebody else's change is refused. */
export async function orderRules(
  tx: Tx,
  { brandId, ids }: { brandId: number; ids: readonly number[] },
  actor: Actor,
): Promise<void> {
  if (!tx.inBrands.includes(brandId)) throw notFound('brand')
  await lockByName(tx, `rules of ${brandId}`)
  const { rows } = await sql<{ id: number }>`
    select id from rules where brand_id = ${brandId} and deleted_at is null order by position, id`.execute(tx)
  const known = new Set(rows.map((row) => row.id))
  if (known.size !== ids.length || new Set(ids).size !== ids.length || ids.some((id) => !known.has(id)))
    throw invalid('ids', 'rules_not_all', (locale) => m.rules_not_all({}, { locale }))
  if (rows.every((row, at) => row.id === ids[at])) return
  await sql`
    update rules set position = wish.position, revision = ${nextRevision(brandId)}
    from unnest(${[...ids]}::bigint[]) with ordinality as wish (id, position)
    where brand_id = ${brandId} and rules.id = wish.id`.execute(tx)
  await record(tx, { type: 'rules.ordered', brandId, actor, data: { ids: [...ids] } })
}

const columns = sql`id, brand_id as "brandId", name, is_on as "isOn", is_last as "isLast", occasion as "when", conditions, actions`

async function lockedRule(tx: Tx, id: number): Promise<Known> {
  const read = () =>
    sql<Known>`
    select ${columns} from rules
    where brand_id = any (${[...tx.inBrands]}::bigint[]) and id = ${id} and deleted_at is null`.execute(tx)
  const [found] = (await read()).rows
  if (!found) throw notFound('rule')
  await lockByName(tx, `rules of ${found.brandId}`)
  const [known] = (await read()).rows
  if (!known) throw notFound('rule')
  return known
}

const definedIn = (wish: Change) =>
  Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined)) as Partial<Known>

async function saved(tx: Tx, type: string, rule: Known, actor: Actor): Promise<void> {
  if (rule.isOn && 'after' in rule.when)
    await addJob(
      tx,
      'begin-rule-timers',
      { brandId: rule.brandId, ruleId: rule.id, after: 0 },
      { priority: 10 },
    )
  await note(tx, type, rule, actor)
}

function note(tx: Tx, type: string, { brandId, id, name, isOn }: Known, actor: Actor): Promise<unknown> {
  return record(tx, { type, brandId, actor, data: { ruleId: id, ruleName: name, isOn } })
}
