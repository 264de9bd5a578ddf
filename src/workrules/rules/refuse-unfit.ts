import { m } from '#texts'
import type { Tx } from '#platform/database.ts'
import { invalid, type Refusal } from '#platform/refusal.ts'
import type { Action } from './action.ts'
import { actionNamed } from './actions/list.ts'
import { fixed } from './choices.ts'
import { wayOf } from './compile.ts'
import { conditionNamed } from './conditions/list.ts'
import type { Asked, Done, Group } from './contract.ts'
import { type Field, schemaOf } from './fields.ts'
import { occasions, type When } from './occasions.ts'
import { goneOf, type Reference, referencesIn, referencesOf } from './references.ts'

export type Parts = { when: When; conditions: Group; actions: readonly Done[] }

/** Refuses what could not work, with the place of the mistake: conditions.all.0.value, actions.1.value.staffId. */
export async function refuseUnfit(
  tx: Tx,
  brandId: number,
  { when, conditions, actions }: Parts,
): Promise<void> {
  if ('on' in when && !occasions.some((one) => one.key === when.on)) throw unknown('when.on')
  const references = [...inGroup(conditions, 'conditions'), ...inActions(actions)]
  const [gone] = await goneOf(tx, brandId, references)
  if (gone) throw invalid(gone.place, 'rule_names_nothing', (locale) => m.rules_names_nothing({}, { locale }))
}

function inGroup(group: Group, place: string): Reference[] {
  const ways = [group.all, group.any, group.none].filter((one) => one !== undefined)
  if (ways.length !== 1) throw wrong(place)
  const [way, of] = wayOf(group)
  return of.flatMap((one, at) => {
    const where = `${place}.${way}.${at}`
    return 'condition' in one ? inCondition(one, where) : inGroup(one, where)
  })
}

function inCondition({ condition: key, value }: Asked, place: string): Reference[] {
  const condition = conditionNamed.get(key)
  if (!condition) throw unknown(`${place}.condition`)
  refuseValue(condition.takes, value, `${place}.value`)
  return referencesIn(condition.takes, value, `${place}.value`)
}

function inActions(actions: readonly Done[]): Reference[] {
  for (const [at, { action: key, value }] of actions.entries()) {
    const action = actionNamed.get(key)
    if (!action) throw unknown(`actions.${at}.action`)
    refuseUntaken(action, value, `actions.${at}.value`)
    for (const [name, field] of Object.entries(action.takes))
      refuseValue(field, value[name], `actions.${at}.value.${name}`)
  }
  return referencesOf(actions)
}

function refuseUntaken(action: Action, value: Record<string, unknown>, place: string): void {
  const untaken = Object.keys(value).find((name) => !(name in action.takes))
  if (untaken !== undefined) throw unknown(`${place}.${untaken}`)
}

function refuseValue(field: Field, value: unknown, place: string): void {
  if (!schemaOf(field).safeParse(value).success) throw wrong(place)
  if (field.kind !== 'one' && field.kind !== 'many') return
  const known = fixed[field.from]
  const chosen: unknown[] = Array.isArray(value) ? value : [value]
  if (known && chosen.some((one) => !known.has(String(one)))) throw wrong(place)
  if (field.isSome && chosen.includes('none')) throw wrong(place)
}

const wrong = (place: string): Refusal =>
  invalid(place, 'rule_value_wrong', (locale) => m.rules_value_wrong({}, { locale }))
const unknown = (place: string): Refusal =>
  invalid(place, 'rule_part_unknown', (locale) => m.rules_part_unknown({ place }, { locale }))
